import { expect, it } from 'vitest'
import { moments } from '../../dashboard/moments.ts'
import { schoolZone } from '../../src/time/school-time.ts'

const zone = schoolZone('Europe/Amsterdam')
const [dutch, english] = [moments('nl', zone), moments('en', zone)]
const at = (text: string) => zone.parse(text)

it.each([
  ['2026-11-24T10:15', '10:15', '10:15'],
  ['2026-11-25T08:30', 'morgen 08:30', 'tomorrow 08:30'],
  ['2026-11-30T08:30', 'ma 30 nov 08:30', 'Mon 30 Nov 08:30'],
  ['2026-06-01T08:30', 'ma 1 jun 08:30', 'Mon 1 Jun 08:30'],
  ['2025-11-24T08:30', 'ma 24 nov 2025 08:30', 'Mon 24 Nov 2025 08:30'],
  ['2027-07-31T23:59', 'za 31 jul 2027 23:59', 'Sat 31 Jul 2027 23:59'],
])('says %s as "%s" and "%s"', (moment, nl, en) => {
  const now = at('2026-11-24T09:00')
  expect([dutch.when(at(moment), now), english.when(at(moment), now).replace(',', '')]).toEqual([nl, en])
})

it.each([
  ['2026-10-25T02:30+02:00', '02:30 (+02:00)'],
  ['2026-10-25T02:30+01:00', '02:30 (+01:00)'],
  ['2026-10-25T03:30+01:00', '03:30'],
])('tells the two hours apart when the clocks go back: %s is %s', (moment, said) => {
  expect(dutch.clock(at(moment))).toBe(said)
})

it.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [23 * 60_000 + 14_000, '23:14'],
  [3_900_000, '1:05:00'],
  [-5, '0:00'],
])('has, with %i ms left, %s on the clock', (left, shown) => {
  expect(dutch.left(1000 + left, 1000)).toBe(shown)
})

it('reads instants with parts of a millisecond, such as those of files', () => {
  expect([dutch.clock(at('2026-11-24T10:15') + 0.4), dutch.iso(at('2026-11-24T10:15') + 0.4)]).toEqual([
    '10:15',
    '2026-11-24T10:15:00+01:00',
  ])
})

it('writes dates and numbers as the language does', () => {
  expect([dutch.date('2026-12-21'), dutch.number(1234567), english.number(1234567)]).toEqual([
    '21 dec 2026',
    '1.234.567',
    '1,234,567',
  ])
})
