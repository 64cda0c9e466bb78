import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SchoolDay } from '../../bench/day/day.ts'
import { nextSchoolDate, schoolDay } from '../../bench/day/day.ts'
import { dayDevices } from '../../bench/day/devices.ts'
import { story, storyClasses } from '../../bench/day/story.ts'
import { demoPolicy } from '../../bench/demo/school.ts'
import { name } from '../../src/dns/name.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import { decide } from '../../src/policy/decide.ts'
import { noActs } from '../../src/policy/policy.ts'
import { schoolZone } from '../../src/time/school-time.ts'

const root = join(import.meta.dirname, '..', '..')
const catalogue = loadCatalogue(join(root, 'blocklists'))
const zone = schoolZone('Europe/Amsterdam')
const presets = readdirSync(join(root, 'config', 'presets')).map((file) => file.replace('.yaml', ''))
const policy = demoPolicy('landelijke-afspraak', catalogue)
const devices = dayDevices(policy, 200)
const aDay = (seed = 1): SchoolDay => schoolDay({ seed, policy, catalogue, zone, devices })

/** The questions from one wall time to another of a Tuesday, or of another date. */
function asked(from: string, to: string, { day = aDay(), date = '2026-11-24' } = {}) {
  const [begin, end] = [zone.parse(`${date}T${from}`), zone.parse(`${date}T${to}`)]
  return Array.from({ length: (end - begin) / 60_000 }, (_, i) => day.minute(begin + i * 60_000)).flat()
}

/** How many questions devices of this group ask in a minute, on average. */
const perMinute = (group: string, from: string, to: string): number => {
  const all = asked(from, to).filter(({ device }) => devices[device]!.group === group)
  const minutes = (zone.parse(`2026-11-24T${to}`) - zone.parse(`2026-11-24T${from}`)) / 60_000
  return all.length / minutes
}

describe('the school day', () => {
  it('is the same day for the same seed, in whatever order it is looked at', () => {
    const [one, other] = [aDay(7), aDay(7)]
    other.minute(zone.parse('2026-11-24T13:00'))
    expect(asked('08:00', '10:30', { day: one })).toEqual(asked('08:00', '10:30', { day: other }))
    expect(asked('08:00', '10:30', { day: aDay(8) })).not.toEqual(asked('08:00', '10:30', { day: one }))
  })

  it('puts each question within its minute, in order', () => {
    const from = zone.parse('2026-11-24T09:00')
    const times = aDay()
      .minute(from)
      .map(({ at }) => at)
    expect(times.length).toBeGreaterThan(100)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.every((at) => at >= from && at < from + 60_000)).toBe(true)
  })

  it.each([
    ['at night', '2026-11-24', '00:00', '06:30'],
    ['late in the evening', '2026-11-24', '20:00', '23:59'],
    ['on Sunday', '2026-11-22', '08:00', '16:00'],
    ['in the holidays', '2026-12-29', '08:00', '16:00'],
  ])('asks nothing %s', (_, date, from, to) => {
    expect(asked(from, to, { date })).toEqual([])
  })

  it('comes in as a storm before the first bell: every device asks what devices ask first', () => {
    const storm = asked('08:15', '08:30').filter(({ name }) => name === 'connectivitycheck.gstatic.com')
    const pupils = devices.filter(({ group }) => group?.startsWith('pupil')).length
    expect(storm.length).toBeGreaterThan(pupils * 0.85)
  })

  it('takes phones out in the break and puts them away in the lesson', () => {
    expect(perMinute('pupil-phones', '10:10', '10:30')).toBeGreaterThan(5 * perMinute('pupil-phones', '09:20', '10:10'))
  })

  it('works on school devices in the lesson, less so in the break', () => {
    expect(perMinute('pupils', '09:20', '10:10')).toBeGreaterThan(2 * perMinute('pupils', '10:10', '10:30'))
  })

  it('has after-school devices ask only after school', () => {
    const ofCare = (from: string, to: string) =>
      asked(from, to).filter(({ device }) => devices[device]!.group === 'after-school').length
    expect(ofCare('08:00', '16:00')).toBe(0)
    expect(ofCare('16:30', '17:00')).toBeGreaterThan(0)
  })

  it('has devices that nobody knows, and one that tries names past the filter', () => {
    const morning = asked('08:15', '12:00')
    expect(morning.some(({ device }) => devices[device]!.group === undefined)).toBe(true)
    const past = morning.filter(({ name }) => name === 'dns.google')
    expect(past.length).toBeGreaterThan(0)
    expect(new Set(past.map(({ device }) => devices[device]!.habit))).toEqual(new Set(['vpn']))
  })

  it('begins on a Tuesday with lessons, never today or tomorrow', () => {
    const from = (text: string) => nextSchoolDate(policy, zone, zone.parse(text))
    expect(from('2026-11-21T12:00')).toBe('2026-11-24')
    expect(from('2026-11-22T23:59')).toBe('2026-11-24')
    expect(from('2026-11-23T00:00')).toBe('2026-12-01')
    expect(from('2026-12-18T12:00')).toBe('2027-01-05')
  })
})

describe('the devices', () => {
  it.each([5, 20, 128, 800, 5_000])(
    'are %i, each at an address of its own, and a few that nobody enrolled',
    (count) => {
      const all = dayDevices(policy, count)
      expect(new Set(all.map(({ address }) => address)).size).toBe(all.length)
      const enrolled = all.filter(({ group }) => group !== undefined).length
      expect(Math.abs(enrolled - count)).toBeLessThanOrEqual(Math.max(3, count * 0.01))
      expect(all.length - enrolled).toBe(3)
      expect(new Set(all.filter(({ label }) => label !== '').map(({ label, group }) => `${group} ${label}`)).size).toBe(
        enrolled,
      )
    },
  )
})

describe('the story', () => {
  it('goes forward, and says each thing in both languages', () => {
    const scenes = story(policy)
    expect(scenes.map(({ minute }) => minute)).toEqual(scenes.map(({ minute }) => minute).toSorted((a, b) => a - b))
    expect(scenes.every(({ nl, en }) => nl !== '' && en !== '' && nl !== en)).toBe(true)
  })

  it.each([
    ['open', 'close'],
    ['ask', 'approve'],
    ['ask', 'refuse'],
    ['park', 'release'],
  ])('has "%s" come before "%s"', (first, then) => {
    const kinds = story(policy).map(({ act }) => act.kind as string)
    expect(kinds.indexOf(first)).toBeGreaterThanOrEqual(0)
    expect(kinds.indexOf(then)).toBeGreaterThan(kinds.indexOf(first))
  })

  it.each(presets)(
    'of %s asks only for what is closed then, and for minutes more: a slow machine is late',
    (preset) => {
      const of = demoPolicy(preset, catalogue)
      const asks = story(of).flatMap(({ minute, act }) => (act.kind === 'ask' ? [{ minute, ...act }] : []))
      const open = asks.flatMap(({ minute, class: whose, what }) =>
        [minute, minute + 8].flatMap((late) => {
          const client = { group: 'pupils', classes: [storyClasses(of)[whose].id] }
          const asked = catalogue.platforms.find(({ id }) => id === what)!.names[0]!
          const at = zone.instantsOf('2026-11-24', late)[0]!
          const base = { catalogue, policy: of, categoriesOf: () => [], acts: noActs, zone }
          return decide({ ...base, client, name: asked, at }).verdict.kind === 'block' ? [] : [`${late}: ${what}`]
        }),
      )
      expect(open).toEqual([])
    },
  )

  it('ends the outage that it begins', () => {
    const outages = story(policy).flatMap(({ act }) => (act.kind === 'outage' ? [act.begins] : []))
    expect(outages).toEqual([true, false])
  })
})

describe('the policy of the demonstration', () => {
  it.each(presets)('of %s closes to pupils in lessons what the story opens', (preset) => {
    const of = demoPolicy(preset, catalogue)
    const base = { catalogue, policy: of, categoriesOf: () => [], acts: noActs, zone }
    const client = { group: 'pupils', classes: [] }
    const verdicts = ['www.youtube.com', 'spotify.com', 'discord.com', 'instagram.com', 'tiktok.com', 'roblox.com'].map(
      (asked) => decide({ ...base, client, name: name(asked), at: zone.parse('2026-11-24T09:10') }).verdict.kind,
    )
    expect(new Set(verdicts)).toEqual(new Set(['block']))
  })
})
