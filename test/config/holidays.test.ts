import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadHolidays } from '../../src/config/holidays.ts'
import { loadPreset, presetIds, writePolicy } from '../../src/config/policy-file.ts'
import { root } from '../../src/product.ts'
import { regions } from '../../src/time/calendar.ts'
import { isDate, weekdayOf } from '../../src/time/school-time.ts'
import { shipped } from '../helpers/lankforst.ts'
import { read, start } from './a-policy.ts'

const config = join(root, 'config')
const dates = (region: (typeof regions)[number], id: string) => {
  const { from, to, unconfirmed = false } = loadHolidays(config, region).find((of) => of.id === id)!
  return [from, to, unconfirmed]
}

describe.each(regions)('the holidays of %s', (region) => {
  const holidays = loadHolidays(config, region)
  it('are dates in order, each with an id and a source of its own', () => {
    for (const { id, from, to, source } of holidays) {
      expect([isDate(from), isDate(to), from <= to, source.length > 10], id).toEqual([true, true, true, true])
    }
    expect(holidays.map(({ from }) => from)).toEqual(holidays.map(({ from }) => from).sort())
    expect(new Set(holidays.map(({ id }) => id)).size).toBe(holidays.length)
  })

  it('run from a Saturday to a Sunday where they last for weeks', () => {
    for (const { id, from, to } of holidays.filter((of) => of.from !== of.to))
      expect([weekdayOf(from), weekdayOf(to)], id).toEqual(['sat', 'sun'])
  })

  it('are Monday, Thursday and Friday where they are a feast of one day', () => {
    const days = holidays.filter(({ id }) => /monday|friday|ascension-day/.test(id))
    for (const { id, from } of days)
      expect(weekdayOf(from), id).toBe(id.includes('monday') ? 'mon' : id.includes('friday') ? 'fri' : 'thu')
  })
})

it.each([
  ['nl-noord', 'summer-2028', ['2028-07-15', '2028-08-27', false]],
  ['nl-midden', 'summer-2028', ['2028-07-08', '2028-08-20', false]],
  ['nl-zuid', 'summer-2028', ['2028-07-22', '2028-09-03', false]],
  ['nl-zuid', 'christmas-2026', ['2026-12-19', '2027-01-03', false]],
  ['nl-midden', 'may-2027', ['2027-04-24', '2027-05-09', true]],
  ['nl-noord', 'autumn-2027', ['2027-10-16', '2027-10-24', true]],
  ['nl-zuid', 'liberation-day-2027', ['2027-05-05', '2027-05-05', true]],
  ['nl-noord', 'whit-monday-2028', ['2028-06-05', '2028-06-05', false]],
] as const)('%s has %s', (region, id, expected) => expect(dates(region, id)).toEqual(expected))

describe('a policy with a region', () => {
  const ofRegion = `${start}calendar: { region: nl-midden, not-here: [may-2027], entries: [{ from: '2027-02-22', to: '2027-02-26', name: Crocus, kind: holiday, holiday: spring-2027 }] }`

  it('has the holidays of that region, but for those it has itself or not at all', () => {
    const { entries } = read(ofRegion, config).calendar
    expect(entries.find(({ holiday }) => holiday === 'christmas-2026')).toEqual({
      from: '2026-12-19',
      to: '2027-01-03',
      name: 'Kerstvakantie',
      kind: 'holiday',
      holiday: 'christmas-2026',
    })
    expect(entries.filter(({ holiday }) => holiday === 'spring-2027').map(({ name }) => name)).toEqual(['Crocus'])
    expect(entries.some(({ holiday }) => holiday === 'may-2027')).toBe(false)
  })

  it('is written with its holidays as plain entries, and read as it was written', () => {
    const policy = read(ofRegion, config)
    const fewer = { ...policy, calendar: { ...policy.calendar, entries: policy.calendar.entries.slice(0, 3) } }
    expect(read(writePolicy(fewer), config)).toEqual(fewer)
  })

  it('speaks the language of the school', () => {
    const { entries } = read(ofRegion.replace('primary', 'primary, language: en'), config).calendar
    expect(entries.find(({ holiday }) => holiday === 'christmas-2026')?.name).toBe('Christmas holiday')
  })
})

it.each(presetIds(config))('the preset %s has a region, bells for heat, and a Christmas holiday', (id) => {
  const { calendar, schedules = [], timetables } = loadPreset(config, id, shipped)
  expect(regions).toContain(calendar.region)
  expect(calendar.entries.filter(({ holiday }) => holiday === undefined)).toEqual([])
  expect(schedules.map((of) => of.id)).toContain('tropenrooster')
  for (const { id: timetable, schedules: own = {} } of timetables.filter((of) => of.id !== 'after-school'))
    expect(Object.keys(own).sort(), timetable).toEqual(schedules.map((of) => of.id).sort())
})
