import { Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { done, page } from '../respond.tsx'
import { ListsPage } from '../views/lists.tsx'

/** The lists, how many names each has, and the lines that could not be read. */
export function listPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/lists', async (c) => page(c, <ListsPage view={c.var.view} lists={await app.lists.lists()} />))

  pages.post('/lists/refresh', async (c) => {
    await app.lists.refresh(personOf(c))
    return done(c, '/lists', 'refreshed')
  })

  return pages
}
