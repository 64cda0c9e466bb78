import { setImmediate } from 'node:timers/promises'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Name } from '../dns/name.ts'
import type { KindOfTime } from '../time/calendar.ts'
import { attemptWriter } from './attempt-writer.ts'
import type { Databases } from './database.ts'
import type { AttemptTables } from './schema.ts'
import type { StoredAttempt } from './stored-attempt.ts'
import { turned } from './turned-name.ts'

/** Which attempts are asked for; what is left out does not limit. */
export interface AttemptQuery {
  readonly group?: string | undefined
  readonly devices?: readonly string[] | undefined
  /** A site, with all below it; without a dot any part of a name. */
  readonly name?: string | undefined
  /** Only attempts whose last time lies before this. */
  readonly before?: number | undefined
  readonly limit: number
}
/** How many blocked queries a part has, from how many devices. */
export interface AttemptFigure {
  readonly part: string
  readonly count: number
  readonly devices: number
}
export type AttemptStore = ReturnType<typeof attemptStore>

const CHUNK = 1000

/** The attempts, until they expire. */
export function attemptStore({ attempts: db, attemptsFile }: Databases) {
  return {
    write: attemptWriter(attemptsFile),

    /** Latest first. */
    async recent(query: AttemptQuery): Promise<readonly StoredAttempt[]> {
      let rows = db.selectFrom('attempts').selectAll()
      if (query.group !== undefined) rows = rows.where('group_id', '=', query.group)
      if (query.devices !== undefined) rows = rows.where('device_id', 'in', query.devices)
      if (query.before !== undefined) rows = rows.where('last_at', '<', query.before)
      if (query.name?.includes('.')) {
        const site = turned(query.name)
        // '/' is the character after '.': between the two lies all that is below the site.
        rows = rows.where((where) =>
          where.or([
            where('name_down', '=', site),
            where.and([where('name_down', '>', `${site}.`), where('name_down', '<', `${site}/`)]),
          ]),
        )
      } else if (query.name) rows = rows.where('name_down', 'like', `%${query.name.replace(/[%_]/g, '')}%`)
      const found = await rows.orderBy('last_at', 'desc').orderBy('id', 'desc').limit(query.limit).execute()
      return found.map(attemptOf)
    },

    async byId(id: number): Promise<StoredAttempt | undefined> {
      const row = await db.selectFrom('attempts').selectAll().where('id', '=', id).executeTakeFirst()
      return row && attemptOf(row)
    },

    async total(): Promise<number> {
      const row = await db
        .selectFrom('attempts')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .executeTakeFirst()
      return Number(row?.all ?? 0)
    },

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
      let removed = 0
      for (;;) {
        const step = Number((await removeSome(db, at)).numDeletedRows)
        removed += step
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
