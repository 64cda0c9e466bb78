import type { Context, Hono } from 'hono'
import type { Outcome, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, readFields } from '../forms/fields.ts'
import { done } from '../respond.tsx'
import type { BellsToday, GoingOn } from '../views/today-acts.tsx'

type Show = (c: Context<Env>, problem?: Refusal) => Promise<Response>

/** What goes on now besides grants. */
export async function goingOn(app: Parts['app'], c: Context<Env>): Promise<GoingOn> {
  const person = personOf(c)
  const [emergencies, parks, focuses, trials, events] = await Promise.all([
    app.emergencies.running(),
    app.parks.running(person),
    app.focus.running(person),
    app.trials.running(),
    app.events.list(),
  ])
  return { emergencies, parks, focuses, trials, events }
}

/** The bells of today. */
export function bellsToday(app: Parts['app']): BellsToday {
  const { school, classes } = app.calendar.bellsOn(today(app))
  const names = app.school.policy().classes
  const bySchedule = Map.groupBy(classes, ({ schedule }) => schedule)
  return {
    schedules: app.calendar.schedules(),
    school,
    classes: [...bySchedule].map(([schedule, of]) => ({
      schedule,
      names: of.map(({ class: id }) => names.find((one) => one.id === id)?.name ?? id).join(', '),
    })),
  }
}

/** The acts of the page: stop what goes on, other bells today, settle notes, answer requests of devices without a class. */
export function todayActs(pages: Hono<Env>, { app }: Parts, show: Show): void {
  const over = async (
    c: Context<Env>,
    outcome: Outcome<unknown>,
    what: 'stopped' | 'bells' | 'settled' | 'answered',
  ) => (outcome.ok ? done(c, '/today', what) : show(c, outcome))

  pages.post('/today/stop', async (c) => over(c, await stop(app, c, await readFields(c)), 'stopped'))

  pages.post('/today/bells', async (c) => {
    const schedule = (await readFields(c)).text('schedule')
    const dates = { from: today(app) }
    const outcome =
      schedule === ''
        ? await app.calendar.clearSchedule(personOf(c), dates)
        : await app.calendar.setSchedule(personOf(c), { ...dates, schedule })
    return over(c, outcome, 'bells')
  })

  pages.post('/today/snags/:id/settle', async (c) =>
    over(c, await app.snags.settle(personOf(c), c.req.param('id')), 'settled'),
  )

  pages.post('/today/requests', async (c) => {
    const fields = await readFields(c)
    const which = { key: fields.text('key') }
    const outcome =
      fields.text('answer') === 'yes'
        ? await app.requests.approve(personOf(c), which, 'devices', { kind: 'minutes', minutes: 30 })
        : await app.requests.refuse(personOf(c), which)
    return over(c, outcome, 'answered')
  })
}

const today = (app: Parts['app']) => app.zone.at(app.clock()).date

async function stop(app: Parts['app'], c: Context<Env>, fields: Fields): Promise<Outcome<unknown>> {
  const [person, id] = [personOf(c), fields.text('id')]
  switch (fields.text('kind')) {
    case 'emergency':
      return app.emergencies.stop(person, id)
    case 'park':
      return app.parks.release(person, [id])
    case 'focus':
      return app.focus.end(person, id, true)
    case 'trial':
      return app.trials.stop(person, id)
    case 'event':
      return app.events.end(person, id)
    default:
      return { ok: false, problem: 'already-over' }
  }
}
