import { type Context, Hono } from 'hono'
import { NORMAL, type Refusal } from '../../src/app/app.ts'
import type { Timetable } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import { type Env, editorOf, type Parts } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readBellDates, readHours, readWeek } from '../forms/hours.ts'
import { readCopy, readText } from '../forms/making.ts'
import { readEntry } from '../forms/school.ts'
import { done, page } from '../respond.tsx'
import { DayPage, linesOf, linesShown } from '../views/day-form.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { TimetablePage } from '../views/timetable.tsx'
import { weekdaysInOrder } from '../views/week-grid.tsx'

/** The school's hours as a week to drag, under each of its bells; "Vandaag anders"; and the holidays and special days. */
export function timetablePages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  function show(c: Context<Env>, fields: Fields, problem?: Refusal) {
    const policy = app.school.policy()
    const schedules = app.calendar.schedules()
    const date = app.zone.at(c.var.view.now).date
    const [id, bells] = [c.req.query('id') ?? c.req.param('id'), c.req.query('bells') ?? fields.text('bells')]
    const props = {
      ...{ view: c.var.view, policy, schedules, fields, problem },
      chosen: policy.timetables.find((known) => known.id === id) ?? policy.timetables[0],
      bells: schedules.find((known) => known.id === bells) ?? schedules[0]!,
      today: { date, ...app.calendar.bellsOn(date) },
      toConfirm: app.calendar.holidaysToConfirm(),
    }
    return page(c, <TimetablePage {...props} />, problem ? 422 : 200)
  }

  interface Day {
    readonly timetable: Timetable
    readonly weekday: Weekday
    readonly bells: string
  }

  function dayOf(c: Context<Env>, wanted: string): Day | undefined {
    const timetable = app.school.policy().timetables.find(({ id }) => id === c.req.param('id'))
    const weekday = weekdaysInOrder.find((day) => day === c.req.param('weekday'))
    const bells =
      wanted === '' || app.calendar.schedules().some(({ id }) => id === wanted) ? wanted || NORMAL : undefined
    return timetable && weekday && bells !== undefined ? { timetable, weekday, bells } : undefined
  }
  const missing = (c: Context<Env>) => page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
  const linesNow = ({ timetable, weekday, bells }: Day) =>
    linesOf((bells === NORMAL ? timetable.days : timetable.schedules?.[bells])?.[weekday])
  const back = ({ timetable, bells }: Omit<Day, 'weekday'>) =>
    `/timetable?id=${encodeURIComponent(timetable.id)}&bells=${encodeURIComponent(bells)}`

  const showDay = (c: Context<Env>, day: Day, lines: ReturnType<typeof linesOf> | undefined, problem?: Refusal) => {
    const bells = app.calendar.schedules().find(({ id }) => id === day.bells)!
    const props = {
      view: c.var.view,
      ...day,
      bells,
      lines,
      problem,
      schoolDays: app.school.policy().calendar.schoolDays,
    }
    return page(c, <DayPage {...props} />, problem ? 422 : 200)
  }

  pages.get('/timetable', (c) => show(c, noFields))

  pages.post('/timetable/:id', async (c) => {
    const fields = await readFields(c)
    const timetable = app.school.policy().timetables.find(({ id }) => id === c.req.param('id'))
    if (!timetable) return missing(c)
    const bells = fields.text('bells') || NORMAL
    const days = readWeek(fields, weekdaysInOrder)
    const of = { timetable: timetable.id, ...(bells === NORMAL ? {} : { schedule: bells }) }
    const set = await app.calendar.setWeek(editorOf(c, fields), of, days)
    return set.ok ? done(c, back({ timetable, bells }), 'saved') : show(c, fields, set)
  })

  pages.post('/timetables', async (c) => {
    const fields = await readFields(c)
    const added = await app.calendar.addTimetable(editorOf(c, fields), readCopy(fields))
    return added.ok ? done(c, back({ timetable: added.value, bells: NORMAL }), 'added') : show(c, fields, added)
  })

  pages.post('/timetables/:id', async (c) => {
    const fields = await readFields(c)
    const renamed = await app.calendar.renameTimetable(editorOf(c, fields), c.req.param('id'), readText(fields))
    return renamed.ok ? done(c, back({ timetable: renamed.value, bells: NORMAL }), 'saved') : show(c, fields, renamed)
  })

  pages.post('/timetables/:id/remove', async (c) => {
    const removed = await app.calendar.removeTimetable(editorOf(c, await readFields(c)), c.req.param('id'))
    return removed.ok ? done(c, '/timetable', 'removed') : show(c, noFields, removed)
  })

  pages.get('/timetable/:id/:weekday', (c) => {
    const day = dayOf(c, c.req.query('bells') ?? '')
    return day ? showDay(c, day, linesNow(day)) : missing(c)
  })

  pages.post('/timetable/:id/:weekday', async (c) => {
    const fields = await readFields(c)
    const day = dayOf(c, fields.text('bells'))
    if (!day) return missing(c)
    const lines = readHours(fields, linesShown)
    const also = weekdaysInOrder.filter((weekday) => fields.all('also').includes(weekday))
    const days = Object.fromEntries([day.weekday, ...also].map((weekday) => [weekday, lines]))
    const of = { timetable: day.timetable.id, ...(day.bells === NORMAL ? {} : { schedule: day.bells }) }
    const set = await app.calendar.setWeek(editorOf(c, fields), of, days)
    if (set.ok) return done(c, back(day), 'saved')
    // Where another person changed the day, it is shown as it is now: what was typed belongs to a day that is no more.
    const now = set.problem === 'changed-meanwhile' ? dayOf(c, day.bells) : undefined
    return showDay(c, now ?? day, now ? linesNow(now) : lines, set)
  })

  pages.post('/bells', async (c) => {
    const fields = await readFields(c)
    const [nl, en] = [fields.text('nl'), fields.text('en')]
    const added = await app.calendar.addSchedule(editorOf(c, fields), { nl, en: en || nl })
    if (!added.ok) return show(c, fields, added)
    const at = `/timetable?id=${encodeURIComponent(fields.text('id'))}&bells=${encodeURIComponent(added.value.id)}`
    return done(c, at, 'added')
  })

  pages.post('/bells/dates', async (c) => {
    const fields = await readFields(c)
    const [dates, editor] = [readBellDates(fields), editorOf(c, fields)]
    const set =
      fields.text('do') === 'clear'
        ? await app.calendar.clearSchedule(editor, dates)
        : await app.calendar.setSchedule(editor, { ...dates, schedule: fields.text('schedule') })
    return set.ok ? done(c, '/timetable', 'saved') : show(c, fields, set)
  })

  pages.post('/bells/:id/remove', async (c) => {
    const removed = await app.calendar.removeSchedule(editorOf(c, await readFields(c)), c.req.param('id'))
    return removed.ok ? done(c, '/timetable', 'removed') : show(c, noFields, removed)
  })

  pages.post('/calendar', async (c) => {
    const fields = await readFields(c)
    const added = await app.school.addCalendarEntry(editorOf(c, fields), readEntry(fields))
    return added.ok ? done(c, '/timetable', 'added') : show(c, fields, added)
  })

  pages.post('/calendar/holidays', async (c) => {
    const fields = await readFields(c)
    const dates = { from: fields.text('from'), to: fields.text('to') || fields.text('from') }
    const answer = fields.text('do') === 'not-here' ? 'not-here' : dates
    const confirmed = await app.calendar.confirmHoliday(editorOf(c, fields), fields.text('id'), answer)
    // To the next one; where none is left, the page begins at its top.
    return confirmed.ok ? done(c, '/timetable#confirm-heading', 'saved') : show(c, noFields, confirmed)
  })

  pages.post('/calendar/region', async (c) => {
    const fields = await readFields(c)
    const set = await app.calendar.setRegion(editorOf(c, fields), fields.text('region'))
    return set.ok ? done(c, '/timetable', 'saved') : show(c, noFields, set)
  })

  pages.post('/calendar/:index/remove', async (c) => {
    const removed = await app.school.removeCalendarEntry(editorOf(c, await readFields(c)), Number(c.req.param('index')))
    return removed.ok ? done(c, '/timetable', 'removed') : show(c, noFields, removed)
  })

  return pages
}
