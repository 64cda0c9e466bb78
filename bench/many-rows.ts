import type SQLite from 'better-sqlite3'
import type { SchoolZone } from '../src/time/school-time.ts'

/** What a school's attempts are made of. */
export interface Making {
  readonly rows: number
  /** The last of them; milliseconds since 1970. */
  readonly until: number
  /** How long they go back. */
  readonly days: number
  /** Ids of devices; each has a group. */
  readonly devices: readonly { readonly id: string; readonly group: string }[]
  readonly subjects: readonly {
    readonly platform: string | null
    readonly category: string | null
    readonly names: readonly string[]
  }[]
}

const DAY = 24 * 3600_000

/**
 * Fills `attempts` with made-up rows: in school hours, more of some names and devices than of others, each name from the top down. Its indexes are
 * taken off meanwhile, as ten million rows take minutes longer with them.
 */
export function fillAttempts(file: SQLite.Database, { rows, until, days, devices, subjects }: Making): void {
  const indexes = file
    .prepare("select name, sql from sqlite_master where type = 'index' and tbl_name = 'attempts' and sql is not null")
    .all() as { readonly name: string; readonly sql: string }[]
  for (const { name } of indexes) file.exec(`drop index "${name}"`)
  const names = subjects.flatMap(({ platform, category, names: of }) =>
    of.map((name) => ({ platform, category, name })),
  )
  file.exec(`create temp table pool_names (n integer primary key, name_down text, platform text, category text);
             create temp table pool_devices (n integer primary key, id text, group_id text)`)
  const addName = file.prepare('insert into pool_names values (?, ?, ?, ?)')
  const addDevice = file.prepare('insert into pool_devices values (?, ?, ?)')
  file.transaction(() => {
    for (const [i, { name, platform, category }] of names.entries())
      addName.run(i, name.split('.').reverse().join('.'), platform, category)
    for (const [i, { id, group }] of devices.entries()) addDevice.run(i, id, group)
  })()
  const step = (days * DAY) / rows
  // Two rows by a large prime spread over the pools; the product of two spreads makes some of them frequent.
  file
    .prepare(
      `insert into attempts (session, row_number, first_at, last_at, count, device_id, group_id, name_down, question_type, platform, category,
         reason, clause, rule, kind_of_time)
       with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < :rows)
       select 'made-up', i, at, at + (i % 50) * 1000, 1 + i % 7, d.id, d.group_id, p.name_down, iif(i % 3 = 0, 28, 1), p.platform, p.category,
         iif(i % 11 = 0, 'locked', iif(i % 97 = 0, 'park', 'rule')), 'NL-1', 'r' || (i % 40),
         case when i % 5 < 3 then 'lesson' when i % 5 = 3 then 'break' else 'outside' end
       from (select i, cast(:from + i * :step as integer) as at,
               cast(((i * 7919) % :names) * ((i * 104729) % :names) / :names as integer) as name_at,
               cast(((i * 15485863) % :devices) * ((i * 32452843) % :devices) / :devices as integer) as device_at from n)
       join pool_names p on p.n = name_at join pool_devices d on d.n = device_at`,
    )
    .run({ rows, from: until - days * DAY, step, names: names.length, devices: devices.length })
  for (const { sql } of indexes) file.exec(sql)
  file.exec('drop table pool_names; drop table pool_devices')
}

/** The school's days, and the Mondays of its whole weeks, for so many years before a moment. */
export function yearsBefore(zone: SchoolZone, until: number, years: number) {
  const today = zone.at(until).date
  const days = Array.from({ length: years * 365 }, (_, i) => zone.plusDays(today, i - years * 365))
  const weeks = days.filter((date) => zone.at(zone.instantsOf(date, 720)[0]!).weekday === 'mon').slice(0, -1)
  return { days, weeks }
}

/** Fills `figures` with two years: each day and week, each group, kind of time and subject, and all of them. */
export function fillFigures(
  file: SQLite.Database,
  dates: { readonly days: readonly string[]; readonly weeks: readonly string[] },
  groups: readonly string[],
  subjects: readonly string[],
): void {
  const add = file.prepare('insert or replace into figures values (?, ?, ?, ?, ?, ?, ?)')
  const span = file.prepare('insert or replace into figure_spans values (?, ?, 0)')
  file.transaction(() => {
    for (const [unit, all] of [
      ['day', dates.days],
      ['week', dates.weeks],
    ] as const)
      for (const date of all) {
        span.run(unit, date)
        for (const group of [...groups, '*'])
          for (const kind of ['lesson', 'break', 'inloop', 'outside', '*'])
            for (const subject of [...subjects, '*'])
              add.run(unit, date, group, kind, subject, 500 + subject.length, 40)
      }
  })()
}

/** Fills `counts`: each hour of each day from eight to five, for each group how many questions about each subject were answered, and how many were not. */
export function fillCounts(
  file: SQLite.Database,
  { until, days, groups, subjects }: Omit<Making, 'rows' | 'devices'> & { readonly groups: readonly string[] },
): void {
  const add = file.prepare('insert or replace into counts values (?, ?, ?, ?, ?, ?, ?)')
  const midnight = Math.floor(until / DAY) * DAY
  const hours = Array.from({ length: 9 }, (_, i) => i + 8)
  const kindAt = (hour: number) => (hour === 10 || hour === 12 ? 'break' : hour < 15 ? 'lesson' : 'outside')
  const rows = groups.flatMap((group) =>
    subjects.flatMap(({ platform, category }) =>
      ['pass', 'block'].map((outcome) => [group, outcome, platform ?? '', category ?? '']),
    ),
  )
  file.transaction(() => {
    for (let back = days; back > 0; back -= 1)
      for (const hour of hours)
        for (const row of rows) add.run(midnight - back * DAY + hour * 3600_000, ...row, kindAt(hour), 30 + hour)
  })()
}
