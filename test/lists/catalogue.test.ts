import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { LabelView } from '../../src/dns/labels.ts'
import type { Name } from '../../src/dns/name.ts'
import { wireOfName } from '../../src/dns/name.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import type { PlatformFile } from '../../src/lists/catalogue-files.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { NameIndex } from '../../src/lists/name-index.ts'
import { parseList } from '../../src/lists/parse-list.ts'
import { isSuffix } from '../../src/lists/public-suffix.ts'
import type { Catalogue } from '../../src/policy/policy.ts'
import { catalogueFacts } from '../../src/policy/tags.ts'
import { aPolicy } from '../rfc/a-policy.ts'

const shipped = join(import.meta.dirname, '../../blocklists')
const files = (folder: string) => readdirSync(join(shipped, folder))
const platforms = files('platforms').map(
  (file) => [file, parse(readFileSync(join(shipped, 'platforms', file), 'utf8')) as PlatformFile] as const,
)
const linesOf = (path: string) =>
  readFileSync(join(shipped, path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

describe('the shipped catalogue', () => {
  const catalogue = loadCatalogue(shipped)

  it('has the platforms that schools ask for first, each with its roles', () => {
    const wanted = [
      'whatsapp',
      'facebook',
      'messenger',
      'x',
      'instagram',
      'threads',
      'youtube',
      'snapchat',
      'tiktok',
      'linkedin',
      'discord',
      'telegram',
    ]
    const roles = wanted.map((id) => {
      const platform = platforms.find(([, one]) => one.id === id)?.[1]
      return [id, (platform?.names.web ?? []).length > 0, Object.keys(platform?.names ?? {}).length > 1]
    })
    expect(roles).toEqual(wanted.map((id) => [id, true, true]))
  })

  it.each(files('categories'))('categories/%s has forty good names or more, sorted, none twice', (file) => {
    const bytes = readFileSync(join(shipped, 'categories', file))
    const { names, problems } = parseList(bytes, () => {})
    const lines = linesOf(join('categories', file))
    expect(problems).toEqual([])
    expect(names).toBeGreaterThanOrEqual(40)
    expect(lines).toEqual([...new Set(lines)].sort())
    expect(lines.filter(isSuffix)).toEqual([])
  })

  it.each(['essential', 'protected'])('no name under %s is a public suffix or stands twice', (folder) => {
    const names = files(folder).flatMap(
      (file) => (parse(readFileSync(join(shipped, folder, file), 'utf8')) as { names: string[] }).names,
    )
    expect(names.filter(isSuffix)).toEqual([])
    expect(names.length).toBe(new Set(names).size)
  })

  it('has a category for each file, and no platform name among the essential ones', () => {
    expect(catalogue.categories).toEqual(
      files('categories')
        .map((file) => basename(file, '.txt'))
        .sort(),
    )
    const owned = new Set(catalogue.platforms.flatMap(({ names }) => names))
    expect(catalogue.essential.filter((name) => owned.has(name))).toEqual([])
  })

  describe('as an index', () => {
    let facts: (name: Name) => ReturnType<typeof catalogueFacts>
    beforeAll(() => {
      facts = factsOf(catalogue)
    })

    it('answers each name with safe search with its safer twin, and not the names below', () => {
      for (const { target, names } of catalogue.restricted.safeSearch) {
        for (const name of names) {
          expect([name, facts(name).safeSearch]).toEqual([name, target])
          expect(facts(`below.${name}` as Name).safeSearch).toBeUndefined()
        }
      }
    })

    it('knows each name of YouTube that has restricted modes', () => {
      for (const name of catalogue.restricted.youtube.names) expect([name, facts(name).youtube]).toEqual([name, true])
    })

    it('knows each platform by each of its names, and by those below', () => {
      for (const { id, names } of catalogue.platforms)
        for (const name of names)
          for (const one of [name, `x-below.${name}` as Name])
            expect([one, facts(one).owners]).toEqual([one, expect.arrayContaining([id])])
    })

    it('knows each essential, protected and sensitive name', () => {
      for (const name of catalogue.essential) expect([name, facts(name).essential]).toEqual([name, true])
      for (const name of catalogue.protected) expect([name, facts(name).protected]).toEqual([name, true])
      for (const name of catalogue.sensitive) expect([name, facts(name).sensitive]).toEqual([name, true])
    })
  })
})

function factsOf(catalogue: Catalogue) {
  const { buffer, tagSets } = catalogueIndex(catalogue, aPolicy, 'rooster.example' as Name)
  const index = new NameIndex(buffer)
  const view = new LabelView()
  return (name: Name) => {
    const wire = wireOfName(name)
    view.read(wire, 0, wire.length)
    const found = index.find(wire, view)
    return catalogueFacts(tagSets[found]!, index.exact)
  }
}
