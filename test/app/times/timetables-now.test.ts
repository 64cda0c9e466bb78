import { expect, it } from 'vitest'
import type { CalendarEntry } from '../../../src/time/calendar.ts'
import { aSchool } from '../a-school.ts'

const holiday: CalendarEntry = { from: '2026-11-25', to: '2026-11-25', name: 'Studiedag', kind: 'study-day' }
const unsure: CalendarEntry = {
  from: '2026-11-24',
  to: '2026-11-24',
  name: 'Misschien',
  kind: 'holiday',
  unconfirmed: true,
}
const some: CalendarEntry = { from: '2026-11-24', to: '2026-11-24', name: 'Kamp', kind: 'special', classes: ['3b'] }

it.each([
  ['in a lesson', '2026-11-24T09:00', [['all', 'lesson', '1', 'tue 10:15']]],
  ['in a break', '2026-11-24T10:15', [['all', 'break', undefined, 'tue 10:30']]],
  ['after the last bell', '2026-11-24T14:30', [['all', 'outside', undefined, 'thu 08:20']]],
  [
    'on a day without school',
    '2026-11-25T10:00',
    [['all', 'outside', undefined, 'thu 08:20', 'no school', 'Studiedag']],
  ],
])('says of each timetable that is followed what it is now: %s', async (_, at, said) => {
  const { app } = await aSchool(at, (policy) => ({
    ...policy,
    timetables: [...policy.timetables, { id: 'unused', name: { nl: 'X', en: 'X' }, days: {} }],
    calendar: { ...policy.calendar, entries: [holiday, unsure, some] },
  }))
  const written = (instant: number) => `${app.zone.at(instant).weekday} ${app.zone.format(instant).slice(11, 16)}`
  const now = app.calendar
    .now()
    .map(({ id, kind, period, until, noSchool, day }) => [
      ...[id, kind, period, written(until)],
      ...(noSchool ? ['no school'] : []),
      ...(day === undefined ? [] : [day]),
    ])
  expect(now).toEqual(said)
})
