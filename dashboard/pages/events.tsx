import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readWall } from '../forms/directing.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { EventsPage } from '../views/events.tsx'
import { takeBack } from './taking-back.ts'

/** Marked events. */
export function eventPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = async (c: Context<Env>, fields: Fields, problem?: Refusal) =>
    page(
      c,
      <EventsPage view={c.var.view} events={await app.events.list()} fields={fields} problem={problem} />,
      problem ? 422 : 200,
    )

  pages.get('/events', (c) => show(c, noFields))

  pages.post('/events', async (c) => {
    const fields = await readFields(c)
    const from = fields.optional('from')
    const marked = await app.events.mark(personOf(c), {
      name: fields.text('name'),
      until: readWall(fields.text('until'), app.zone) ?? Number.NaN,
      ...(from === undefined ? {} : { from: readWall(from, app.zone) ?? Number.NaN }),
    })
    return marked.ok ? done(c, '/events', 'added') : show(c, fields, marked)
  })

  pages.post('/events/:id/end', async (c) => {
    const id = c.req.param('id')
    const ended = await app.events.end(personOf(c), id)
    return ended.ok ? done(c, '/events', 'ended', { restore: id }) : show(c, noFields, ended)
  })

  pages.post('/events/undo', async (c) => {
    const taken = await takeBack(app, personOf(c), await readFields(c))
    return taken.ok ? done(c, '/events', 'taken') : show(c, noFields, taken)
  })

  return pages
}
