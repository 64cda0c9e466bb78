import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { catalogueWith } from '../../src/policy/catalogue-with.ts'
import type { OwnPlatform, Policy, Rule } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { lankforst, shipped } from '../helpers/lankforst.ts'
import { agreed, zone } from './world.ts'

const own = (id: string, more: Partial<OwnPlatform>): OwnPlatform => ({
  id,
  names: [],
  library: [],
  not: [],
  sharedWith: [],
  ...more,
})
const names = (...texts: readonly string[]) => texts.map(name)
const platformIn = (platforms: readonly OwnPlatform[], id: string) =>
  catalogueWith(shipped, { platforms }).platforms.find((platform) => platform.id === id)
const natural = (id: string) => shipped.platforms.find((platform) => platform.id === id)!

describe('the catalogue with what a school adds and corrects', () => {
  it('is the same object where there is nothing', () => expect(catalogueWith(shipped, {})).toBe(shipped))

  it('has the platform that is added', () => {
    const novum = own('novum', {
      name: 'Novum',
      sets: ['video'],
      names: names('n.example'),
      library: names('l.example'),
    })
    expect(platformIn([novum], 'novum')).toEqual({
      id: 'novum',
      name: 'Novum',
      sets: ['video'],
      names: ['n.example'],
      library: ['l.example'],
    })
  })

  it.each<readonly [string, Partial<OwnPlatform>, object]>([
    ['another name', { name: 'Insta' }, { name: 'Insta', sets: natural('instagram').sets }],
    ['other sets', { sets: [] }, { sets: [] }],
    ['a name more', { names: names('i.example') }, { names: [...natural('instagram').names, 'i.example'] }],
    ['a name less', { not: names('ig.me') }, { names: natural('instagram').names.filter((one) => one !== 'ig.me') }],
    [
      'a name that is a library after all',
      { library: names('ig.me') },
      { names: natural('instagram').names.filter((one) => one !== 'ig.me'), library: ['ig.me'] },
    ],
  ])('has a corrected platform with %s', (_, more, expected) => {
    expect(platformIn([own('instagram', more)], 'instagram')).toMatchObject(expected)
  })

  it('has a library that is a name after all', () => {
    const facebook = platformIn([own('facebook', { names: names('connect.facebook.net') })], 'facebook')!
    expect([facebook.library, facebook.names.at(-1)]).toEqual([[], 'connect.facebook.net'])
  })

  it('gives a shared name below a name of another to the other, too', () => {
    const novum = own('novum', { name: 'N', names: names('new.facebook.com'), sharedWith: ['facebook'] })
    expect(platformIn([novum], 'facebook')!.names).toContain('new.facebook.com')
    expect(platformIn([{ ...novum, sharedWith: [] }], 'facebook')!.names).not.toContain('new.facebook.com')
  })

  it('leaves all else as it is', () => {
    const { platforms, ...rest } = catalogueWith(shipped, { platforms: [own('instagram', { sets: [] })] })
    expect({ ...rest, platforms: platforms.filter(({ id }) => id !== 'instagram') }).toEqual({
      ...shipped,
      platforms: shipped.platforms.filter(({ id }) => id !== 'instagram'),
    })
  })
})

describe('the plain and the compiled form, with platforms of the school', () => {
  const rule = (id: string, target: Rule['target']): Rule => ({
    id,
    groups: ['pupils'],
    target,
    state: 'closed',
    when: 'always',
    locked: false,
  })
  const platforms = [
    own('novum', {
      name: 'Novum',
      sets: ['social-media'],
      names: names('novum.example', 'new.facebook.com'),
      sharedWith: ['facebook'],
    }),
    own('instagram', { not: names('ig.me'), names: names('insta.example') }),
  ]
  const policy = (rules: readonly Rule[]): Policy => ({ ...lankforst, platforms, rules })
  // A Tuesday in school time.
  const verdict = (rules: readonly Rule[], asked: string) => {
    const of = policy(rules)
    const world = { policy: of, catalogue: catalogueWith(shipped, of), listed: [], acts: noActs }
    return agreed(world, { group: 'pupils', classes: [] }, name(asked), zone.parse('2026-11-24T09:00')).verdict.kind
  }
  const closed = (id: string) => rule(id, { kind: 'platform', id })

  it.each<readonly [string, readonly Rule[], string, string]>([
    ['an added platform is closed by its own rule', [closed('novum')], 'www.novum.example', 'block'],
    ['it joins the set that says "and all like them"', lankforst.rules, 'novum.example', 'block'],
    ['a name it shares is open while the other owner is', [closed('novum')], 'new.facebook.com', 'pass'],
    ['a name it shares is open while it is itself', [closed('facebook')], 'new.facebook.com', 'pass'],
    ['a name it shares is closed with both', [closed('novum'), closed('facebook')], 'new.facebook.com', 'block'],
    ['a name that was added is closed with its platform', [closed('instagram')], 'insta.example', 'block'],
    ['a name that was taken off is not', [closed('instagram')], 'ig.me', 'pass'],
  ])('%s', (_, rules, asked, expected) => {
    expect(verdict(rules, asked)).toBe(expected)
  })
})

describe('whatever a school adds and corrects', () => {
  // Few names, below each other: so that they collide.
  const pool = names('a.example', 'b.a.example', 'c.b.a.example', 'd.example', 'e.d.example')
  const ids = ['one', 'two', 'three', 'four'] as const
  const some = <Value>(of: readonly Value[]) => fc.subarray([...of])
  const own = fc.record({
    id: fc.constantFrom(...ids),
    sets: fc.option(some(['social-media', 'video']), { nil: undefined }),
    names: some(pool),
    library: some(pool),
    not: some(pool),
    sharedWith: some(ids),
  })
  const given = fc.record({ sets: some(['social-media', 'video']), names: some(pool), library: some(pool) })
  const rule = fc.record({
    target: fc.oneof(
      fc.constantFrom(...ids).map((id) => ({ kind: 'platform', id }) as const),
      fc.constantFrom('social-media', 'video').map((id) => ({ kind: 'set', id }) as const),
    ),
    state: fc.constantFrom('open', 'closed'),
    locked: fc.boolean(),
  })

  it('both forms of the policy agree on it', () => {
    const school = fc.record({
      platforms: fc.uniqueArray(own, { selector: ({ id }) => id, maxLength: 4 }),
      base: fc.tuple(given, given),
      rules: fc.array(rule, { maxLength: 6 }),
    })
    fc.assert(
      fc.property(school, ({ platforms, base, rules }) => {
        const policy = {
          ...lankforst,
          platforms: platforms.map(({ sets, ...rest }) => (sets === undefined ? rest : { ...rest, sets })),
          rules: rules.map((of, i) => ({
            ...of,
            id: `r${i}`,
            groups: ['pupils'],
            when: 'always' as const,
            locked: of.locked && of.state === 'closed',
          })),
        }
        const few = { ...shipped, platforms: base.map((of, i) => ({ ...of, id: ids[i]!, name: ids[i]! })) }
        const catalogue = catalogueWith(few, policy)
        const world = { policy, catalogue, listed: [], acts: noActs }
        for (const asked of [...pool, name('x.c.b.a.example')])
          agreed(world, { group: 'pupils', classes: [] }, asked, 0)
        // No name is both closed with a platform and only a library of it, and none stands twice.
        for (const { names: its, library } of catalogue.platforms.filter(({ id }) =>
          platforms.some((one) => one.id === id),
        ))
          expect([new Set(its).size, new Set(library).size]).toEqual([its.length, library.length])
      }),
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    )
  })
})
