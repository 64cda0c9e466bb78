import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { onceATurn } from '../../src/time/once-a-turn.ts'

it('says the same all through a turn of the event loop, and reads the clock anew in the next', async () => {
  let now = 1_000
  let reads = 0
  const clock = onceATurn(() => {
    reads += 1
    return now
  })
  expect(clock()).toBe(1_000)
  now = 1_005
  expect([clock(), clock(), reads]).toEqual([1_000, 1_000, 1])
  await setImmediate()
  expect([clock(), clock(), reads]).toEqual([1_005, 1_005, 2])
})

it('reads it anew in what a turn left to be done at its end', async () => {
  let now = 1
  const clock = onceATurn(() => now)
  const seen: number[] = [clock()]
  now = 2
  await Promise.resolve().then(() => seen.push(clock()))
  expect(seen).toEqual([1, 2])
})
