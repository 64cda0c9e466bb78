import { setImmediate } from 'node:timers/promises'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Name } from '../dns/name.ts'
import type { KindOfTime } from '../time/calendar.ts'
import type { AttemptQuery } from './attempt-search.ts'
import { attemptSearch } from './attempt-search.ts'
import { attemptTotal } from './attempt-total.ts'
import { attemptWriter } from './attempt-writer.ts'
import type { Databases } from './database.ts'
import type { AttemptTables } from './schema.ts'
import type { NewAttempt, StoredAttempt } from './stored-attempt.ts'
import { turned } from './turned-name.ts'

export type { AttemptQuery } from './attempt-search.ts'

/** How many blocked queries a part has, from how many devices. */
export interface AttemptFigure {
  readonly part: string
  readonly count: number
  readonly devices: number
}
export type AttemptStore = ReturnType<typeof attemptStore>

/** Rows of a device that are read in one go. */
const PAGE = 2000
/** Rows that are deleted in one go: some ten milliseconds, as each stands in many indexes. */
const CHUNK = 100

/** The attempts, until they expire. */
export function attemptStore(databases: Databases) {
  const { attempts: db, attemptsFile } = databases
  const write = attemptWriter(attemptsFile)
  const search = attemptSearch(databases)
  const total = attemptTotal(databases)
  return {
    /** Writes a batch in one go; returns each row's id. */
    write(attempts: readonly NewAttempt[]): readonly number[] {
      const ids = write(attempts)
      total.wrote(ids)
      return ids
    },

    /** Latest first. */
    async recent(query: AttemptQuery): Promise<readonly StoredAttempt[]> {
      const found = await search(query)
      return found.map(attemptOf)
    },

    /** All of one device, latest first: read in steps that let others in between. */
    async ofDevice(device: string): Promise<readonly StoredAttempt[]> {
      const all: StoredAttempt[] = []
      for (let place = {}; ; ) {
        const page = await search({ devices: [device], limit: PAGE, ...place })
        all.push(...page.map(attemptOf))
        const last = page.at(-1)
        if (last === undefined || page.length < PAGE) return all
        place = { before: last.last_at, beforeId: last.id }
        await setImmediate()
      }
    },

    async byId(id: number): Promise<StoredAttempt | undefined> {
      const row = await db.selectFrom('attempts').selectAll().where('id', '=', id).executeTakeFirst()
      return row && attemptOf(row)
    },

    total: (): Promise<number> => total.rows(),

    /** Blocked queries from `from` (inclusive) to `until`, per part, with the number of devices they come from. */
    async figures(from: number, until: number, by: 'group' | 'kind' | 'subject'): Promise<readonly AttemptFigure[]> {
      const part = {
        group: sql<string>`group_id`,
        kind: sql<string>`kind_of_time`,
        subject: sql<string>`coalesce('platform:' || platform, 'category:' || category, '')`,
      }[by]
      const rows = await db
        .selectFrom('attempts')
        .select(({ fn }) => [
          part.as('part'),
          fn.sum<number>('count').as('count'),
          fn.count<number>('device_id').distinct().as('devices'),
        ])
        .where('last_at', '>=', from)
        .where('last_at', '<', until)
        .groupBy(part)
        .execute()
      return rows.map((row) => ({ part: row.part, count: Number(row.count), devices: Number(row.devices) }))
    },

    /** Deletes what was last tried before `at`, in small steps that let others in between. Returns how many. */
    async removeBefore(at: number): Promise<number> {
      // A count that is under way would miss what goes meanwhile.
      await total.rows()
      let removed = 0
      for (;;) {
        const step = Number((await removeSome(db, at)).numDeletedRows)
        removed += step
        total.removed(step)
        if (step < CHUNK) return removed
        await setImmediate()
      }
    },

    /** Takes the device off its attempts: the figures stay. */
    async forgetDevice(device: string): Promise<void> {
      await db.updateTable('attempts').set({ device_id: null }).where('device_id', '=', device).execute()
    },
  }
}

const removeSome = (db: Kysely<AttemptTables>, at: number) =>
  db
    .deleteFrom('attempts')
    .where('id', 'in', db.selectFrom('attempts').select('id').where('last_at', '<', at).limit(CHUNK))
    .executeTakeFirst()

const attemptOf = (row: Selectable<AttemptTables['attempts']>): StoredAttempt => ({
  id: row.id,
  session: row.session,
  row: row.row_number,
  first: row.first_at,
  last: row.last_at,
  count: row.count,
  device: row.device_id ?? undefined,
  group: row.group_id,
  name: turned(row.name_down) as Name,
  type: row.question_type,
  platform: row.platform ?? undefined,
  category: row.category ?? undefined,
  reason: row.reason,
  clause: row.clause ?? undefined,
  rule: row.rule ?? undefined,
  kindOfTime: row.kind_of_time as KindOfTime,
})
