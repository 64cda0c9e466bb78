import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Timetable } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readDay, readEntry } from '../forms/school.ts'
import { done, page } from '../respond.tsx'
import { DayPage, linesOf, linesShown } from '../views/day-form.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { TimetablePage } from '../views/timetable.tsx'
import { weekdaysInOrder } from '../views/week-grid.tsx'

/** The school's hours as a week, one day of it to edit, and the holidays and special days. */
export function timetablePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const policy = app.school.policy()
    const chosen = policy.timetables.find(({ id }) => id === c.req.query('id')) ?? policy.timetables[0]
    const props = { view: c.var.view, policy, chosen, fields, problem }
    return page(c, <TimetablePage {...props} />, problem ? 422 : 200)
  }

  function dayOf(c: Context<Env>): { readonly timetable: Timetable; readonly weekday: Weekday } | undefined {
    const timetable = app.school.policy().timetables.find(({ id }) => id === c.req.param('id'))
    const weekday = weekdaysInOrder.find((day) => day === c.req.param('weekday'))
    return timetable && weekday && { timetable, weekday }
  }
  const missing = (c: Context<Env>) => page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)

  pages.get('/timetable', (c) => show(c, noFields))

  pages.get('/timetable/:id/:weekday', (c) => {
    const day = dayOf(c)
    if (!day) return missing(c)
    return page(
      c,
      <DayPage view={c.var.view} {...day} lines={linesOf(day.timetable.days[day.weekday])} problem={undefined} />,
    )
  })

  pages.post('/timetable/:id/:weekday', async (c) => {
    const day = dayOf(c)
    if (!day) return missing(c)
    const fields = await readFields(c)
    const lines = readDay(fields, linesShown)
    const set = await app.school.setDay(editorOf(c, fields), day.timetable.id, day.weekday, lines)
    if (set.ok) return done(c, `/timetable?id=${encodeURIComponent(day.timetable.id)}`, 'saved')
    // Where another person changed the day, it is shown as it is now: what was typed belongs to a day that is no more.
    const now = set.problem === 'changed-meanwhile' ? dayOf(c) : undefined
    const shown = now ? linesOf(now.timetable.days[now.weekday]) : (lines ?? 'off')
    return page(c, <DayPage view={c.var.view} {...day} lines={shown} problem={set} />, 422)
  })

  pages.post('/calendar', async (c) => {
    const fields = await readFields(c)
    const added = await app.school.addCalendarEntry(personOf(c), readEntry(fields))
    return added.ok ? done(c, '/timetable', 'added') : show(c, fields, added)
  })

  pages.post('/calendar/:index/remove', async (c) => {
    const removed = await app.school.removeCalendarEntry(editorOf(c, await readFields(c)), Number(c.req.param('index')))
    return removed.ok ? done(c, '/timetable', 'removed') : show(c, noFields, removed)
  })

  return pages
}
