import { describe, expect, it } from 'vitest'
import { decide } from '../../src/policy/decide.ts'
import type { Target } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam, caseOf } from '../helpers/lankforst.ts'
import { checkClause } from './check-clause.ts'

describe("NL-2: pupils' phones stay in the bag during school time, and only a teacher's permission opens this", async () => {
  await checkClause('NL-2')
})

describe('NL-2: a grant opens the named site or platform, not everything', () => {
  const at = '2026-11-24T09:00'
  const client = { group: 'pupil-phones', classes: ['groep-7'], device: 'd1' }
  const span = { id: 'g', from: amsterdam.parse(at), until: amsterdam.parse('2026-11-24T10:15') }
  const verdict = (asked: string, target: Target, more = {}) =>
    decide(
      caseOf(asked, 'pupil-phones', at, {
        client,
        acts: { ...noActs, grants: [{ ...span, audience: { kind: 'class', id: 'groep-7' }, target }] },
        ...more,
      }),
    ).verdict.kind
  const wikipedia: Target = { kind: 'site', name: 'wikipedia.org' as never }
  const instagram: Target = { kind: 'platform', id: 'instagram' }

  it.each([
    ['the site that was opened', 'wikipedia.org', wikipedia, 'pass'],
    ['a name below it', 'nl.wikipedia.org', wikipedia, 'pass'],
    ['a name that only ends like it', 'notwikipedia.org', wikipedia, 'block'],
    ['another site', 'wiktionary.org', wikipedia, 'block'],
    ['the app that was opened', 'instagram.com', instagram, 'pass'],
    ['where its pictures come from, which is shared with others', 'scontent.fbcdn.net', instagram, 'pass'],
    ['another app of the same maker', 'www.facebook.com', instagram, 'block'],
    ['what is always closed', 'pornhub.com', wikipedia, 'block'],
  ] as const)('%s', (_, asked, target, expected) => expect(verdict(asked, target)).toBe(expected))

  it.each([
    ['a phone of another class', { client: { ...client, classes: ['groep-8'] } }, 'block'],
    ['a phone of no class', { client: { group: 'pupil-phones', classes: [] } }, 'block'],
    ['in the last second of the lesson', { at: span.until - 1000 }, 'pass'],
    ['at the bell', { at: span.until }, 'block'],
    ['a second before it was given', { at: span.from - 1000 }, 'block'],
  ])('%s', (_, more, expected) => expect(verdict('nl.wikipedia.org', wikipedia, more)).toBe(expected))
})
