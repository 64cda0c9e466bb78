import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import type { App, Person } from '../src/app/app.ts'
import { createApp, type Office } from '../src/app/create-app.ts'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import { onlyThis } from '../src/lists/catalogue-shelf.ts'
import { IndexBuilder } from '../src/lists/index-builder.ts'
import type { Catalogue } from '../src/policy/policy.ts'
import { root, version } from '../src/product.ts'
import type { Storage } from '../src/storage/storage.ts'
import { openStorage } from '../src/storage/storage.ts'
import { classId, largeDevices, largePolicy } from './large-school.ts'
import { fillAttempts, fillFigures } from './many-rows.ts'
import { table } from './table.ts'

/** Milliseconds that a page may take. */
const FLOOR = 300
/** What is read in steps, so that others get their turn: it may take longer. */
const EXPORT = 'in steps'
/** Milliseconds that a write may wait while old attempts are deleted. */
const WAIT = 100
const DEVICES = 800
const KEPT_DAYS = 14
const YEARS = 2
const DAY = 24 * 3600_000
/** A Tuesday at noon, in a lesson. */
const NOW = Date.UTC(2026, 10, 24, 11)

const lesson = (from: number, to: number, name: string) => ({ from, to, kind: 'lesson', name }) as const
const day = [lesson(510, 620, '1'), { from: 620, to: 640, kind: 'break' } as const, lesson(640, 900, '2')]
const days = { mon: day, tue: day, wed: day, thu: day, fri: day }

interface School {
  readonly folder: string
  readonly storage: Storage
  readonly office: Office
  readonly coordinator: Person
  readonly director: Person
  readonly teacher: Person
}

/** Ten million attempts and two years of figures: what the pages then take, and whether retention lets others write. */
export async function rows(count: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'rooster-rows-'))
  try {
    const catalogue = loadCatalogue(join(root, 'blocklists'))
    const school = await open(folder, catalogue)
    const began = performance.now()
    fill(school, catalogue, count)
    console.log(`${count} attempts and ${YEARS} years of figures, made in ${seconds(began)} s`)
    await rollUp(school)
    const measured = await measure(school, catalogue)
    const slow = measured.filter(({ what, cpu }) => cpu > FLOOR && !what.startsWith(EXPORT))
    console.log(
      table(
        ['page', 'rows', 'CPU ms', 'median ms', 'worst ms'],
        measured.map(({ what, found, cpu, median, worst }) => [
          what,
          String(found),
          cpu.toFixed(0),
          median.toFixed(0),
          worst.toFixed(0),
        ]),
      ),
    )
    console.log(
      slow.length === 0
        ? `all within ${FLOOR} ms of CPU time`
        : `over ${FLOOR} ms of CPU time: ${slow.map(({ what }) => what).join(', ')}`,
    )
    const waited = await expire(school)
    await school.storage.close()
    return slow.length === 0 && waited <= WAIT
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function open(folder: string, catalogue: Catalogue): Promise<School> {
  const storage = await openStorage(folder)
  const policy = largePolicy(catalogue, ['one.example', 'two.example'], days)
  const empty = new IndexBuilder().build()
  const office = await createApp({
    storage,
    clock: () => NOW,
    catalogues: onlyThis(catalogue),
    compileCatalogue: () => empty,
    library: {
      lists: () => [],
      refresh: async () => {},
      data: () => empty,
      categoriesOf: () => [],
      listedSince: async () => [],
      names: 0,
    },
    resolver: { send: async () => {} },
    neighbours: () => new Map(),
    firstPolicy: () => policy,
    keepAttemptsDays: KEPT_DAYS,
    version,
    builtAt: 0,
  })
  const person = (role: 'coordinator' | 'director' | 'teacher'): Person => ({
    ...{ id: role, name: role, login: role, roles: [role], language: 'nl' },
    classes: role === 'teacher' ? [classId(0)] : [],
  })
  const people = { coordinator: person('coordinator'), director: person('director'), teacher: person('teacher') }
  for (const [i, device] of largeDevices(policy, DEVICES, '10.1').entries()) {
    const enrolled = await office.app.devices.enrol(people.coordinator, { ...device, label: `device ${i}` })
    if (!enrolled.ok) throw new Error(`${enrolled.problem} ${enrolled.detail}`)
  }
  return { folder, storage, office, ...people }
}

/** Past the program's own doors: by these it would take an hour. */
function fill({ folder, office }: School, catalogue: Catalogue, count: number): void {
  const file = new SQLite(join(folder, 'attempts.db'))
  file.pragma('synchronous = OFF')
  const { zone, school } = office.app
  const platforms = catalogue.platforms.slice(0, 150).map(({ id, names }) => ({ platform: id, category: null, names }))
  const listed = catalogue.categories.map((id) => ({
    ...{ platform: null, category: id },
    names: Array.from({ length: 400 }, (_, i) => `www.${id}-${i}.example`),
  }))
  const subjects = [...platforms, ...listed]
  const devices = deviceIds(folder)
  fillAttempts(file, { rows: count, until: NOW, days: KEPT_DAYS + 1, devices, subjects })
  const today = zone.at(NOW).date
  const dates = Array.from({ length: YEARS * 365 }, (_, i) => zone.plusDays(today, i - YEARS * 365))
  const weeks = dates.filter((date) => zone.at(zone.instantsOf(date, 720)[0]!).weekday === 'mon').slice(0, -1)
  const most = subjects
    .slice(0, 40)
    .map(({ platform, category }) => (platform ? `platform:${platform}` : `category:${category}`))
  fillFigures(
    file,
    { days: dates, weeks },
    school.policy().groups.map(({ id }) => id),
    most,
  )
  file.close()
}

function deviceIds(folder: string) {
  const file = new SQLite(join(folder, 'office.db'), { readonly: true })
  const all = file.prepare('select id, group_id as "group" from devices').all() as {
    readonly id: string
    readonly group: string
  }[]
  file.close()
  return all
}

interface Measured {
  readonly what: string
  readonly found: number
  /** Median milliseconds of this process's CPU time: what else the machine does is not in it. */
  readonly cpu: number
  readonly median: number
  readonly worst: number
}

async function measure(
  { office: { app }, coordinator, director, teacher, folder }: School,
  { platforms, categories }: Catalogue,
): Promise<readonly Measured[]> {
  const [platform, category] = [platforms[3]!, categories[0]!]
  const group = app.school.policy().groups[0]!.id
  const list = (who: Person, filter: Parameters<App['attempts']['recent']>[1]) => async () =>
    (await app.attempts.recent(who, filter)).length
  const limit = 100
  const date = (back: number) => app.zone.plusDays(app.zone.at(NOW).date, -back)
  const overview =
    (back: number, more = {}) =>
    async () =>
      Number((await app.overviews.overview(director, { from: date(back), to: date(0), ...more })).ok)
  const pages: readonly (readonly [string, () => Promise<number>])[] = [
    ['attempts', list(coordinator, { limit })],
    ['attempts, page deep down', list(coordinator, { limit, before: NOW - 9 * DAY })],
    ['attempts, next page by cursor', list(coordinator, { limit, before: NOW - 9 * DAY, beforeId: 5 })],
    ['attempts of a group', list(coordinator, { limit, group })],
    ['attempts of a group without any', list(coordinator, { limit, group: 'nobody' })],
    ['attempts of a class', list(coordinator, { limit, class: classId(3) })],
    ['attempts of a class, as its teacher', list(teacher, { limit })],
    ['attempts of a class and a name', list(teacher, { limit, name: platform.names[0]! })],
    ['attempts of a name', list(coordinator, { limit, name: platform.names[0]! })],
    ['attempts of a rare name', list(coordinator, { limit, name: `www.${category}-399.example` })],
    ['attempts of a name that is not there', list(coordinator, { limit, name: 'nothing.example.net' })],
    ['attempts below a site with many', list(coordinator, { limit, name: 'example' })],
    ['attempts with a part of a name', list(coordinator, { limit, name: 'tube' })],
    ['attempts with a part that none has', list(coordinator, { limit, name: 'zzqqxx' })],
    ['attempts of a platform', list(coordinator, { limit, platform: platform.id })],
    ['attempts of a platform without any', list(coordinator, { limit, platform: 'none' })],
    ['attempts of a category', list(coordinator, { limit, category })],
    ['attempts of a reason', list(coordinator, { limit, reason: 'park' })],
    ['attempts of a reason that none has', list(coordinator, { limit, reason: 'exclusion' })],
    ['attempts of a day', list(coordinator, { limit, from: NOW - 5 * DAY, until: NOW - 4 * DAY })],
    [
      'attempts of a platform in an hour',
      list(coordinator, { limit, platform: platform.id, from: NOW - 5 * DAY, until: NOW - 5 * DAY + 3600_000 }),
    ],
    ['attempts of a class and a platform', list(coordinator, { limit, class: classId(3), platform: platform.id })],
    ['attempts of a group and a reason', list(coordinator, { limit, group, reason: 'park' })],
    ['week', async () => (await app.weeks.week(director, NOW)).total],
    ['last week', async () => (await app.weeks.week(director, NOW - 7 * DAY)).total],
    ['overview of 7 days', overview(6)],
    ['overview of a year', overview(365)],
    ['overview of two years', overview(700)],
    ['overview of a year, one group', overview(365, { group })],
    ['overview of a year, one platform', overview(365, { subject: `platform:${platform.id}` })],
    ['overview of a year, breaks', overview(365, { kind: 'break' })],
    ['today (health)', async () => (await app.health()).attemptsStored],
    ['metrics', async () => (await app.gauges()).health.attemptsStored],
    [
      `${EXPORT}: one device, all that is kept`,
      async () => {
        const data = await app.looks.dataOf(coordinator, deviceIds(folder)[7]!.id, 'inzageverzoek')
        return data.ok ? data.value.attempts.length : 0
      },
    ],
  ]
  const measured: Measured[] = []
  for (const [what, run] of pages) {
    let found = 0
    const [times, costs]: [number[], number[]] = [[], []]
    for (let i = 0; i < 3; i += 1) {
      const [at, before] = [performance.now(), process.cpuUsage()]
      found = await run()
      times.push(performance.now() - at)
      const { user, system } = process.cpuUsage(before)
      costs.push((user + system) / 1000)
    }
    times.sort((a, b) => a - b)
    costs.sort((a, b) => a - b)
    measured.push({ what, found, cpu: costs[1]!, median: times[1]!, worst: times[2]! })
  }
  return measured
}

/** Counts today, as the job does every few minutes; the longest that others wait meanwhile is told. */
async function rollUp({ office }: School): Promise<void> {
  const began = performance.now()
  let [worst, last] = [0, began]
  const timer = setInterval(() => {
    worst = Math.max(worst, performance.now() - last)
    last = performance.now()
  }, 1)
  await office.rollUp()
  clearInterval(timer)
  console.log(`today counted in ${seconds(began)} s, the longest wait of others ${worst.toFixed(0)} ms`)
}

/** Deletes the oldest day as the job does, while attempts go on being written. Returns the wait that all but one in a hundred kept below. */
async function expire({ storage }: School): Promise<number> {
  let isDone = false
  const began = performance.now()
  const removing = storage.attempts.removeBefore(NOW - KEPT_DAYS * DAY).finally(() => {
    isDone = true
  })
  const gaps: number[] = []
  let [row, last] = [0, performance.now()]
  while (!isDone) {
    row += 1
    storage.attempts.write([
      {
        ...{
          session: 'now',
          row,
          first: NOW,
          last: NOW,
          count: 1,
          device: undefined,
          group: 'pupils',
          name: 'a.example' as never,
          type: 1,
        },
        ...{
          platform: undefined,
          category: undefined,
          reason: 'rule',
          clause: undefined,
          rule: undefined,
          kindOfTime: 'lesson',
        },
      },
    ])
    gaps.push(performance.now() - last)
    last = performance.now()
    await setImmediate()
  }
  const removed = await removing
  gaps.sort((a, b) => a - b)
  const [worst, most] = [gaps.at(-1)!, gaps[Math.floor(gaps.length * 0.99)]!]
  console.log(
    `retention: ${removed} attempts deleted in ${seconds(began)} s; meanwhile ${row} writes, of which 99 % waited at most ${most.toFixed(0)} ms (floor ${WAIT}), one ${worst.toFixed(0)} ms`,
  )
  return most
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)
