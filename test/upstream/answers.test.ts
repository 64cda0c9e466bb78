import { expect, it } from 'vitest'
import { freeId } from '../../src/upstream/answers.ts'

it('finds an id that no other question has', () => {
  const taken = new Map(Array.from({ length: 0x8000 }, (_, i) => [i * 2, true] as const))
  for (let turn = 0; turn < 1_000; turn += 1) expect(freeId(taken)! % 2).toBe(1)
})

it('gives up where all are taken, instead of looking for ever', () => {
  expect(freeId({ has: () => true })).toBeUndefined()
})
