import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Env, Parts } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { page } from '../respond.tsx'
import { startSession } from '../session.ts'
import { PassEnded, PassPage } from '../views/pass.tsx'

/** Where the link of a day pass leads: a substitute gives a name and is a teacher for the day. Looking at the page uses nothing up. */
export function passPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const pass = await app.passes.withSecret(c.req.param('secret') ?? '')
    if (pass === undefined) return page(c, <PassEnded view={c.var.view} />, 410)
    return page(c, <PassPage view={c.var.view} pass={pass} fields={fields} problem={problem} />, problem ? 422 : 200)
  }

  pages.get('/pas/:secret', (c) => show(c, noFields))

  pages.post('/pas/:secret', async (c) => {
    const fields = await readFields(c)
    const entered = await app.passes.enter(c.req.param('secret'), fields.text('name'), c.var.view.language, c.env?.peer)
    if (!entered.ok) return show(c, fields, entered)
    startSession(c, entered.value.session, cookies)
    return c.redirect('/now', 303)
  })

  return pages
}
