import { describe, expect, it } from 'vitest'
import type { CalendarEntry, Following, SchoolDay, Timetable } from '../../src/time/calendar.ts'
import { kindOfTime, nextBell, periodAt } from '../../src/time/calendar.ts'
import { schoolZone } from '../../src/time/school-time.ts'

const zone = schoolZone('Europe/Amsterdam')
const schoolDays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const

/** Inloop 8:20, lessons 8:30-10:15 and 10:30-12:00, and a break between them that nobody wrote down. */
const day: SchoolDay = [
  { from: 500, to: 510, kind: 'inloop' },
  { from: 510, to: 615, kind: 'lesson', name: '1' },
  { from: 630, to: 720, kind: 'lesson', name: '2' },
]
const timetable = (days: Timetable['days']): Timetable => ({ id: 't', name: { nl: '-', en: '-' }, days })
const whole = timetable({ mon: day, tue: day, wed: 'off', fri: day })

interface Given {
  readonly timetables?: Following['timetables']
  readonly entries?: readonly CalendarEntry[]
  readonly classes?: readonly string[]
}
const following = ({ timetables = [whole], entries = [], classes = [] }: Given): Following => ({
  calendar: { schoolDays, entries },
  timetables,
  classes,
})
const kindAt = (at: string, given: Given = {}) => kindOfTime(following(given), zone, zone.at(zone.parse(at)))

describe('a period holds from its first minute up to its last', () => {
  it.each([
    ['before the day', '08:19:59', 'outside'],
    ['at its beginning', '08:20', 'inloop'],
    ['in its last second', '08:29:59', 'inloop'],
    ['at its end, which is the next beginning', '08:30', 'lesson'],
    ['in the last second of a lesson', '10:14:59', 'lesson'],
    ['in a gap between two lessons', '10:15', 'break'],
    ['in the last second of the gap', '10:29:59', 'break'],
    ['in the next lesson', '10:30', 'lesson'],
    ['at the last bell', '12:00', 'outside'],
    ['at midnight', '00:00', 'outside'],
  ])('%s', (_, time, kind) => expect(kindAt(`2026-11-24T${time}`)).toBe(kind))
})

describe('which day it is', () => {
  const special = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
    ...{ from: '2026-11-24', to: '2026-11-24', name: 'Kamp', kind: 'special' },
    ...more,
  })
  const evening: SchoolDay = [{ from: 1140, to: 1200, kind: 'lesson' }]
  const holiday = special({ kind: 'holiday' })

  it.each([
    ['a weekday that is off', '2026-11-25T09:00', {}, 'outside'],
    ['a school day that the timetable does not name counts as lesson', '2026-11-26T03:00', {}, 'lesson'],
    ['a Saturday that it does not name does not', '2026-11-28T09:00', {}, 'outside'],
    ['without a timetable a school day counts as lesson', '2026-11-24T23:59', { timetables: [undefined] }, 'lesson'],
    ['without a timetable a Sunday does not', '2026-11-29T09:00', { timetables: [undefined] }, 'outside'],
    ['a holiday is none', '2026-11-24T09:00', { entries: [holiday] }, 'outside'],
    ['nor is one without a timetable', '2026-11-24T09:00', { entries: [holiday], timetables: [undefined] }, 'outside'],
    ['a special day without hours counts as lesson', '2026-11-24T03:00', { entries: [special()] }, 'lesson'],
    ['a special day has its own hours', '2026-11-24T19:30', { entries: [special({ day: evening })] }, 'lesson'],
    ['and only those', '2026-11-24T09:00', { entries: [special({ day: evening })] }, 'outside'],
    [
      'a special day may be a Sunday',
      '2026-11-29T19:30',
      { entries: [special({ from: '2026-11-29', to: '2026-11-29', day: evening })] },
      'lesson',
    ],
    [
      'a special day of another class is none',
      '2026-11-24T19:30',
      { entries: [special({ day: evening, classes: ['7'] })], classes: ['8'] },
      'outside',
    ],
    [
      'one of the own class is',
      '2026-11-24T19:30',
      { entries: [special({ day: evening, classes: ['7'] })], classes: ['7'] },
      'lesson',
    ],
    ['a special day beats a holiday', '2026-11-24T19:30', { entries: [holiday, special({ day: evening })] }, 'lesson'],
    [
      'that of the class beats that of the school',
      '2026-11-24T09:00',
      { entries: [special(), special({ day: evening, classes: ['7'] })], classes: ['7'] },
      'outside',
    ],
    [
      'the first day of a holiday is in it',
      '2026-12-21T09:00',
      { entries: [special({ from: '2026-12-21', to: '2027-01-01', kind: 'holiday' })] },
      'outside',
    ],
    [
      'and so is the last',
      '2027-01-01T09:00',
      { entries: [special({ from: '2026-12-21', to: '2027-01-01', kind: 'holiday' })] },
      'outside',
    ],
    [
      'the day after it is not',
      '2027-01-04T09:00',
      { entries: [special({ from: '2026-12-21', to: '2027-01-01', kind: 'holiday' })] },
      'lesson',
    ],
  ] as const)('%s', (_, at, given: Given, kind) => expect(kindAt(at, given)).toBe(kind))
})

describe('bell schedules', () => {
  const short: SchoolDay = [{ from: 510, to: 600, kind: 'lesson' }]
  const withBells: Timetable = { ...whole, schedules: { heat: { tue: short, wed: short }, tests: { tue: 'off' } } }
  const bells = (schedule: string, more: Partial<CalendarEntry> = {}): CalendarEntry => ({
    ...{ from: '2026-11-23', to: '2026-11-25', name: '-', kind: 'schedule', schedule },
    ...more,
  })
  const given = (...entries: readonly CalendarEntry[]): Given => ({ timetables: [withBells], entries, classes: ['7'] })

  it.each([
    ['the last second of a lesson under it', '2026-11-24T09:59:59', given(bells('heat')), 'lesson'],
    ['its last bell', '2026-11-24T10:00', given(bells('heat')), 'outside'],
    ['it may have hours on a day that is off', '2026-11-25T09:00', given(bells('heat')), 'lesson'],
    ['a day that it does not name is as ever', '2026-11-23T10:30', given(bells('heat')), 'lesson'],
    ['a day that it takes off', '2026-11-24T09:00', given(bells('tests')), 'outside'],
    ['the day before its dates', '2026-11-24T10:30', given(bells('heat', { from: '2026-11-25' })), 'lesson'],
    ['the day after them', '2026-11-24T10:30', given(bells('heat', { to: '2026-11-23' })), 'lesson'],
    ['a timetable without it goes on', '2026-11-24T10:30', { ...given(bells('heat')), timetables: [whole] }, 'lesson'],
    ['one that nobody has is as ever', '2026-11-24T10:30', given(bells('constructor')), 'lesson'],
    ['of another class', '2026-11-24T10:30', given(bells('heat', { classes: ['8'] })), 'lesson'],
    [
      'a school day without a timetable',
      '2026-11-24T22:00',
      { ...given(bells('heat')), timetables: [undefined] },
      'lesson',
    ],
  ] as const)('%s', (_, at, of: Given, kind) => expect(kindAt(at, of)).toBe(kind))

  it.each([
    ['a change of bells rings at its own times', '2026-11-24T09:00', given(bells('heat')), '2026-11-24T10:00:00+01:00'],
    ['and the normal bells are silent', '2026-11-24T10:00', given(bells('heat')), '2026-11-25T00:00:00+01:00'],
    ['at midnight the next day begins', '2026-11-25T12:00', given(bells('heat')), '2026-11-26T00:00:00+01:00'],
  ] as const)('%s', (_, at, of: Given, expected) =>
    expect(zone.format(nextBell(following(of), zone, zone.parse(at)))).toBe(expected),
  )
})

describe('what wins when several things hold on a date', () => {
  const at: SchoolDay = [{ from: 540, to: 600, kind: 'inloop' }]
  const on = (more: Partial<CalendarEntry> & Pick<CalendarEntry, 'kind'>): CalendarEntry => ({
    ...{ from: '2026-11-24', to: '2026-11-24', name: '-' },
    ...more,
  })
  const of = ['7']
  const inOrder = {
    'a special day of the class': on({ kind: 'special', classes: of, day: [{ from: 540, to: 600, kind: 'break' }] }),
    'a special day of the school': on({ kind: 'special', day: at }),
    'a study day': on({ kind: 'study-day' }),
    'other bells of the class': on({ kind: 'schedule', schedule: 'one', classes: of }),
    'other bells of the school': on({ kind: 'schedule', schedule: 'two' }),
  }
  const kinds = ['break', 'inloop', 'outside', 'break', 'inloop', 'lesson']
  const timetables = [
    {
      ...whole,
      schedules: { one: { tue: [{ from: 540, to: 600, kind: 'break' }] }, two: { tue: at } },
    } as const,
  ]
  const entries = Object.values(inOrder)
  it.each([...Object.keys(inOrder), 'the timetable'].map((name, i) => [name, i] as const))('%s', (_, i) => {
    const left = entries.slice(i)
    expect(kindAt('2026-11-24T09:30', { timetables, entries: left, classes: of })).toBe(kinds[i])
    expect(kindAt('2026-11-24T09:30', { timetables, entries: left.toReversed(), classes: of })).toBe(kinds[i])
  })

  it.each([
    ['a study day of another class', on({ kind: 'study-day', classes: ['8'] }), 'lesson'],
    ['a study day of the class', on({ kind: 'study-day', classes: of }), 'outside'],
    ['a holiday that nobody has confirmed', on({ kind: 'holiday', unconfirmed: true }), 'lesson'],
    ['a holiday that is certain', on({ kind: 'holiday' }), 'outside'],
    [
      'normal bells for the class, others for the school',
      on({ kind: 'schedule', schedule: 'normal', classes: of }),
      'lesson',
    ],
  ] as const)('%s', (_, entry, kind) => {
    const bells = entry.schedule === undefined ? [] : [on({ kind: 'schedule', schedule: 'two' })]
    expect(kindAt('2026-11-24T09:30', { timetables, entries: [...bells, entry], classes: of })).toBe(kind)
  })
})

describe('a free hour', () => {
  const free = timetable({ tue: [{ from: 540, to: 600, kind: 'break', free: true, name: '3e uur' }] })
  it('is a break to the policy, and a free hour to people', () => {
    const now = periodAt(following({ timetables: [free] }), zone, zone.at(zone.parse('2026-11-24T09:30')))
    expect(now).toEqual({ kind: 'break', free: true, name: '3e uur', from: 540, to: 600 })
  })
})

describe('a period past midnight', () => {
  const night = timetable({ ...{ wed: 'off', thu: 'off' }, tue: [{ from: 1320, to: 1800, kind: 'lesson' }] })
  const given = { timetables: [night] }
  it.each([
    ['has not begun', '2026-11-24T21:59', 'outside'],
    ['begins on its day', '2026-11-24T22:00', 'lesson'],
    ['goes on at midnight', '2026-11-25T00:00', 'lesson'],
    ['goes on though the next day is off', '2026-11-25T05:59', 'lesson'],
    ['ends there', '2026-11-25T06:00', 'outside'],
    ['does not come again', '2026-11-25T22:00', 'outside'],
  ])('%s', (_, at, kind) => expect(kindAt(at, given)).toBe(kind))

  it('goes on under the bells of the day on which it began', () => {
    const bells = { from: '2026-11-25', to: '2026-11-25', name: '-', kind: 'schedule', schedule: 'short' } as const
    const short = { ...night, schedules: { short: { wed: [{ from: 0, to: 60, kind: 'break' }] } } } as const
    const under = { timetables: [short], entries: [bells] }
    expect(kindAt('2026-11-25T05:59', under)).toBe('lesson')
    expect(kindAt('2026-11-25T06:00', under)).toBe('outside')
  })

  it('is one period, on the wall of the day it began', () => {
    const at = (text: string) => periodAt(following(given), zone, zone.at(zone.parse(text)))
    expect(at('2026-11-25T03:00')).toEqual(at('2026-11-24T23:00'))
    expect(at('2026-11-25T03:00')).toMatchObject({ from: 1320, to: 1800 })
  })
})

describe('of several timetables the strictest holds', () => {
  const at = 540
  const of = (kind?: 'inloop' | 'lesson' | 'break') =>
    timetable({ tue: kind ? [{ from: at, to: at + 60, kind }] : 'off' })
  it.each([
    ['lesson over inloop', of('inloop'), of('lesson'), 'lesson'],
    ['inloop over break', of('break'), of('inloop'), 'inloop'],
    ['break over outside', of(), of('break'), 'break'],
    ['one that is not filled in over one that is', undefined, of('break'), 'lesson'],
    ['outside where all are', of(), of(), 'outside'],
  ])('%s', (_, a, b, kind) => {
    expect(kindAt('2026-11-24T09:30', { timetables: [a, b] })).toBe(kind)
    expect(kindAt('2026-11-24T09:30', { timetables: [b, a] })).toBe(kind)
  })
})

describe('the next bell', () => {
  const bell = (at: string, given: Given = {}) => zone.format(nextBell(following(given), zone, zone.parse(at)))
  const camp = (from: number, to: number, date: string): Given => ({
    entries: [{ from: date, to: date, name: '-', kind: 'special', day: [{ from, to, kind: 'lesson' }] }],
  })
  it.each([
    ['from the night, the doors', '2026-11-24T03:00', '2026-11-24T08:20:00+01:00'],
    ['at a bell, the next', '2026-11-24T08:20', '2026-11-24T08:30:00+01:00'],
    ['a second before a bell, that one', '2026-11-24T10:14:59', '2026-11-24T10:15:00+01:00'],
    ['from the last bell, midnight', '2026-11-24T12:00', '2026-11-25T00:00:00+01:00'],
  ])('%s', (_, at, expected) => expect(bell(at)).toBe(expected))

  const night: SchoolDay = [{ from: 90, to: 150, kind: 'lesson' }]
  const bells = (date: string): Given => ({
    timetables: [timetable({ sun: 'off' })].map((of) => ({ ...of, schedules: { night: { sun: night } } })),
    entries: [{ from: date, to: date, name: '-', kind: 'schedule', schedule: 'night' }],
  })
  it.each([
    ['other bells into the repeated hour', '2026-10-25T01:30+02:00', '2026-10-25T02:30:00+02:00'],
    ['the hour again', '2026-10-25T02:30+02:00', '2026-10-25T02:00:00+01:00'],
    ['and its bell again', '2026-10-25T02:00+01:00', '2026-10-25T02:30:00+01:00'],
    ['the hour that is skipped', '2027-03-28T01:30+01:00', '2027-03-28T03:00:00+02:00'],
  ])('%s', (_, at, expected) => expect(bell(at, bells(at.slice(0, 10)))).toBe(expected))
  it.each([
    ['in the repeated hour, the first time', '2026-10-25T02:29:59+02:00', 'lesson'],
    ['after its bell', '2026-10-25T02:30:00+02:00', 'outside'],
    ['the second time', '2026-10-25T02:29:59+01:00', 'lesson'],
    ['after its second bell', '2026-10-25T02:30:00+01:00', 'outside'],
    ['where the end was skipped, it ends with the jump', '2027-03-28T03:00:00+02:00', 'outside'],
  ])('other bells hold %s', (_, at, kind) => expect(kindAt(at, bells(at.slice(0, 10)))).toBe(kind))

  it.each([
    ['into the repeated hour', '2026-10-25T01:30+02:00', camp(90, 150, '2026-10-25'), '2026-10-25T02:30:00+02:00'],
    ['the clock goes back: a bell', '2026-10-25T02:30+02:00', camp(90, 150, '2026-10-25'), '2026-10-25T02:00:00+01:00'],
    ['the same bell again', '2026-10-25T02:00+01:00', camp(90, 150, '2026-10-25'), '2026-10-25T02:30:00+01:00'],
    ['the jump is a bell', '2027-03-28T01:30+01:00', camp(90, 150, '2027-03-28'), '2027-03-28T03:00:00+02:00'],
  ])('%s', (_, at, given, expected) => expect(bell(at, given)).toBe(expected))
})
