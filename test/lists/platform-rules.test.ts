import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import type { PlatformFile } from '../../src/lists/catalogue-files.ts'
import { checkPlatforms, faultsOf, namedSets, namesOf } from '../../src/lists/platform-check.ts'
import { uncompared } from '../../src/lists/platform-source.ts'
import { root } from '../../src/product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const names = (...texts: readonly string[]) => texts as readonly Name[] as Name[]
const aPlatform = (more: Partial<PlatformFile> = {}): PlatformFile => ({
  id: 'chat',
  name: 'Chat',
  sets: [],
  source: 'https://chat.example',
  date: '2026-11-21',
  names: { web: names('chat.example'), api: names('api-chat.example'), media: names('media-chat.example') },
  ...more,
})
const other = aPlatform({
  id: 'other',
  names: { web: names('other.example'), api: names('a.other.example'), media: names('m.other.example') },
})
const faults = (file: string, platform: PlatformFile, others: readonly PlatformFile[]) =>
  faultsOf(file, platform, {
    platforms: [platform, ...others],
    sets: namedSets,
    essential: new Set(['sign-in.example']),
  }).join('; ')

describe('the rules', () => {
  it.each<readonly [string, Partial<PlatformFile>, readonly PlatformFile[], RegExp]>([
    ['one single name', { names: { web: names('chat.example') } }, [], /single name/],
    ['a name twice', { names: { web: names('chat.example', 'chat.example') } }, [], /a name twice/],
    ['a name that another platform has too', {}, [aPlatform({ id: 'other' })], /chat\.example is of chat and other/],
    ['a name shared with nobody', { shared: { 'chat.example': ['chat', 'gone'] } }, [], /only chat has it/],
    [
      'a shared name that it does not have',
      { shared: { 'x.example': ['chat', 'other'] } },
      [],
      /which it does not have/,
    ],
    [
      'a public suffix',
      { names: { web: names('chat.example', 'github.io', 'co.uk') } },
      [],
      /github\.io is a public suffix/,
    ],
    ['another id than its file', { id: 'talk' }, [], /has the id talk/],
    ['an unknown set', { sets: ['socail-media'] }, [], /unknown set, socail-media; known: social-media/],
    ['no date', { date: 'soon' }, [], /has no date/],
    ['no source', { source: ' ' }, [], /has no source/],
    [
      'a name from general knowledge that it does not have',
      { source: 'general knowledge, not compared with a list: chat.example, gone.example' },
      [],
      /has gone\.example from general knowledge, and does not have it/,
    ],
    ['an essential name', { names: { web: names('chat.example', 'x.sign-in.example') } }, [], /is essential/],
    [
      'a name under a name of another',
      { names: { web: names('chat.example', 'chat.other.example') } },
      [other],
      /chat\.other\.example lies under a name of other/,
    ],
    ['a name said to lie under what it does not', { under: { 'chat.example': 'other' } }, [other], /which it does not/],
    [
      'no name for its app',
      { names: { web: names('chat.example'), media: names('m.example') } },
      [],
      /no name for its api/,
    ],
    [
      'no name for its media',
      { names: { web: names('chat.example'), api: names('a.example') } },
      [],
      /no name for its media/,
    ],
    [
      'no name for its pages',
      { names: { api: names('chat.example'), media: names('m.example') } },
      [],
      /no name for its web/,
    ],
    [
      'a role that serves itself',
      { names: { web: names('c.example', 'd.example'), api: names('a.example') }, 'served-by': { media: 'media' } },
      [],
      /has no name for its media/,
    ],
    ['a role that is said to be served and is not', { 'served-by': { api: 'web' } }, [], /has names of its own/],
  ])('do not take a platform with %s', (_, more, others, fault) => {
    expect(faults('chat.yaml', aPlatform(more), others)).toMatch(fault)
  })

  it.each<readonly [string, Partial<PlatformFile>, readonly PlatformFile[]]>([
    ['that is whole', {}, [other]],
    [
      'whose app talks to its site',
      { names: { web: names('chat.example', 'chat.test'), media: names('m.example') }, 'served-by': { api: 'web' } },
      [],
    ],
    [
      'whose media are elsewhere',
      { names: { web: names('chat.example'), api: names('a.example') }, 'served-by': { media: 'elsewhere' } },
      [],
    ],
    [
      'with a name that is not theirs above it',
      { names: { ...aPlatform().names, short: names('chat.other.example') }, under: { 'chat.other.example': 'other' } },
      [other],
    ],
  ])('take a platform %s', (_, more, others) => {
    expect(faults('chat.yaml', aPlatform(more), others)).toBe('')
  })

  it('take a name that two platforms share and both say so', () => {
    const shared = { 'chat.example': ['chat', 'other'] }
    const two = aPlatform({ id: 'other', shared, names: { ...other.names, short: names('chat.example') } })
    expect(faults('chat.yaml', aPlatform({ shared }), [two])).toBe('')
  })
})

it.each<readonly [string, string, readonly string[]]>([
  ['a list', 'https://chat.example', []],
  [
    'a list, and some names from nowhere',
    'https://a.example; general knowledge, not compared with a list: chat.example',
    ['chat.example'],
  ],
  [
    'nowhere, as a whole',
    'general knowledge, not compared with a list',
    ['chat.example', 'api-chat.example', 'media-chat.example'],
  ],
])('counts what nobody has compared where the source is %s', (_, source, expected) => {
  expect(uncompared(aPlatform({ source }))).toEqual(expected)
})

describe('the catalogue that ships', () => {
  const { platforms, faults: found } = checkPlatforms(join(root, 'blocklists'))

  it('has no fault', () => expect(found).toEqual([]))

  it('has eighty platforms or more with names of their own for web, app and media', () => {
    const whole = platforms.filter(({ names: of }) => of.web && of.api && of.media)
    expect(whole.length).toBeGreaterThanOrEqual(80)
  })

  it.each(namedSets)('has platforms of the set %s, each with names that nobody else has', (set) => {
    const members = platforms.filter(({ sets }) => sets.includes(set))
    expect(members.length).toBeGreaterThanOrEqual(5)
    const all = new Map<string, number>()
    for (const name of platforms.flatMap(namesOf)) all.set(name, (all.get(name) ?? 0) + 1)
    expect(members.filter((one) => namesOf(one).every((name) => all.get(name)! > 1))).toEqual([])
  })

  it('says of a folder which file is wrong, also where its form is', () => {
    const folder = temporaryFolder()
    cpSync(join(root, 'blocklists'), folder, { recursive: true })
    writeFileSync(join(folder, 'platforms', 'chat.yaml'), 'id: chat\n')
    writeFileSync(
      join(folder, 'platforms', 'instagram.yaml'),
      'id: instagram\nname: I\nsets: []\nsource: x\ndate: 2026-11-21\nnames: {web: [instagram.com]}\n',
    )
    const wrong = checkPlatforms(folder).faults.map(({ file }) => file)
    expect(wrong).toEqual(['chat.yaml', 'facebook.yaml', 'instagram.yaml', 'messenger.yaml', 'threads.yaml'])
  })
})

it.each([
  [
    'an unknown key',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {web: [chat.example]}\nextra: 1\n',
    /chat\.yaml.*extra/s,
  ],
  [
    'a name in capitals',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {web: [Chat.Example]}\n',
    /"Chat\.Example" is not a domain name in lower case/,
  ],
  [
    'a role nobody knows',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {page: [chat.example]}\n',
    /chat\.yaml/,
  ],
  ['no source', 'id: chat\nname: Chat\nsets: []\ndate: "2026-11-21"\nnames: {web: [chat.example]}\n', /source/],
  [
    'a list of one owner',
    'id: chat\nname: Chat\nsets: []\nsource: x\ndate: "2026-11-21"\nnames: {web: [chat.example]}\nshared: {chat.example: [chat]}\n',
    /shared/,
  ],
])('does not load a catalogue in which a platform has %s, and says where', (_, text, fault) => {
  const folder = temporaryFolder()
  cpSync(join(import.meta.dirname, '../../blocklists'), folder, { recursive: true })
  writeFileSync(join(folder, 'platforms', 'chat.yaml'), text)
  expect(() => loadCatalogue(folder)).toThrow(fault)
})
