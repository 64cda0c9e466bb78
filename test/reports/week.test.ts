import { expect, it } from 'vitest'
import { weekFigures } from '../../src/reports/week.ts'

const figure = (part: string, count: number) => ({ part, count })

it('counts the arrival before the bell as break, and what is not told apart in the total only', () => {
  const week = weekFigures({
    groups: [figure('guests', 7), figure('pupils', 40), figure('', 3)],
    kinds: [figure('break', 10), figure('lesson', 30), figure('', 10)],
    subjects: [figure('platform:clips', 5), figure('category:games', 20), figure('', 25)],
    days: [{ date: '2026-11-24', kinds: [figure('inloop', 4), figure('break', 6), figure('', 8)] }],
    suppressed: 2,
  })
  expect(week).toEqual({
    total: 50,
    groups: [figure('pupils', 40), figure('guests', 7)],
    kinds: [
      { kind: 'lesson', count: 30 },
      { kind: 'break', count: 10 },
    ],
    subjects: [figure('category:games', 20), figure('platform:clips', 5)],
    days: [{ date: '2026-11-24', lesson: 0, break: 10, outside: 0 }],
    suppressed: 2,
  })
})
