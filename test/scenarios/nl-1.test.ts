import { describe, expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Catalogue } from '../../src/policy/policy.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { addressIn, caseOf, lankforst, shipped, snapshotOf, statusName } from '../helpers/lankforst.ts'
import { checkClause, looksLike } from './check-clause.ts'

describe('NL-1: WhatsApp, Facebook, X, Instagram, YouTube, Snapchat and all new programs like them are social media', async () => {
  await checkClause('NL-1')
})

describe('NL-1: the platforms are data, which a school extends without a new release', () => {
  const added = { id: 'novum', name: 'Novum', sets: ['social-media'], names: ['novum.example' as Name], library: [] }
  const extended: Catalogue = { ...shipped, platforms: [...shipped.platforms, added] }
  const asked = caseOf('www.novum.example', 'pupils', '2026-11-24T09:00')

  it('a platform that is added joins the set that says "and all like them"', () => {
    expect(decide(asked).verdict.kind).toBe('pass')
    expect(decide({ ...asked, catalogue: extended })).toMatchObject({
      verdict: { kind: 'block' },
      reason: { kind: 'rule', target: { kind: 'set', id: 'social-media' }, clause: 'NL-1' },
    })
  })

  it('and is closed from the next answer on, without a restart', async ({ onTestFinished }) => {
    const { resolver, ask, close } = await aResolver({ at: '2026-11-24T09:00' })
    onTestFinished(close)
    const from = addressIn('pupils')
    expect(looksLike(await ask('www.novum.example', { from }))).toBe('open')
    const snapshot = snapshotOf(lankforst, 2)
    const platformSets = { ...snapshot.platformSets, novum: added.sets }
    const catalogue = catalogueIndex(extended, lankforst, statusName)
    resolver.apply({ kind: 'snapshot', snapshot: { ...snapshot, catalogue, platformSets } })
    expect(looksLike(await ask('www.novum.example', { from }))).toBe('closed')
    expect(looksLike(await ask('novum.example', { from: addressIn('staff') }))).toBe('open')
  })
})
