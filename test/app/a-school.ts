import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Person, Role } from '../../src/app/app.ts'
import type { Office } from '../../src/app/create-app.ts'
import { createApp } from '../../src/app/create-app.ts'
import type { Parts } from '../../src/app/parts.ts'
import { name, wireOfName } from '../../src/dns/name.ts'
import type { AttemptBatch, AttemptCause, Down } from '../../src/link.ts'
import { buildLists } from '../../src/lists/build-lists.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { onlyThis } from '../../src/lists/catalogue-shelf.ts'
import { ListLibrary } from '../../src/lists/library.ts'
import type { Catalogue, Group, Policy, Rule } from '../../src/policy/policy.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { openStorage } from '../../src/storage/storage.ts'
import type { MovingClock } from '../helpers/moving-clock.ts'
import { movingClock } from '../helpers/moving-clock.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A school on a Tuesday, with real databases and lists, and a resolver that only remembers what it was told. */
export interface ASchool {
  readonly office: Office
  readonly app: Office['app']
  readonly storage: Storage
  readonly clock: MovingClock
  /** The data folder. */
  readonly data: string
  /** What the resolver was told, oldest first. */
  readonly told: readonly Down[]
  /** The neighbour table: address -> MAC. */
  readonly neighbours: Map<string, string>
  /** Names that do not exist out there. */
  readonly unreachable: Set<string>
  /** An account, made past the pages. */
  person(roles: readonly Role[], classes?: readonly string[]): Promise<Person>
  /** The office after a restart, on the same disk. */
  restart(): Promise<Office>
}

/** Opens a school at a moment on its wall. `change` alters the policy that it starts with. */
export async function aSchool(
  start = '2026-11-24T09:00',
  change: (policy: Policy) => Policy = (policy) => policy,
  more: Partial<Parts> | ((data: string) => Partial<Parts>) = {},
): Promise<ASchool> {
  const folder = temporaryFolder()
  const clock = movingClock(start)
  const data = join(folder, 'data')
  const storage = await openStorage(data)
  onTestFinished(() => storage.close())
  const told: Down[] = []
  const neighbours = new Map<string, string>()
  const unreachable = new Set<string>()
  const parts: Parts = {
    storage,
    clock,
    catalogues: onlyThis(catalogue),
    compileCatalogue: (known, policy) => catalogueIndex(known, policy, name('rooster.example')),
    library: await aLibrary(folder),
    resolver: {
      send: async (message) => {
        told.push(message)
      },
    },
    neighbours: () => neighbours,
    lookUp: async (asked) => (unreachable.has(asked) ? { kind: 'none' } : { kind: 'found', aliases: [] }),
    firstPolicy: () => change(firstPolicy),
    version: '0.0.0-test',
    builtAt: movingClock('2026-11-01T00:00')(),
    ...(typeof more === 'function' ? more(data) : more),
  }
  const office = await createApp(parts)
  let made = 0
  return {
    office,
    app: office.app,
    storage,
    clock,
    data,
    told,
    neighbours,
    unreachable,
    async person(roles, classes = []) {
      made += 1
      const stored = { id: `p${made}`, login: `person${made}`, name: `Person ${made}`, roles, classes }
      await storage.people.add({ ...stored, password: '', language: 'en' }, clock())
      return { ...stored, language: 'en' }
    },
    restart: () => createApp(parts),
  }
}

async function aLibrary(folder: string): Promise<ListLibrary> {
  const folders = { builtIn: join(folder, 'lists'), own: join(folder, 'own'), kept: join(folder, 'kept') }
  mkdirSync(folders.builtIn)
  writeFileSync(join(folders.builtIn, 'adult.txt'), 'adult.example\n')
  writeFileSync(join(folders.builtIn, 'games.txt'), 'games.example\n')
  return await ListLibrary.open(folders, async (sources) => buildLists(sources))
}

const same = (text: string) => ({ nl: text, en: text })

const platform = (id: string, sets: readonly string[]) => ({
  id,
  name: id[0]!.toUpperCase() + id.slice(1),
  sets,
  names: [name(`${id}.example`), name(`${id}-media.example`)],
  library: [],
})

export const catalogue: Catalogue = {
  platforms: [
    platform('chatter', ['social-media']),
    platform('clips', ['social-media']),
    platform('maps', []),
    platform('undress', []),
  ],
  essential: [name('time.example')],
  protected: [name('mail.example')],
  sensitive: [name('helpline.example')],
  categories: ['adult', 'games'],
  restricted: { safeSearch: [], youtube: { strict: name('s.example'), moderate: name('m.example'), names: [] } },
}

const group = (id: string, network: string, record: Group['record']): Group => ({
  id,
  name: same(id),
  networks: [network],
  record,
  timetable: 'all',
  onlyThese: false,
  safeSearch: false,
  youtube: 'open',
})

const rule = (id: string, more: Pick<Rule, 'target' | 'when'> & Partial<Rule>): Rule => ({
  id,
  groups: ['pupils', 'pupil-phones'],
  state: 'closed',
  locked: false,
  ...more,
})

const lesson = (from: number, to: number, title: string) => ({ from, to, kind: 'lesson', name: title }) as const
const schoolDay = [
  { from: 500, to: 510, kind: 'inloop' },
  lesson(510, 615, '1'),
  { from: 615, to: 630, kind: 'break' },
  lesson(630, 720, '2'),
  lesson(750, 870, '3'),
] as const

/** Lessons 8:30-10:15, 10:30-12:00 and 12:30-14:30; social media closed in lessons, adult always locked, phones closed in school time. */
export const firstPolicy: Policy = {
  // Teachers keep to their own classes; test/app/people/other-classes.test.ts has the other way.
  school: {
    ...{ name: 'De Voorbeeldschool', type: 'primary', zone: 'Europe/Amsterdam', language: 'nl' },
    otherClasses: false,
  },
  clauses: { 'X-1': same('No social media in lessons.'), 'X-2': same('Nothing indecent.') },
  groups: [
    group('pupils', '10.1.0.0/16', 'attempts'),
    group('pupil-phones', '10.2.0.0/16', 'attempts'),
    group('staff', '10.3.0.0/16', 'counts'),
    group('guests', '10.4.0.0/16', 'none'),
  ],
  unknown: 'pupil-phones',
  classes: [
    { id: '3b', name: '3B' },
    { id: '4a', name: '4A' },
  ],
  timetables: [
    {
      id: 'all',
      name: same('All'),
      days: { mon: schoolDay, tue: schoolDay, wed: schoolDay, thu: schoolDay, fri: schoolDay },
    },
  ],
  calendar: { schoolDays: ['mon', 'tue', 'wed', 'thu', 'fri'], entries: [] },
  sets: [{ id: 'social-media', name: same('Social media'), platforms: ['chatter'], andAllLikeThem: true }],
  essential: [],
  protected: [],
  rules: [
    rule('adult', { target: { kind: 'category', id: 'adult' }, when: 'always', locked: true, clause: 'X-2' }),
    rule('undress', { target: { kind: 'platform', id: 'undress' }, when: 'always', locked: true, clause: 'X-2' }),
    rule('social', {
      target: { kind: 'set', id: 'social-media' },
      when: ['lesson'],
      clause: 'X-1',
      groups: ['pupils'],
    }),
    rule('phones', {
      target: { kind: 'everything' },
      when: ['inloop', 'lesson', 'break'],
      clause: 'X-1',
      groups: ['pupil-phones'],
    }),
  ],
}

/** One attempt as a test writes it; the rest is filled in. */
export interface Tried {
  readonly from: string
  readonly name: string
  readonly at: number
  readonly count?: number
  readonly row?: number
  readonly cause?: Partial<AttemptCause>
}

/** A batch of attempts as the resolver sends one. */
export function batchOf(tried: readonly Tried[]): AttemptBatch {
  const wires = tried.map((one) => wireOfName(name(one.name)))
  let end = 0
  const nameAt = wires.map((wire) => {
    end += wire.length
    return end - wire.length
  })
  return {
    session: 's1',
    row: Float64Array.from(tried, (one, i) => one.row ?? i + 1),
    first: Float64Array.from(tried, (one) => one.at),
    last: Float64Array.from(tried, (one) => one.at),
    count: Uint32Array.from(tried, (one) => one.count ?? 1),
    client: Uint32Array.from(tried, (_, i) => i),
    cause: Uint32Array.from(tried, (_, i) => i),
    type: Uint16Array.from(tried, () => 1),
    nameAt: Uint32Array.from(nameAt),
    names: Uint8Array.from(wires.flatMap((wire) => [...wire])),
    clients: tried.map((one) => one.from),
    causes: tried.map((one) => ({
      group: 'pupils',
      reason: 'rule',
      clause: 'X-1',
      rule: 'social',
      platform: 'clips',
      category: undefined,
      kindOfTime: 'lesson',
      ...one.cause,
    })),
    lost: 0,
  }
}
