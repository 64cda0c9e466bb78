import { expect, it } from 'vitest'
import { Notices } from '../../../src/app/box/notices.ts'
import type { Restarted } from '../../../src/app/box/restarted.ts'
import { tellRestarted } from '../../../src/app/box/restarted.ts'
import { amsterdam } from '../../helpers/lankforst.ts'

const at = (text: string, thread: Restarted['thread'] = 'dashboard'): Restarted => ({
  thread,
  at: amsterdam.parse(text),
})

it.each([
  ['none', [], '2026-11-24T09:00', []],
  ['one, just now', [at('2026-11-24T09:00')], '2026-11-24T09:00', ['dashboard 09:00']],
  ['one, a second less than a day ago', [at('2026-11-23T09:00:01')], '2026-11-24T09:00', ['dashboard 09:00']],
  ['one, a day ago', [at('2026-11-23T09:00')], '2026-11-24T09:00', []],
  ['one before the clock was put back', [at('2026-11-24T09:30', 'filter')], '2026-11-24T08:30', ['filter 09:30']],
  [
    'four, the last three by name',
    [
      at('2026-11-24T09:00'),
      at('2026-11-24T09:01'),
      at('2026-11-24T09:02', 'filter'),
      at('2026-11-24T09:03', 'encrypted'),
    ],
    '2026-11-24T09:05',
    ['4×, dashboard 09:01, filter 09:02, encrypted 09:03'],
  ],
] as const)('says which threads were started again: %s', (_, restarted, now, told) => {
  const notices = new Notices()
  notices.raise('restarted', 'what was told before')
  tellRestarted(notices, amsterdam, restarted, amsterdam.parse(now))
  expect(notices.all()).toEqual(told.map((detail) => ({ problem: 'restarted', detail })))
})
