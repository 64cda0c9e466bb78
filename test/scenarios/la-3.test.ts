import { describe, expect, it } from 'vitest'
import { decide } from '../../src/policy/decide.ts'
import type { Acts } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { addressIn, caseOf } from '../helpers/lankforst.ts'
import { agreement } from './agreement-expectations.ts'
import { looksLike } from './check-clause.ts'
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

  describe('a phone with a medical mark', () => {
    const marked = { group: 'pupil-phones', classes: ['3b'], device: 'd1', exempt: true } as const
    const sensor = 'sensor-of-a-small-maker.example'
    const gets = (asks: string, at: string, acts: Partial<Acts> = {}) => {
      const { policy } = agreement
      const { verdict, reason } = decide(caseOf(asks, '', at, { policy, client: marked, acts: { ...noActs, ...acts } }))
      return `${verdict.kind} ${reason.kind}`
    }

    it.each([
      ['in a lesson its sensor works, by names that nobody knows', sensor, {}, 'pass default'],
      ['in a parked class too', sensor, { parks: [{ ...span, class: '3b' }] }, 'pass default'],
      ['not in an exam', sensor, { focuses: [{ ...span, class: '3b', targets: [], exam: true }] }, 'block focus'],
      ['not while it is excluded', sensor, { exclusions: [{ ...span, device: 'd1' }] }, 'block exclusion'],
      ['what is always closed stays so', 'pornhub.com', {}, 'block locked'],
      ['what is closed by itself stays so', 'tinder.com', {}, 'block rule'],
      ['search engines stay safe', 'www.google.nl', {}, 'rewrite restricted'],
    ] as const)('%s', (_, asks, acts, expected) => {
      expect(gets(asks, '2026-11-24T09:00', acts as Partial<Acts>)).toBe(expected)
    })

    it('over sockets, its sensor goes on when the bell rings and the class is parked; the phone beside it is closed', async () => {
      const phone = (device: string, host: number, more = {}) => ({
        ...{ device, group: 'pupil-phones', classes: ['3b'], addresses: [addressIn('pupil-phones', host)] },
        ...more,
      })
      const devices = [phone('d1', 7, { exempt: true }), phone('d2', 8)]
      const school = await aResolver({ at: '2026-11-24T08:29:59', policy: agreement.policy, devices })
      const answers = async (at: string) => {
        school.clock.set(at)
        const asked = [7, 8].map(async (host) =>
          looksLike(await school.ask(sensor, { from: addressIn('pupil-phones', host) })),
        )
        return await Promise.all(asked)
      }
      expect(await answers('2026-11-24T08:29:59')).toEqual(['open', 'open'])
      expect(await answers('2026-11-24T08:30:00')).toEqual(['open', 'closed'])
      expect(await answers('2026-11-24T10:09:59')).toEqual(['open', 'closed'])
      school.put({ parks: [{ ...span, class: '3b' }] })
      expect(await answers('2026-11-24T10:10:00')).toEqual(['open', 'closed'])
      // The mark is taken off: at once it is a phone like any other.
      school.resolver.apply({ kind: 'devices', devices: [phone('d1', 7), phone('d2', 8)] })
      expect(await answers('2026-11-24T10:10:01')).toEqual(['closed', 'closed'])
      await school.close()
    })
  })
})
