import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { remembered } from '../session.ts'
import { DayPassesPage, type FreshPass } from '../views/day-passes.tsx'

/** Day passes: made by a colleague or the office, shown as a QR code once, listed and revoked. */
export function dayPassPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(
    c: Context<Env>,
    { problem, fresh, chosen }: { problem?: Refusal; fresh?: FreshPass; chosen?: readonly string[] } = {},
  ) {
    const [classes, passes] = [await app.desk.classesOf(personOf(c)), await app.passes.list(personOf(c))]
    const last = remembered(c, 'class')
    const usual = classes.filter(({ id }) => classes.length === 1 || id === last).map(({ id }) => id)
    const props = { classes, passes, chosen: chosen ?? usual, fresh, problem }
    return page(c, <DayPassesPage view={c.var.view} {...props} />, problem ? 422 : 200)
  }

  pages.get('/passes', (c) => show(c))

  pages.post('/passes', async (c) => {
    const chosen = (await readFields(c)).all('class')
    const made = await app.passes.make(personOf(c), chosen)
    if (!made.ok) return show(c, { problem: made, chosen })
    const address = `${cookies.secure ? 'https' : 'http'}://${c.req.header('host') ?? ''}/pas/${made.value.secret}`
    return show(c, { fresh: { pass: made.value.pass, address }, chosen })
  })

  pages.post('/passes/:id/revoke', async (c) => {
    const revoked = await app.passes.revoke(personOf(c), c.req.param('id'))
    return revoked.ok ? done(c, '/passes', 'passRevoked') : show(c, { problem: revoked })
  })

  return pages
}
