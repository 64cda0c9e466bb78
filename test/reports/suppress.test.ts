import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Cell, Tallied } from '../../src/reports/cells.ts'
import { cellCounter, withTotals } from '../../src/reports/cells.ts'
import { daySteps, divided, FEWEST_DEVICES, weekSteps } from '../../src/reports/suppress.ts'

const cellsOf = (tallies: readonly Tallied[]) => {
  const counter = cellCounter()
  counter.add(tallies)
  return counter.cells()
}
/** A cell of so many devices, each of which tried once. */
const tried = (group: string, kind: string, subject: string, ...devices: readonly string[]) =>
  devices.map((device) => ({ group, kind, subject, device, count: 1 }))
const lines = (cells: readonly Cell[]) =>
  cells.map(({ group, kind, subject, count }) => [group, kind, subject, count].join(' '))
const five = ['a', 'b', 'c', 'd', 'e']

it.each([
  ['five devices are enough', daySteps, [tried('p', 'lesson', 'x', ...five)], ['p lesson x 5'], 0],
  ['four are not, however often', daySteps, [tried('p', 'lesson', 'x', 'a', 'b', 'c', 'd', 'a', 'b')], [], 1],
  [
    'what is too little of each kind of time loses its kind, on its day',
    daySteps,
    [tried('p', 'lesson', 'x', 'a', 'b', 'c'), tried('p', 'break', 'x', 'c', 'd', 'e')],
    ['p  x 6'],
    0,
  ],
  [
    'what has a cell is not in that of others too',
    daySteps,
    [tried('p', 'lesson', 'x', ...five), tried('p', 'break', 'x', ...five.slice(1))],
    ['p lesson x 5'],
    1,
  ],
  [
    'subjects of too little are one by then, when the week is over',
    weekSteps,
    [tried('p', 'lesson', 'x', 'a', 'b'), tried('p', 'lesson', 'y', 'c', 'd', 'e')],
    ['p lesson  5'],
    0,
  ],
  [
    'groups of too little are one at the very last',
    weekSteps,
    [tried('p', 'lesson', 'x', 'a', 'b'), tried('q', 'break', 'y', 'c', 'd', 'e')],
    ['   5'],
    0,
  ],
  [
    'a device that is not known is none',
    daySteps,
    [tried('p', 'lesson', 'x', 'a', 'b', 'c', 'd')].map((all) => [...all, { ...all[0]!, device: undefined }]),
    [],
    1,
  ],
] as const)('%s', (_, steps, tallies, shown, rest) => {
  const result = divided(cellsOf(tallies.flat()), steps)
  expect(lines(result.shown)).toEqual(shown)
  expect(result.rest).toHaveLength(rest)
})

const anAttempt = fc.record({
  group: fc.constantFrom('p', 'q'),
  kind: fc.constantFrom('lesson', 'break', 'outside'),
  subject: fc.constantFrom('x', 'y', 'z', ''),
  device: fc.option(fc.constantFrom(...'abcdefghij'), { nil: undefined }),
  count: fc.integer({ min: 1, max: 9 }),
})
const countOf = (cells: readonly { readonly count: number }[]) => cells.reduce((sum, { count }) => sum + count, 0)

it.each([
  ['a day', daySteps],
  ['a week', weekSteps],
])('every cell of %s is of five devices at the least, and every attempt is in one or in none', (_, steps) => {
  fc.assert(
    fc.property(fc.array(anAttempt, { maxLength: 60 }), (attempts) => {
      const cells = cellsOf(attempts)
      const { shown, rest } = divided(cells, steps)
      for (const { devices } of shown) expect(devices.size).toBeGreaterThanOrEqual(FEWEST_DEVICES)
      expect(countOf(shown) + countOf(rest)).toBe(countOf(attempts))
      for (const cell of rest) expect(cells).toContain(cell)
      // What is all of something is the sum of what is shown of it.
      const all = withTotals(shown)
      for (const { group, kind, subject, count } of all)
        expect(count).toBe(
          countOf(
            shown.filter(
              (one) =>
                (group === '*' || one.group === group) &&
                (kind === '*' || one.kind === kind) &&
                (subject === '*' || one.subject === subject),
            ),
          ),
        )
    }),
  )
})
