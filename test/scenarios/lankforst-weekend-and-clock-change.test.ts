import { describe, expect, it } from 'vitest'
import type { DeviceEntry } from '../../src/link.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { CalendarEntry } from '../../src/time/calendar.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { addressIn, amsterdam, lankforst } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'

// What pupils' phones get on days that are not like the others. The network is closed to them in school time, so an ordinary site tells the time.

const withEntries = (...entries: readonly CalendarEntry[]): Policy => ({
  ...lankforst,
  calendar: { ...lankforst.calendar, entries: [...entries, ...lankforst.calendar.entries] },
})
const phone = (host: number, ...classes: readonly string[]): DeviceEntry => ({
  device: `phone-${host}`,
  group: 'pupil-phones',
  classes,
  addresses: [addressIn('pupil-phones', host)],
})
const phones = [phone(30, 'groep-3'), phone(70, 'groep-7'), phone(80, 'groep-8'), phone(99)]

/** One bell: the phones of a class go from open to closed (or back) at an instant, written with its offset where the hour comes twice. */
type Bell = readonly [what: string, host: number, at: string, turns: 'closed' | 'open']

/** Asks in each of the two seconds before a bell and the three from it on; the answer before it may not be kept past it. */
async function rings(policy: Policy, bells: readonly Bell[]): Promise<void> {
  const { clock, ask, close } = await aResolver({
    at: bells[0]![2].slice(0, 10).concat('T00:00'),
    policy,
    devices: phones,
  })
  try {
    for (const [what, host, at, turns] of bells) {
      for (const second of [-2, -1, 0, 1, 2]) {
        clock.set(amsterdam.format(amsterdam.parse(at) + second * 1000))
        const reply = await ask('school.example', { from: addressIn('pupil-phones', host) })
        const expected = second < 0 === (turns === 'closed') ? 'open' : 'closed'
        expect([what, second, looksLike(reply)]).toEqual([what, second, expected])
        expect(Math.max(...reply.ttls)).toBeLessThanOrEqual(second < 0 ? -second : 60)
      }
    }
  } finally {
    await close()
  }
}

/** Asks at these moments, in this order, and expects no change. */
async function stays(
  policy: Policy,
  host: number,
  expected: 'open' | 'closed',
  moments: readonly string[],
): Promise<void> {
  const { clock, ask, close } = await aResolver({ at: moments[0]!, policy, devices: phones })
  const got: [string, string][] = []
  for (const moment of moments) {
    clock.set(moment)
    got.push([moment, looksLike(await ask('school.example', { from: addressIn('pupil-phones', host) }))])
  }
  await close()
  expect(got).toEqual(moments.map((moment) => [moment, expected]))
}

const hours = (date: string, ...times: readonly string[]) => times.map((time) => `${date}T${time}`)
const schoolHours = ['08:19:59', '08:20:00', '08:30:00', '10:15:00', '12:00:00', '14:59:59', '15:00:00']

describe('a day without school', () => {
  it('a Saturday is open all day', () => stays(lankforst, 99, 'open', hours('2026-11-28', '00:00', ...schoolHours)))
  it('a Sunday is open all day', () => stays(lankforst, 99, 'open', hours('2026-11-29', '00:00', ...schoolHours)))
  it('a day of the Christmas holiday is open all day', () =>
    stays(lankforst, 70, 'open', hours('2026-12-21', '00:00', ...schoolHours)))
  it('a study day is open all day', () => {
    const studyDay = { from: '2026-11-24', to: '2026-11-24', name: 'Studiedag', kind: 'holiday' } as const
    return stays(withEntries(studyDay), 70, 'open', hours('2026-11-24', '00:00', ...schoolHours))
  })
  it('the first school day after the holiday begins at 08:20', () =>
    rings(lankforst, [['the doors open', 70, '2027-01-04T08:20', 'closed']]))
})

describe('a short day', () => {
  it('on Wednesday school is out at 12:15', () =>
    rings(lankforst, [
      ['the doors open', 70, '2026-11-25T08:20', 'closed'],
      ['school is out', 70, '2026-11-25T12:15', 'open'],
    ]))

  it('on Friday groep 3 is home at noon, and groep 7 at 15:00', () =>
    rings(lankforst, [
      ['the doors open', 30, '2026-11-27T08:20', 'closed'],
      ['groep 3 is out', 30, '2026-11-27T12:00', 'open'],
      ['groep 7 is out', 70, '2026-11-27T15:00', 'open'],
    ]))

  it('on Friday afternoon a phone of groep 7 is in the bag while one of groep 3 is not', async () => {
    await stays(lankforst, 30, 'open', hours('2026-11-27', '12:00', '12:45', '14:59'))
    await stays(lankforst, 70, 'closed', hours('2026-11-27', '12:00', '12:45', '14:59'))
  })
})

const camp = (date: string, id: string, from: number, to: number): CalendarEntry => ({
  from: date,
  to: date,
  name: 'Kamp',
  kind: 'special',
  classes: [id],
  day: [{ from, to, kind: 'lesson' }],
})

describe('a camp in the night that has the hour from two to three twice', () => {
  const date = '2026-10-25'
  // 01:30-02:30 and 02:15-02:45 on the wall: each time the wall shows it.
  const policy = withEntries(camp(date, 'groep-7', 90, 150), camp(date, 'groep-8', 135, 165))

  it('a period into the hour holds in it both times', () =>
    rings(policy, [
      ['half past one', 70, '2026-10-25T01:30:00+02:00', 'closed'],
      ['half past two', 70, '2026-10-25T02:30:00+02:00', 'open'],
      ['the clock goes back to two', 70, '2026-10-25T02:00:00+01:00', 'closed'],
      ['half past two again', 70, '2026-10-25T02:30:00+01:00', 'open'],
    ]))

  it('a period inside the hour holds twice', () =>
    rings(policy, [
      ['a quarter past two', 80, '2026-10-25T02:15:00+02:00', 'closed'],
      ['a quarter to three', 80, '2026-10-25T02:45:00+02:00', 'open'],
      ['a quarter past two again', 80, '2026-10-25T02:15:00+01:00', 'closed'],
      ['a quarter to three again', 80, '2026-10-25T02:45:00+01:00', 'open'],
    ]))

  it('a class that is not at camp has a Sunday', () =>
    stays(policy, 30, 'open', ['2026-10-25T01:45:00+02:00', '2026-10-25T02:20:00+02:00', '2026-10-25T02:20:00+01:00']))

  it('a camp without hours is school time from midnight to midnight, all 25 hours', () => {
    const { day: _, ...allDay } = camp(date, 'groep-7', 0, 1440)
    return rings(withEntries(allDay), [
      ['midnight', 70, '2026-10-25T00:00:00+02:00', 'closed'],
      ['the next midnight', 70, '2026-10-26T00:00:00+01:00', 'open'],
    ])
  })

  it('on the Monday after, 08:20 is 08:20', () =>
    rings(policy, [
      ['the doors open', 70, '2026-10-26T08:20:00+01:00', 'closed'],
      ['the last bell', 70, '2026-10-26T15:00:00+01:00', 'open'],
    ]))
})

describe('a camp in the night that has no hour from two to three', () => {
  const date = '2027-03-28'
  const policy = withEntries(
    camp(date, 'groep-7', 90, 150),
    camp(date, 'groep-8', 135, 165),
    camp(date, 'groep-3', 150, 210),
  )

  it('a period into the hour ends with the jump', () =>
    rings(policy, [
      ['half past one', 70, '2027-03-28T01:30:00+01:00', 'closed'],
      ['the clock jumps to three', 70, '2027-03-28T03:00:00+02:00', 'open'],
    ]))

  it('a period inside the hour never comes', () => {
    const jump = amsterdam.parse('2027-03-28T03:00:00+02:00')
    const seconds = [-3600, -2, -1, 0, 1, 2, 900, 1800, 3600]
    return stays(
      policy,
      80,
      'open',
      seconds.map((second) => amsterdam.format(jump + second * 1000)),
    )
  })

  it('a period out of the hour begins with the jump', () =>
    rings(policy, [
      ['the clock jumps to three', 30, '2027-03-28T03:00:00+02:00', 'closed'],
      ['half past three', 30, '2027-03-28T03:30:00+02:00', 'open'],
    ]))

  it('the Monday after is Easter Monday, and no school', () =>
    stays(policy, 70, 'open', hours('2027-03-29', ...schoolHours)))

  it('on the Tuesday, and on a Monday that were none, 08:20 is 08:20', async () => {
    const noEaster = { ...lankforst, calendar: { ...lankforst.calendar, entries: [] } }
    await rings(noEaster, [['the doors open', 70, '2027-03-29T08:20:00+02:00', 'closed']])
    await rings(policy, [
      ['the doors open', 70, '2027-03-30T08:20:00+02:00', 'closed'],
      ['the last bell', 70, '2027-03-30T15:00:00+02:00', 'open'],
    ])
  })
})
