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
