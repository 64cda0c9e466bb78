import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readNumber } from '../forms/directing.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { OpeningsPage } from '../views/openings.tsx'

/** Openings for an investigation. */
export function openingPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = async (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const person = personOf(c)
    const running = await app.openings.running(person)
    const choices = app.openings.choices(person)
    return page(
      c,
      <OpeningsPage view={c.var.view} running={running} choices={choices} fields={fields} problem={problem} />,
      problem ? 422 : 200,
    )
  }

  pages.get('/openings', (c) => show(c, noFields))

  pages.post('/openings', async (c) => {
    const fields = await readFields(c)
    const opened = await app.openings.open(personOf(c), {
      device: fields.text('device'),
      site: fields.text('site'),
      minutes: readNumber(fields, 'minutes'),
      reason: fields.text('reason'),
    })
    return opened.ok ? done(c, '/openings', 'opened') : show(c, fields, opened)
  })

  pages.post('/openings/:id/stop', async (c) => {
    const stopped = await app.openings.stop(personOf(c), c.req.param('id'))
    return stopped.ok ? done(c, '/openings', 'closed') : show(c, noFields, stopped)
  })

  return pages
}
