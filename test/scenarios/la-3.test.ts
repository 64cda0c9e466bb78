import { describe, expect, it } from 'vitest'
import { agreement } from './agreement-expectations.ts'
import { checkLines } from './check-protocol.ts'
import { between, outcome } from './with-acts.ts'

describe('LA-3: or for medical reasons: what a body needs is always answered', () => {
  checkLines(agreement, 'LA-3')

  const span = between('2026-11-24T08:00', '2026-11-24T17:00')
  it.each([
    ['in a parked class', { parks: [{ ...span, class: '3b' }] }],
    ['in an exam', { focuses: [{ ...span, class: '3b', targets: [], exam: true }] }],
    ['on an excluded phone', { exclusions: [{ ...span, device: 'd1' }] }],
  ])('%s', (_, acts) => {
    const names = ['www.dexcom.com', 'api.librelinkup.com', 'carelink.medtronic.com']
    expect(
      names.map((asks) => outcome(agreement.policy, 'pupil-phones of 3b', asks, '2026-11-24T09:00', acts)),
    ).toEqual(names.map(() => 'pass essential'))
  })

  it('it opens nothing else on that phone', () => {
    expect(outcome(agreement.policy, 'pupil-phones of 3b', 'nl.wikipedia.org', '2026-11-24T09:00')).toBe(
      'block rule LA-1',
    )
  })
})
