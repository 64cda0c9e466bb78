import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Acts, Policy, Rule, Target } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { lankforst, shipped } from '../helpers/lankforst.ts'
import { Compiled, caseIn, zone } from '../policy/world.ts'

// What the catalogue that ships makes of shared names and libraries. Each row is put to the plain and to the compiled form of the policy.

const at = zone.parse('2026-11-24T09:00')
const rule = (state: Rule['state'], target: Target): Rule => ({
  id: `${state}-${JSON.stringify(target)}`,
  groups: ['pupils'],
  target,
  state,
  when: 'always',
  locked: false,
})
const platform = (id: string): Target => ({ kind: 'platform', id })
const closed = (id: string) => rule('closed', platform(id))
const everything = rule('closed', { kind: 'everything' })

/** What a pupils' device gets under these rules with these platforms granted; both forms of the policy must say so. */
function under(rules: readonly Rule[], open: readonly string[] = []): (asked: string) => string {
  const policy: Policy = { ...lankforst, rules }
  const audience = { kind: 'group', id: 'pupils' } as const
  const acts: Acts = {
    ...noActs,
    grants: open.map((id) => ({ id, from: at - 1, until: at + 1, audience, target: platform(id) })),
  }
  const world = { policy, catalogue: shipped, listed: [], acts }
  const compiled = new Compiled(world)
  const client = { group: 'pupils', classes: [] }
  return (asked) => {
    const plain = decide(caseIn(world, client, name(asked), at))
    expect(compiled.decide(client, name(asked), at)).toEqual(plain)
    return plain.verdict.kind === 'rewrite' ? 'pass' : plain.verdict.kind
  }
}
const verdict = (rules: readonly Rule[], asked: string, open: readonly string[] = []) => under(rules, open)(asked)

describe('opening Instagram does not open Facebook', () => {
  const both = [closed('instagram'), closed('facebook'), closed('messenger'), closed('threads')]
  it.each([
    ['www.instagram.com', 'pass'],
    ['i.instagram.com', 'pass'],
    ['scontent-ams4-1.cdninstagram.com', 'pass'],
    // Shared: Instagram does not work without them.
    ['edge-mqtt.facebook.com', 'pass'],
    ['scontent.xx.fbcdn.net', 'pass'],
    ['www.facebook.com', 'block'],
    ['m.facebook.com', 'block'],
    ['graph.facebook.com', 'block'],
    ['www.messenger.com', 'block'],
    ['www.threads.net', 'block'],
  ])('%s: %s', (asked, expected) => {
    expect(verdict(both, asked, ['instagram'])).toBe(expected)
    expect(verdict([everything], asked, ['instagram'])).toBe(expected)
    expect(verdict([...both.slice(1), rule('open', platform('instagram'))], asked)).toBe(expected)
  })
})

describe('opening another of the family does not open Facebook either', () => {
  it.each([
    ['messenger', 'www.messenger.com', 'pass'],
    ['messenger', 'www.facebook.com', 'block'],
    ['threads', 'www.threads.net', 'pass'],
    ['threads', 'www.facebook.com', 'block'],
    ['threads', 'www.instagram.com', 'block'],
    ['whatsapp', 'web.whatsapp.com', 'pass'],
    ['whatsapp', 'www.facebook.com', 'block'],
    ['minecraft-education', 'education.minecraft.net', 'pass'],
    ['minecraft-education', 'www.minecraft.net', 'block'],
  ])('with %s open, %s: %s', (id, asked, expected) => expect(verdict([everything], asked, [id])).toBe(expected))
})

describe('closing Facebook does not break a page that only loads a library of it', () => {
  it.each([
    ['connect.facebook.net', 'pass'],
    ['www.facebook.com', 'block'],
  ])('%s: %s', (asked, expected) => {
    expect(verdict([closed('facebook')], asked)).toBe(expected)
    expect(verdict([rule('closed', { kind: 'set', id: 'social-media' })], asked)).toBe(expected)
  })

  it.each(shipped.platforms.flatMap(({ id, library }) => library.map((asked) => [id, asked] as const)))(
    'closing %s leaves its library %s open; with all closed, opening it opens that',
    (id, asked) => {
      expect(verdict([closed(id)], asked)).toBe('pass')
      expect(verdict([everything], asked)).toBe('block')
      expect(verdict([everything], asked, [id])).toBe('pass')
    },
  )
})

it.each(shipped.platforms)('$id is open when it alone is, and closed with all that share its names', (of) => {
  const opened = under([everything], [of.id])
  const closedAlone = under([closed(of.id)])
  const ownersOf = (asked: string) => shipped.platforms.filter(({ names }) => names.some((one) => one === asked))
  const closedAll = under(of.names.flatMap(ownersOf).map(({ id }) => closed(id)))
  for (const asked of of.names) {
    const isOpen = ownersOf(asked).length > 1 || isProtected(asked)
    expect([asked, opened(asked), closedAlone(asked), closedAll(asked)]).toEqual([
      asked,
      'pass',
      isOpen ? 'pass' : 'block',
      isProtected(asked) ? 'pass' : 'block',
    ])
  }
})

const isProtected = (asked: string): boolean =>
  shipped.protected.some((site) => asked === site || asked.endsWith(`.${site}`))
