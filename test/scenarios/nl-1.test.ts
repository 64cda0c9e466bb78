import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Name } from '../../src/dns/name.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { CatalogueShelf } from '../../src/lists/catalogue-shelf.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Catalogue } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn, caseOf, lankforst, shipped, snapshotOf, statusName } from '../helpers/lankforst.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
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

describe('NL-1: a school adds and corrects platforms, and a newer catalogue is dropped in, while it runs', () => {
  const online = async (catalogue?: string) => {
    const places = {
      origin: 'folder',
      path: catalogue ?? '/nowhere',
      kept: `${catalogue}-kept`,
      mayWrite: true,
    } as const
    const catalogues = new CatalogueShelf(join(root, 'blocklists'), [places])
    const school = await aSchoolOnline({ at: '2026-11-24T09:00', parts: { catalogues } })
    onTestFinished(() => school.close())
    const asks = async (name: string, group = 'pupils') => looksLike(await school.ask(name, { from: addressIn(group) }))
    return { ...school, asks }
  }

  it('a platform that the coordinator adds is closed at the next answer, and open again when that is undone', async () => {
    const { app, person, asks } = await online()
    const coordinator = await person(['coordinator'])
    expect(await asks('www.novum.example')).toBe('open')
    const wish = { name: 'Novum', sets: ['social-media'], names: ['novum.example'] }
    expect(await app.platforms.add(coordinator, wish)).toMatchObject({ ok: true })
    expect([await asks('www.novum.example'), await asks('novum.example', 'staff')]).toEqual(['closed', 'open'])
    await app.school.undo(coordinator, app.school.revision())
    expect(await asks('www.novum.example')).toBe('open')
  })

  it('a name that the coordinator takes off a platform is open at the next answer', async () => {
    const { app, person, asks } = await online()
    expect(await asks('ig.me')).toBe('closed')
    await app.platforms.correct(await person(['coordinator']), 'instagram', { not: ['ig.me'] })
    expect([await asks('ig.me'), await asks('www.instagram.com')]).toEqual(['open', 'closed'])
  })

  it('a platform of a catalogue that is dropped in joins the set at the next look, without a restart', async () => {
    const folder = join(temporaryFolder(), 'catalogue')
    const { app, asks } = await online(folder)
    mkdirSync(join(folder, 'platforms'), { recursive: true })
    writeFileSync(join(folder, 'catalogue.yaml'), 'version: 2027-01-01\nsource: a test\n')
    const file = join(folder, 'platforms', 'novum.yaml')
    writeFileSync(
      file,
      'id: novum\nname: Novum\nsets: [social-media]\nsource: a test\ndate: 2027-01-01\nnames: {web: [novum.example]}\n',
    )
    expect(await asks('www.novum.example')).toBe('open')
    await app.lists.refresh('console')
    expect(await asks('www.novum.example')).toBe('closed')

    writeFileSync(file, 'a download that failed')
    await app.lists.refresh('console')
    expect(await asks('www.novum.example')).toBe('closed')
    expect((await app.health()).warnings).toContainEqual({
      problem: 'catalogue-problems',
      detail: expect.stringMatching(/^platforms\/novum\.yaml: \(top\): /),
    })
  })
})
