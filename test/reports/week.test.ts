import { expect, it } from 'vitest'
import { suppress } from '../../src/reports/suppress.ts'
import { weekFigures } from '../../src/reports/week.ts'

const figure = (part: string, count: number, devices: number) => ({ part, count, devices })

it.each([
  ['five devices are enough', [figure('a', 9, 5)], ['a'], 0],
  ['four are not, however much they tried', [figure('a', 9999, 4)], [], 1],
  ['each part stands for itself', [figure('a', 9, 5), figure('b', 9, 4), figure('c', 9, 1)], ['a'], 2],
])('%s', (_, parts, shown, suppressed) => {
  const result = suppress(parts, 'no-total')
  expect(result.shown.map(({ part }) => part)).toEqual(shown)
  expect(result.suppressed).toBe(suppressed)
})

it.each([
  ['takes the smallest along with a lone one', [figure('a', 90, 9), figure('b', 50, 9), figure('c', 9, 1)], ['a']],
  [
    'leaves two alone: together they give neither away',
    [figure('a', 90, 9), figure('b', 5, 1), figure('c', 9, 1)],
    ['a'],
  ],
  ['shows all where nothing is too small', [figure('a', 90, 9), figure('b', 50, 5)], ['a', 'b']],
])('beside a total, suppression %s', (_, parts, shown) => {
  expect(suppress(parts, 'total-shown').shown.map(({ part }) => part)).toEqual(shown)
})

it('counts the arrival before the bell as break, and leaves small groups out of the total', () => {
  const week = weekFigures({
    groups: [figure('pupils', 40, 9), figure('guests', 7, 2)],
    kinds: [figure('lesson', 30, 9), figure('break', 10, 8)],
    subjects: [figure('platform:clips', 5, 6), figure('category:games', 20, 6), figure('', 15, 9)],
    days: [{ date: '2026-11-24', kinds: [figure('inloop', 4, 5), figure('break', 6, 5), figure('lesson', 8, 4)] }],
  })
  expect(week).toEqual({
    total: 40,
    groups: [figure('pupils', 40, 9)],
    kinds: [
      { kind: 'lesson', count: 30 },
      { kind: 'break', count: 10 },
    ],
    subjects: [figure('category:games', 20, 6), figure('platform:clips', 5, 6)],
    days: [{ date: '2026-11-24', lesson: 0, break: 10, outside: 0 }],
    suppressed: 2,
  })
})
