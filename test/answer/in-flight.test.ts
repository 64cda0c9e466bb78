import { expect, it } from 'vitest'
import { InFlight } from '../../src/answer/in-flight.ts'

it('starts once for equal keys under way, and anew when that is over', async () => {
  const flight = new InFlight<number>()
  let starts = 0
  const start = async () => {
    starts += 1
    await Promise.resolve()
    return starts
  }
  expect(await Promise.all([flight.share('a', start), flight.share('a', start), flight.share('b', start)])).toEqual([
    2, 2, 2,
  ])
  expect([starts, flight.count]).toEqual([2, 0])
  expect(await flight.share('a', start)).toBe(3)
})

it('lets all who wait know of a failure, and starts anew afterwards', async () => {
  const flight = new InFlight<string>()
  const fail = () => Promise.reject(new Error('no'))
  const all = await Promise.allSettled([flight.share('a', fail), flight.share('a', fail)])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(flight.count).toBe(0)
  expect(await flight.share('a', async () => 'yes')).toBe('yes')
})
