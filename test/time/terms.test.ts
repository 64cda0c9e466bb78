import { expect, it } from 'vitest'
import type { Calendar, CalendarEntry } from '../../src/time/calendar.ts'
import { termOf } from '../../src/time/terms.ts'

const holiday = (from: string, to: string, more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  ...{ from, to, name: from, kind: 'holiday' },
  ...more,
})
const calendar: Calendar = {
  schoolDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  entries: [
    holiday('2026-12-19', '2027-01-03'),
    holiday('2026-10-17', '2026-10-25'),
    holiday('2026-11-05', '2026-11-05'),
    holiday('2026-11-14', '2026-11-22', { unconfirmed: true }),
    holiday('2026-11-28', '2026-12-06', { classes: ['3b'] }),
    holiday('2027-04-24', '2027-05-09'),
    holiday('2027-04-26', '2027-04-30'),
    holiday('2027-07-17', '2027-08-29'),
  ],
}

it.each<readonly [string, string, -1 | 1, string, string]>([
  [
    'between two holidays; a day off, one that is not certain and one of a class end nothing',
    '2026-11-10',
    -1,
    '2026-10-26',
    '2026-12-18',
  ],
  ['on its first day', '2026-10-26', -1, '2026-10-26', '2026-12-18'],
  ['on its last day', '2026-12-18', -1, '2026-10-26', '2026-12-18'],
  ['in a holiday, the one before', '2026-12-24', -1, '2026-10-26', '2026-12-18'],
  ['in a holiday, the one after', '2026-12-24', 1, '2027-01-04', '2027-04-23'],
  ['in a holiday within a longer one', '2027-04-27', 1, '2027-05-10', '2027-07-16'],
  ['after a holiday within a longer one', '2027-05-20', -1, '2027-05-10', '2027-07-16'],
  ['in a summer over the turn of the school year', '2027-08-02', -1, '2027-05-10', '2027-07-16'],
  ['after that summer, up to the end of what is known', '2027-08-02', 1, '2027-08-30', '2028-07-31'],
  ['before the first holiday that is known, from the first of August', '2026-09-01', -1, '2026-08-01', '2026-10-16'],
])('the term %s', (_, date, way, from, to) => {
  expect(termOf(calendar, date, way)).toEqual({ from, to })
})

it('is the school year where no holidays are known', () => {
  expect(termOf({ ...calendar, entries: [] }, '2027-03-01')).toEqual({ from: '2026-08-01', to: '2027-07-31' })
})
