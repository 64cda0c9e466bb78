import { expect, it } from 'vitest'
import { fastClock, fastClockText, paced } from '../../src/time/clock.ts'
import { schoolZone } from '../../src/time/school-time.ts'

const zone = schoolZone('Europe/Amsterdam')
const eight = zone.parse('2026-11-24T08:00')
const wall = (at: number) => zone.format(at).slice(11, 19)

it('goes so many times as fast as the machine, from the moment it was given', () => {
  let machine = 1_000_000
  const clock = fastClock(`${eight},1000000,60`, () => machine)
  expect(wall(clock())).toBe('08:00:00')
  machine += 1_000
  expect(wall(clock())).toBe('08:01:00')
  machine += 59_000
  expect(wall(clock())).toBe('09:00:00')
  expect(clock.speed).toBe(60)
})

it('is one clock for all who are given the same text', () => {
  const text = fastClockText(eight, 60)
  const machine = () => Date.parse('2026-11-21T12:00Z')
  expect(fastClock(text, machine)()).toBe(fastClock(text, machine)())
  const [shows, , speed] = text.split(',').map(Number)
  expect([shows, speed]).toEqual([eight, 60])
})

it.each([
  ['nothing', ''],
  ['two numbers', '1,2'],
  ['a word', '1,2,fast'],
  ['a clock that stands still', '1,2,0'],
  ['a clock that goes back', '1,2,-1'],
  ['faster than jobs can follow', '1,2,1001'],
  ['half a speed', '1,2,1.5'],
  ['more than it asks for', '1,2,3,4'],
])('refuses %s', (_, text) => {
  expect(() => fastClock(text, () => 0)).toThrow('not SHOWS,AT,SPEED')
})

it.each([
  ['the machine’s clock is not paced', () => 0, 5_000],
  ['60 times as fast, turns come 60 times as often', Object.assign(() => 0, { speed: 60 }), 5_000 / 60],
  ['but never more often than every 50 ms', Object.assign(() => 0, { speed: 1_000 }), 50],
])('%s', (_, clock, milliseconds) => {
  expect(paced(clock, 5_000)).toBe(milliseconds)
})
