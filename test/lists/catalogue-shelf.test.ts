import { cpSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CatalogueShelf } from '../../src/lists/catalogue-shelf.ts'
import { root } from '../../src/product.ts'
import { shipped } from '../helpers/lankforst.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const blocklists = join(root, 'blocklists')
const head = (version: string) => `version: ${version}\nsource: a test\n`
const platform = (id: string, more = 'names: {web: [novum.example], api: [api.novum.example]}') =>
  `id: ${id}\nname: Novum\nsets: [social-media]\nsource: a test\ndate: 2027-01-01\n${more}\n`
const standing = (id: string, names: string) =>
  `id: ${id}\nname: {nl: x, en: x}\nwhy: {nl: x, en: x}\nsource: a test\ndate: 2027-01-01\nnames: [${names}]\n`
const newer = '2027-01-01'
const restricted = ({
  target = 'forcesafesearch.google.com',
  names = 'www.google.nl',
  strict = 'restrict.youtube.com',
  clips = 'www.youtube.com',
}: Readonly<Record<string, string>>) =>
  `source: x\ndate: 2027-01-01\nsafe-search:\n  one: {target: ${target}, names: [${names}]}\nyoutube: {strict: ${strict}, moderate: restrictmoderate.youtube.com, names: [${clips}]}\n`

function aShelf(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder()
  const [path, kept] = [join(folder, 'catalogue'), join(folder, 'kept')]
  let tick = 0
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(more)) {
      mkdirSync(dirname(join(path, file)), { recursive: true })
      writeFileSync(join(path, file), text)
      // Two writes within a tick of the file system's clock are two writes all the same.
      tick += 1
      utimesSync(join(path, file), tick, tick)
    }
  }
  write(files)
  const open = (mayWrite = true) => new CatalogueShelf(blocklists, [{ origin: 'folder', path, kept, mayWrite }])
  return { path, kept, write, open, remove: (file: string) => rmSync(join(path, file), { recursive: true }) }
}
const has = (shelf: CatalogueShelf, id: string) => shelf.current().platforms.find((one) => one.id === id)

describe('a newer catalogue that is dropped in', () => {
  it('is not there: what ships is in use, and nothing is said', () => {
    const shelf = aShelf({}).open()
    expect([shelf.current(), shelf.states()]).toEqual([shipped, []])
  })

  it('adds a platform, and replaces the one with the same id', () => {
    const shelf = aShelf({
      'catalogue.yaml': head(newer),
      'platforms/novum.yaml': platform('novum'),
      'platforms/instagram.yaml': platform('instagram', 'names: {web: [insta.example], library: [embed.example]}'),
    }).open()
    expect(has(shelf, 'novum')).toMatchObject({ sets: ['social-media'], origin: 'folder' })
    expect(has(shelf, 'instagram')).toMatchObject({ names: ['insta.example'], library: ['embed.example'] })
    expect(shelf.current().platforms).toHaveLength(shipped.platforms.length + 1)
    expect(shelf.states()).toMatchObject([{ state: 'in-use', version: newer, platforms: 2, problems: [] }])
  })

  it.each(['2026-11-21', '2020-01-01'])('is not used where it is of %s, which is not newer', (version) => {
    const shelf = aShelf({ 'catalogue.yaml': head(version), 'platforms/novum.yaml': platform('novum') }).open()
    expect([has(shelf, 'novum'), shelf.states()[0]!.state]).toEqual([undefined, 'older'])
  })

  it('is in force at the next look, and gone when it is taken away', async () => {
    const { open, write, remove } = aShelf({})
    const shelf = open()
    write({ 'catalogue.yaml': head(newer), 'platforms/novum.yaml': platform('novum') })
    await shelf.refresh()
    const first = shelf.current()
    expect(has(shelf, 'novum')).toBeDefined()
    await shelf.refresh()
    expect(shelf.current()).toBe(first)
    remove('.')
    await shelf.refresh()
    expect([shelf.current(), shelf.states()]).toEqual([shipped, []])
  })

  it('never has fewer essential, protected or sensitive names than what ships', () => {
    const shelf = aShelf({
      'catalogue.yaml': head(newer),
      'essential/time.yaml': standing('time', 'time.new.example'),
      'protected/learning.yaml': standing('learning', 'learn.new.example'),
      'sensitive.txt': 'help.new.example # a comment\n',
    }).open()
    for (const kind of ['essential', 'protected', 'sensitive'] as const) {
      const names: readonly string[] = shelf.current()[kind]
      expect(shipped[kind].filter((name) => !names.includes(name))).toEqual([])
      expect(names.length).toBe(new Set(shipped[kind]).size + 1)
    }
  })

  it('adds to a search engine that ships its names with other endings, and takes it none', () => {
    const { safeSearch, youtube } = aShelf({
      'catalogue.yaml': head(newer),
      'restricted.yaml': restricted({ names: 'www.google.example, www.google.nl', clips: 'www.youtube.example' }),
    })
      .open()
      .current().restricted
    const twinOf = (name: string) => safeSearch.find(({ names }) => names.some((one) => one === name))?.target
    const google = 'forcesafesearch.google.com'
    expect(['www.google.example', 'www.google.nl', 'www.google.be'].map(twinOf)).toEqual([google, google, google])
    expect(twinOf('www.bing.com')).toBe('strict.bing.com')
    expect([youtube.strict, youtube.names.length]).toEqual([
      'restrict.youtube.com',
      shipped.restricted.youtube.names.length + 1,
    ])
    expect(safeSearch).toHaveLength(shipped.restricted.safeSearch.length)
  })

  it.each([
    [
      'to a host of somebody else',
      { target: 'evil.example' },
      /safe-search\.one\.target no engine that ships leads to/,
    ],
    ['a bank', { names: 'www.google.nl, www.bank.example' }, /safe-search\.one\.names www\.bank\.example is none/],
    ['mail of the same maker', { names: 'mail.google.com' }, /mail\.google\.com is none of its names/],
    ['a name of another engine', { names: 'www.bing.com' }, /www\.bing\.com is none/],
    ['a whole top-level domain', { names: 'com' }, /com is none/],
    ['videos to a host of somebody else', { strict: 'evil.example' }, /youtube\.strict must be restrict\.youtube\.com/],
    ['all that uses one service to videos', { clips: 'storage.googleapis.com' }, /storage\.googleapis\.com is none/],
  ])('does not lead %s: what ships is in use, and it is told', (_, what, told) => {
    const shelf = aShelf({ 'catalogue.yaml': head(newer), 'restricted.yaml': restricted(what) }).open()
    expect(shelf.current().restricted).toEqual(shipped.restricted)
    const [{ problems } = { problems: [] }] = shelf.states()
    expect(problems.map(({ place, problem }) => `${place} ${problem}`).join('\n')).toMatch(told)
  })
})

describe('a bad file of it', () => {
  it.each<readonly [string, string, RegExp]>([
    ['that is no YAML', 'id: [', /platforms\/novum\.yaml YAML/],
    ['that is a web page', '<!doctype html><title>Sign in</title>', /novum\.yaml/],
    ['that is empty', '', /novum\.yaml/],
    ['with an unknown key', platform('novum', 'names: {web: [a.example]}\nextra: 1'), /extra/],
    ['with a name in capitals', platform('novum', 'names: {web: [A.example]}'), /names\.web\.0.*lower case/],
    [
      'with a public suffix',
      platform('novum', 'names: {web: [a.example, co.uk]}'),
      /everybody can have a name under co\.uk/,
    ],
    ['with a top-level domain', platform('novum', 'names: {web: [nl]}'), /under nl/],
    ['with another id than its name', platform('alius'), /id the id is "alius"/],
    [
      'that unfolds to gigabytes',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((to, i) => `${to}: &${to} [${`*${'abcdefgh'[i]},`.repeat(9)}]`).join('\n')}\nid: *i`,
      /novum\.yaml/,
    ],
    ['of two megabytes', `# ${'x'.repeat(2 << 20)}\n${platform('novum')}`, /too big/],
  ])('%s leaves the last good one in force, and is told', async (_, text, told) => {
    const { open, write } = aShelf({ 'catalogue.yaml': head(newer), 'platforms/novum.yaml': platform('novum') })
    const shelf = open()
    write({ 'platforms/novum.yaml': text })
    await shelf.refresh()
    expect(has(shelf, 'novum')).toMatchObject({ names: ['novum.example', 'api.novum.example'] })
    const [{ problems } = { problems: [] }] = shelf.states()
    expect(problems.map(({ file, place, problem }) => `${file} ${place} ${problem}`).join('\n')).toMatch(told)
    // The same after a restart.
    expect(has(open(), 'novum')).toMatchObject({ names: ['novum.example', 'api.novum.example'] })
  })

  it('that was never good is as if it were not there, and the others are used', () => {
    const shelf = aShelf({
      'catalogue.yaml': head(newer),
      'platforms/instagram.yaml': 'nonsense',
      'platforms/novum.yaml': platform('novum'),
      'essential/all.yaml': standing('all', 'com'),
      'sensitive.txt': 'ok.example\nnot a name\n',
    }).open()
    expect(has(shelf, 'instagram')).toEqual(shipped.platforms.find(({ id }) => id === 'instagram'))
    expect(has(shelf, 'novum')).toBeDefined()
    expect(shelf.current().essential).toEqual(shipped.essential)
    expect(shelf.states()[0]!.problems.map(({ file, place }) => `${file} ${place}`)).toEqual([
      'platforms/instagram.yaml (top)',
      'essential/all.yaml names',
      'sensitive.txt line 2',
    ])
  })

  it('of catalogue.yaml: the catalogue goes on with the date it had; without one it is not used', async () => {
    const { open, write } = aShelf({ 'catalogue.yaml': head(newer), 'platforms/novum.yaml': platform('novum') })
    const shelf = open()
    write({ 'catalogue.yaml': 'version: soon\nsource: x\n' })
    await shelf.refresh()
    expect(has(shelf, 'novum')).toBeDefined()
    expect(shelf.states()).toMatchObject([
      { state: 'in-use', problems: [{ file: 'catalogue.yaml', place: 'version' }] },
    ])
    const never = aShelf({ 'platforms/novum.yaml': platform('novum') }).open()
    expect(never.states()).toMatchObject([{ state: 'unusable', problems: [{ file: 'catalogue.yaml' }] }])
    expect(never.current()).toEqual(shipped)
  })

  it('does not come back when it was taken away on purpose', async () => {
    const { open, write, remove } = aShelf({ 'catalogue.yaml': head(newer), 'platforms/novum.yaml': platform('novum') })
    const shelf = open()
    remove('platforms/novum.yaml')
    await shelf.refresh()
    write({ 'platforms/novum.yaml': 'nonsense' })
    await shelf.refresh()
    expect(has(shelf, 'novum')).toBeUndefined()
  })

  it('of the folder itself, where a file stands in its place', () => {
    const { path, open } = aShelf({})
    writeFileSync(path, 'not a folder')
    expect(open().states()).toMatchObject([{ state: 'unusable' }])
  })
})

it('a command beside a server writes nothing', () => {
  const { open, kept } = aShelf({ 'catalogue.yaml': head(newer), 'platforms/novum.yaml': platform('novum') })
  expect(has(open(false), 'novum')).toBeDefined()
  expect(() => cpSync(kept, `${kept}-copy`, { recursive: true })).toThrow()
})

it('of two catalogues the newer has the last word', () => {
  const [board, own] = ['2027-01-02', '2027-01-01'].map((version, i) =>
    aShelf({
      'catalogue.yaml': head(version),
      'platforms/novum.yaml': platform('novum', `names: {web: [n${i}.example]}`),
    }),
  )
  const shelf = new CatalogueShelf(blocklists, [
    { origin: 'board', path: board!.path, kept: board!.kept, mayWrite: true },
    { origin: 'folder', path: own!.path, kept: own!.kept, mayWrite: true },
  ])
  expect(has(shelf, 'novum')).toMatchObject({ names: ['n0.example'], origin: 'board' })
})
