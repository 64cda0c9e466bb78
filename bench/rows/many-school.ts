import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Person, Role } from '../../src/app/app.ts'
import { quietOffice } from '../../src/app/box/console.ts'
import type { Office } from '../../src/app/create-app.ts'
import { name } from '../../src/dns/name.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import { onlyThis } from '../../src/lists/catalogue-shelf.ts'
import type { Catalogue, Policy } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { openStorage } from '../../src/storage/storage.ts'
import { classId, largeDevices, largePolicy } from '../large-school.ts'
import { fillAttempts, fillCounts, fillFigures } from '../many-rows.ts'
import { people } from '../school.ts'

/** What the school is filled with: rows of attempts, and days of figures. */
export interface Filling {
  readonly attempts: number
  readonly days: number
}

/** The school with its office open, and one person for each role, whose sign-in name is the role. */
export interface ManySchool {
  readonly folder: string
  readonly storage: Storage
  readonly office: Office
  readonly catalogue: Catalogue
  readonly people: ReadonlyMap<Role, Person>
  /** The secret of a program, for each role that has one. */
  readonly tokens: ReadonlyMap<Role, string>
}

export const DAY = 24 * 3600_000
/** A Tuesday at noon, in a lesson. */
export const NOW = Date.UTC(2026, 10, 24, 11)
export const KEPT_DAYS = 14
/** Addresses of the school's devices; the first is whom a start is tried by. */
export const devices = { count: 800, network: '127.2', asker: '127.1.0.1' } as const
/** A name that is closed to everyone at all times, and one that is open. */
export const probe = { listed: 'closed.example', open: 'www1.open.example' } as const

const lesson = (from: number, to: number, of: string) => ({ from, to, kind: 'lesson', name: of }) as const
const day = [lesson(510, 620, '1'), { from: 620, to: 640, kind: 'break' } as const, lesson(640, 900, '2')]
const week = { mon: day, tue: day, wed: day, thu: day, fri: day }
const roles: readonly Role[] = ['coordinator', 'director', 'teacher', 'officer', 'mentor', 'first-responder']

/** Opens the school on a folder, as it was left there. */
export async function openManySchool(folder: string): Promise<ManySchool> {
  const storage = await openStorage(folder)
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const office = await quietOffice({
    storage,
    clock: () => NOW,
    catalogues: onlyThis(catalogue),
    firstPolicy: () => policyWith(catalogue),
    builtAt: 0,
    keepAttemptsDays: KEPT_DAYS,
  })
  return { folder, storage, office, catalogue, people: new Map(), tokens: new Map() }
}

/** Makes the school in an empty folder: its policy, people of every kind, programs, and 800 devices; no attempts yet. */
export async function makeManySchool(folder: string): Promise<ManySchool> {
  const school = await openManySchool(folder)
  const { app } = school.office
  const cast = await addPeople(school.office)
  const coordinator = cast.get('coordinator')!
  const all = largeDevices(app.school.policy(), devices.count, devices.network)
  for (const [i, device] of [{ ...all[0]!, address: devices.asker }, ...all].entries()) {
    const enrolled = await app.devices.enrol(coordinator, { ...device, label: `device ${i}` })
    if (!enrolled.ok) throw new Error(`device ${i} could not be enrolled: ${enrolled.problem}`)
  }
  return { ...school, people: cast, tokens: await makeTokens(school.office, cast) }
}

/** Fills the school with attempts of fifteen days and figures of many more. Past the program's own doors: by these it would take an hour. */
export function fillManySchool({ folder, office, catalogue }: ManySchool, { attempts, days }: Filling): void {
  const file = new SQLite(join(folder, 'attempts.db'))
  file.pragma('synchronous = OFF')
  const { zone, school } = office.app
  const subjects = subjectsOf(catalogue)
  fillAttempts(file, { rows: attempts, until: NOW, days: KEPT_DAYS + 1, devices: deviceIds(folder), subjects })
  const today = zone.at(NOW).date
  // Not of yesterday, a Monday: that one is to be counted.
  const dates = Array.from({ length: days }, (_, i) => zone.plusDays(today, i - days - 1))
  const weeks = dates.filter((date) => zone.at(zone.instantsOf(date, 720)[0]!).weekday === 'mon')
  const most = subjects.slice(0, 40)
  const groups = school.policy().groups.map(({ id }) => id)
  fillFigures(
    file,
    { days: dates, weeks },
    groups,
    most.map(({ platform, category }) => (platform ? `platform:${platform}` : `category:${category}`)),
  )
  fillCounts(file, { until: NOW, days, groups, subjects: most })
  file.close()
}

/** The ids of all devices, with their groups. */
export function deviceIds(folder: string): readonly { readonly id: string; readonly group: string }[] {
  const file = new SQLite(join(folder, 'office.db'), { readonly: true })
  const all = file.prepare('select id, group_id as "group" from devices').all()
  file.close()
  return all as ReturnType<typeof deviceIds>
}

/** The large school's policy, but that nothing is closed as a whole: what devices are asked for goes through or not by its name. */
function policyWith(catalogue: Catalogue): Policy {
  const policy = largePolicy(catalogue, ['one.example', 'two.example'], week)
  const groups = policy.groups.map(({ id }) => id)
  const closed = { id: 'probe', groups, target: { kind: 'site', name: name(probe.listed) } } as const
  const rules = policy.rules.filter(({ target }) => target.kind !== 'everything')
  return {
    ...policy,
    rules: [...rules, { ...closed, state: 'closed', when: 'always', locked: true }],
    limits: { queriesPerSecond: 1_000_000, burst: 1_000_000, unlimited: [] },
  }
}

async function addPeople({ app: { accounts } }: Office): Promise<ReadonlyMap<Role, Person>> {
  for (const role of roles) {
    const classes = role === 'teacher' ? [classId(0)] : []
    const account = { name: role, login: role, password: people.password, language: 'nl' } as const
    const added = await accounts.add('console', { ...account, roles: [role], classes })
    if (!added.ok) throw new Error(`the account ${role} could not be made: ${added.problem}`)
  }
  const known = await accounts.people()
  return new Map(roles.map((role) => [role, known.find((person) => person.roles.includes(role))!]))
}

async function makeTokens({ app }: Office, cast: ReadonlyMap<Role, Person>): Promise<ReadonlyMap<Role, string>> {
  const made = new Map<Role, string>()
  for (const [role, by] of [
    ['coordinator', 'coordinator'],
    ['teacher', 'coordinator'],
    ['first-responder', 'coordinator'],
    ['director', 'director'],
  ] as const) {
    const classes = role === 'teacher' ? [classId(0)] : []
    const token = await app.tokens.make(cast.get(by)!, { name: role, role, classes, days: 30 })
    if (!token.ok) throw new Error(`the token of a ${role} could not be made: ${token.problem}`)
    made.set(role, token.value.secret)
  }
  return made
}

function subjectsOf({ platforms, categories }: Catalogue) {
  return [
    ...platforms.slice(0, 150).map(({ id, names }) => ({ platform: id, category: null, names })),
    ...categories.map((id) => ({
      ...{ platform: null, category: id },
      names: Array.from({ length: 400 }, (_, i) => `www.${id}-${i}.example`),
    })),
  ]
}
