import type { Context, Hono } from 'hono'
import type { Outcome, Person, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, readFields } from '../forms/fields.ts'
import { done } from '../respond.tsx'
import { idsIn, type Undo } from '../undo.ts'
import type { GoingOn } from '../views/today-acts.tsx'
import type { BellsToday } from '../views/today-bells.tsx'
import { examRooms, takeBack } from './taking-back.ts'

type Show = (c: Context<Env>, problem?: Refusal) => Promise<Response>

/** What goes on now besides grants. */
export async function goingOn(app: Parts['app'], c: Context<Env>): Promise<GoingOn> {
  const person = personOf(c)
  const [emergencies, parks, exams, focuses, trials, events] = await Promise.all([
    app.emergencies.running(),
    app.parks.running(person),
    app.focus.exams(person),
    app.focus.running(person),
    app.trials.running(),
    app.events.list(),
  ])
  return { emergencies, parks, exams, focuses: focuses.filter(({ exam }) => !exam), trials, events }
}

/** The bells of today. */
export function bellsToday(app: Parts['app']): BellsToday {
  const { school, classes } = app.calendar.bellsOn(today(app))
  const names = app.school.policy().classes
  const bySchedule = Map.groupBy(classes, ({ schedule }) => schedule)
  return {
    timetables: app.calendar.now(),
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
    what: 'stopped' | 'bells' | 'settled' | 'answered' | 'taken',
    undo?: Undo,
  ) => (outcome.ok ? done(c, '/today', what, undo) : show(c, outcome))

  pages.post('/today/stop', async (c) => {
    const fields = await readFields(c)
    const undo = await undoOfStop(app, c, fields)
    return over(c, await stop(app, c, fields), 'stopped', undo)
  })

  pages.post('/today/take-back', async (c) => over(c, await takeBack(app, personOf(c), await readFields(c)), 'taken'))

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
    if (fields.text('answer') !== 'yes')
      return over(c, await app.requests.refuse(personOf(c), which), 'answered', { reopen: which.key })
    const given = await app.requests.approve(personOf(c), which, 'devices', { kind: 'minutes', minutes: 30 })
    const ids = given.ok ? given.value.map(({ id }) => id).join(' ') : ''
    return over(c, given, 'answered', { close: ids })
  })
}

const today = (app: Parts['app']) => app.zone.at(app.clock()).date

/** What has it go on that is about to be stopped: a class's park by its own id, an exam in all its rooms. */
async function undoOfStop(app: Parts['app'], c: Context<Env>, fields: Fields): Promise<Undo | undefined> {
  const [person, id] = [personOf(c), fields.text('id')]
  switch (fields.text('kind')) {
    case 'park': {
      const park = (await app.parks.running(person)).find((running) => running.class === id)
      return park && { restore: park.id }
    }
    case 'exam':
      return { restore: await examRooms(app, person, id) }
    default:
      return { restore: id }
  }
}

async function stop(app: Parts['app'], c: Context<Env>, fields: Fields): Promise<Outcome<unknown>> {
  const [person, id] = [personOf(c), fields.text('id')]
  switch (fields.text('kind')) {
    case 'emergency':
      return app.emergencies.stop(person, id)
    case 'park':
      return app.parks.release(person, [id])
    case 'exam':
      return app.focus.endExam(person, id, true)
    case 'focus':
      return app.focus.end(person, id, true)
    case 'trial':
      return stopTrials(app, person, idsIn(id))
    case 'event':
      return app.events.end(person, id)
    default:
      return { ok: false, problem: 'already-over' }
  }
}

/** Stops trials that were begun together. */
async function stopTrials({ trials }: Parts['app'], person: Person, ids: readonly string[]): Promise<Outcome<unknown>> {
  let last: Outcome<unknown> = { ok: false, problem: 'already-over' }
  for (const id of ids) {
    last = await trials.stop(person, id)
    if (!last.ok) return last
  }
  return last
}
