import { describe, expect, it } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { outcome } from './with-acts.ts'

describe('TJ-14: a pupil changes nothing in the settings of a device: the ways past the filter are closed', () => {
  checkLines(tjongeling, 'TJ-14')

  // Browsers and phones ask these names before they go past a network's own resolver, and stay when the answer is no.
  it.each(['use-application-dns.net', 'mask.icloud.com', 'mask-h2.icloud.com', '_dns.resolver.arpa'])(
    '%s is answered as its maker asks, to everyone and at all times',
    (asks) => {
      const groups = tjongeling.policy.groups.map(({ id }) => id)
      const moments = ['2026-11-24T08:25', '2026-11-24T09:00', '2026-11-24T10:05', '2026-11-28T10:00']
      const got = groups.flatMap((who) => moments.map((at) => outcome(tjongeling.policy, who, asks, at)))
      expect(new Set(got)).toEqual(new Set(['block canary']))
    },
  )

  it('the key that hides the names of sites from the network is withheld from pupils, on any device, and from nobody else', () => {
    const withheld = tjongeling.policy.groups.filter(({ ech }) => ech === 'withhold').map(({ id }) => id)
    expect(withheld).toEqual(['pupils', 'pupil-phones'])
  })

  it('a VPN is closed for the clause about going in where one may not', () => {
    expect(outcome(tjongeling.policy, 'pupils', 'www.nordvpn.com', '2026-11-24T09:00')).toBe('block locked TJ-6')
  })
})
