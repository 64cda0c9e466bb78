import { describe, expect, it } from 'vitest'
import { schoolZone } from '../../src/time/school-time.ts'

const zone = schoolZone('Europe/Amsterdam')
const utc = (text: string) => Date.parse(text)

describe('what the clock on the wall shows', () => {
  it.each([
    ['in winter', '2026-11-24T09:15:30Z', '2026-11-24', 'tue', 615],
    ['in summer', '2026-07-01T09:15:00Z', '2026-07-01', 'wed', 675],
    ['at midnight', '2026-11-23T23:00:00Z', '2026-11-24', 'tue', 0],
    ['in the last minute of the day', '2026-11-24T22:59:59.999Z', '2026-11-24', 'tue', 1439],
    ['half past two, the first time', '2026-10-25T00:30:00Z', '2026-10-25', 'sun', 150],
    ['half past two, the second time', '2026-10-25T01:30:00Z', '2026-10-25', 'sun', 150],
    ['in the last minute before the jump', '2027-03-28T00:59:59Z', '2027-03-28', 'sun', 119],
    ['just behind the jump', '2027-03-28T01:00:00Z', '2027-03-28', 'sun', 180],
    ['on leap day', '2028-02-29T11:00:00Z', '2028-02-29', 'tue', 720],
  ] as const)('%s', (_, instant, date, weekday, minute) => {
    expect(zone.at(utc(instant))).toEqual({ date, weekday, minute })
  })
})

describe('the instants at which the wall shows a minute', () => {
  it.each([
    ['half past eight on a school day', '2026-11-24', 510, ['2026-11-24T07:30:00Z']],
    ['midnight at the end of a day', '2026-11-24', 1440, ['2026-11-24T23:00:00Z']],
    ['half past two when the hour comes twice', '2026-10-25', 150, ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']],
    ['two when the hour comes twice', '2026-10-25', 120, ['2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z']],
    ['three on that day, which comes once', '2026-10-25', 180, ['2026-10-25T02:00:00Z']],
    ['half past two in the hour that is skipped: the jump', '2027-03-28', 150, ['2027-03-28T01:00:00Z']],
    ['two on that day: the jump', '2027-03-28', 120, ['2027-03-28T01:00:00Z']],
    ['three on that day', '2027-03-28', 180, ['2027-03-28T01:00:00Z']],
    ['half past eight on that day', '2027-03-28', 510, ['2027-03-28T06:30:00Z']],
    ['midnight after the day of 25 hours', '2026-10-25', 1440, ['2026-10-25T23:00:00Z']],
    ['midnight after the day of 23 hours', '2027-03-28', 1440, ['2027-03-28T22:00:00Z']],
  ])('%s', (_, date, minute, instants) => {
    expect(zone.instantsOf(date, minute)).toEqual(instants.map(utc))
  })
})

describe('the next clock change', () => {
  it.each([
    ['from November on, at the end of March', '2026-11-24T00:00:00Z', '2027-03-28T01:00:00Z'],
    ['from summer on, at the end of October', '2026-07-01T00:00:00Z', '2026-10-25T01:00:00Z'],
    ['at a change, the one after it', '2026-10-25T01:00:00Z', '2027-03-28T01:00:00Z'],
    ['a millisecond before a change, that one', '2026-10-25T00:59:59.999Z', '2026-10-25T01:00:00Z'],
  ])('%s', (_, from, to) => expect(zone.nextClockChange(utc(from))).toBe(utc(to)))

  it('there is none in a zone without them', () => {
    expect(schoolZone('Etc/UTC').nextClockChange(0)).toBeUndefined()
  })
})

describe('a time as text', () => {
  it.each([
    ['winter', '2026-11-24T10:30:00+01:00'],
    ['summer', '2026-07-01T10:30:00+02:00'],
    ['the repeated hour, first', '2026-10-25T02:30:00+02:00'],
    ['the repeated hour, again', '2026-10-25T02:30:00+01:00'],
  ])('%s is written with its offset and read back', (_, text) => {
    expect(zone.format(zone.parse(text))).toBe(text)
  })

  it.each([
    ['without seconds', '2026-11-24T10:15', '2026-11-24T09:15:00Z'],
    ['with seconds', '2026-11-24T10:15:30', '2026-11-24T09:15:30Z'],
    ['with the offset of another zone', '2026-11-24T10:15+03:00', '2026-11-24T07:15:00Z'],
    ['in UTC', '2026-11-24T10:15:00Z', '2026-11-24T10:15:00Z'],
    ['an ambiguous one, its first occurrence', '2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['one that is skipped, as much later as the clocks jump', '2027-03-28T02:30', '2027-03-28T01:30:00Z'],
  ])('is read %s', (_, text, instant) => expect(zone.parse(text)).toBe(utc(instant)))

  it.each([
    '',
    'tomorrow',
    '10:15',
    '2026-11-24T25:00',
    '2026-02-30T10:00',
    '24-11-2026T10:15',
    '2026-11-24T10:15+99:00',
  ])('"%s" is none', (text) => expect(() => zone.parse(text)).toThrow(RangeError))
})

it.each([
  ['the next day', '2026-11-24', 1, '2026-11-25'],
  ['the day before, over a month', '2026-12-01', -1, '2026-11-30'],
  ['over a clock change', '2026-10-24', 2, '2026-10-26'],
  ['over a leap day', '2028-02-28', 2, '2028-03-01'],
])('%s', (_, date, days, expected) => expect(zone.plusDays(date, days)).toBe(expected))

it('a zone that is not there is refused', () => {
  expect(() => schoolZone('Europe/Lankforst')).toThrow(RangeError)
})
