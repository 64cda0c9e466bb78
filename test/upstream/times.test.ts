import { expect, it } from 'vitest'
import { Times, timesTogether } from '../../src/upstream/times.ts'

const at = (place: number, isWell = true) => ({ place, address: `192.0.2.${place}:53`, isWell })

it.each([
  ['at a bound, counted with it', 10, [10, 1], [5, 0]],
  ['a little over it, counted with the next', 10.1, [20, 1], [10, 0]],
  ['at once, counted with the least', 0, [1, 1], undefined],
])('counts an answer that takes %s', (_, took, within, not) => {
  const times = new Times()
  times.answered(took)
  const told = times.told(at(1))
  expect(told).toMatchObject({ place: 1, answered: 1, failed: 0, milliseconds: took })
  expect(told.within).toContainEqual(within)
  if (not !== undefined) expect(told.within).toContainEqual(not)
})

it('counts one that is slower than every bound among all, and a failure apart', () => {
  const times = new Times()
  times.answered(9000)
  times.failed()
  const { answered, failed, within } = times.told(at(2))
  expect([answered, failed, within.at(-1)]).toEqual([1, 1, [2000, 0]])
})

it('adds up what several threads counted, also where one has fewer upstreams', () => {
  const [one, other] = [new Times(), new Times()]
  one.answered(3)
  other.answered(30)
  other.failed()
  const together = timesTogether([one.told(at(1))], [other.told(at(1)), new Times().told(at(2))])
  expect(together).toHaveLength(2)
  expect(together[0]).toMatchObject({ place: 1, answered: 2, failed: 1, milliseconds: 33 })
  expect(together[0]!.within).toContainEqual([5, 1])
  expect(together[0]!.within).toContainEqual([50, 2])
  expect(timesTogether([], [])).toEqual([])
})
