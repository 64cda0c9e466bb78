import { expect, it } from 'vitest'
import { RateLimit } from '../../src/server/rate-limit.ts'

// A bucket a device: it holds a burst, fills at a steady rate, and is nobody else's affair.

/** A limit of 10 questions a second and 30 at once, and how many of `count` asked at a moment (milliseconds) get through. */
function aLimit(queriesPerSecond = 10, burst = 30) {
  const limit = new RateLimit(8)
  limit.set({ queriesPerSecond, burst })
  const through = (count: number, at: number, device = 1, transport: 'udp' | 'tcp' = 'udp') =>
    Array.from({ length: count }, () => limit.isOver(device, transport, at)).filter((over) => !over).length
  return { limit, through }
}

const start = 1_795_000_000_000

it('lets a burst through and not one question more', () => {
  expect(aLimit().through(50, start)).toBe(30)
})

it.each([
  ['a millisecond before the next question is due', 99, 0],
  ['when it is due', 100, 1],
  ['a second later', 1_000, 10],
  ['just before the burst is whole again', 2_999, 29],
  ['when it is whole again', 3_000, 30],
  ['a day later, and then no more than a burst', 86_400_000, 30],
])('after a burst: %s', (_, later, expected) => {
  const { through } = aLimit()
  through(30, start)
  expect(through(50, start + later)).toBe(expected)
})

it('lets who asks steadily ask for ever', () => {
  const { through } = aLimit()
  const got = Array.from({ length: 1_000 }, (_, i) => through(1, start + i * 100))
  expect(got.every((one) => one === 1)).toBe(true)
})

it('lets one device flood without touching another', () => {
  const { through } = aLimit()
  through(5_000, start, 1)
  expect([through(50, start, 1), through(50, start, 2)]).toEqual([0, 30])
})

it('has a bucket for TCP, for who is sent there', () => {
  const { through } = aLimit()
  through(5_000, start)
  expect([through(50, start, 1, 'tcp'), through(50, start, 1, 'tcp')]).toEqual([30, 0])
})

it('keeps nobody out because the clock was put back', () => {
  const { through } = aLimit()
  through(30, start)
  expect(through(50, start - 3_600_000)).toBe(30)
})

it('holds to a new limit at once', () => {
  const { limit, through } = aLimit()
  through(30, start)
  limit.set({ queriesPerSecond: 100, burst: 600 })
  expect(through(1_000, start + 3_000)).toBe(600)
})

it('begins anew when it is told to forget', () => {
  const { limit, through } = aLimit()
  through(30, start)
  limit.forget()
  expect(through(50, start)).toBe(30)
})

it.each([
  [7, 20],
  [3, 3],
  [100, 600],
  [999, 1_000],
])('is exact at %i a second and %i at once', (perSecond, burst) => {
  const { through } = aLimit(perSecond, burst)
  expect(through(5_000, start)).toBe(burst)
  expect(Math.abs(through(5_000, start + 1_000) - perSecond)).toBeLessThanOrEqual(1)
})
