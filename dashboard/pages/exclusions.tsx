import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readExclusionEnd, readPicked } from '../forms/directing.ts'
import { Fields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { ExclusionsPage } from '../views/exclusions.tsx'

/** Excluding devices from the network. */
export function exclusionPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const show = async (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const person = personOf(c)
    const { classes, clauses } = app.school.policy()
    const picked = readPicked(fields, app.measures.choices(person))
    const taken = await app.measures.taken(person)
    const running = await app.exclusions.running(person)
    const measureOf = (device: string, from: number) =>
      taken.find((one) => one.kind === 'exclusion' && one.device?.id === device && one.from === from)?.id
    const letters = running.flatMap(({ id, device, from }): [string, string][] => {
      const measure = measureOf(device.id, from)
      return measure === undefined ? [] : [[id, measure]]
    })
    const earlier = taken.filter(({ kind, device }) => kind === 'exclusion' && device?.id === picked.chosen?.id).length
    return page(
      c,
      <ExclusionsPage
        view={c.var.view}
        picked={picked}
        classes={classes}
        clauses={clauses}
        running={running}
        earlier={earlier}
        letters={new Map(letters)}
        fields={fields}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  pages.get('/exclusions', (c) => show(c, new Fields(new URL(c.req.url).searchParams)))

  pages.post('/exclusions', async (c) => {
    const fields = await readFields(c)
    const clause = fields.optional('clause')
    const excluded = await app.exclusions.exclude(personOf(c), {
      device: fields.text('device'),
      reason: fields.text('reason'),
      until: readExclusionEnd(fields, app.zone, c.var.view.now),
      schoolDevice: fields.has('school-device'),
      despiteMedicalMark: fields.has('medical-mark'),
      ...(clause === undefined ? {} : { clause }),
    })
    return excluded.ok ? done(c, '/exclusions', 'excluded') : show(c, fields, excluded)
  })

  pages.post('/exclusions/:id/lift', async (c) => {
    const lifted = await app.exclusions.lift(personOf(c), c.req.param('id'))
    return lifted.ok ? done(c, '/exclusions', 'lifted') : show(c, await readFields(c), lifted)
  })

  return pages
}
