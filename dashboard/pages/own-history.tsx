import { Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { page } from '../respond.tsx'
import { OwnHistoryPage } from '../views/own-history.tsx'

const days = 28

/** What the person themself opened, parked and limited in the last weeks. */
export function ownHistoryPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  pages.get('/history', async (c) =>
    page(c, <OwnHistoryPage view={c.var.view} acts={await app.history.mine(personOf(c), days)} />),
  )
  return pages
}
