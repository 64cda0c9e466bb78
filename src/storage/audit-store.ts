import type { Kysely, Selectable } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { AuditAction } from './audit-action.ts'
import type { OfficeTables } from './schema.ts'

/** One thing a person did, or the program itself (no `by`). Never with a pupil's name or a device's address in it. */
export interface AuditEntry {
  readonly at: number
  readonly by: ByWhom | undefined
  readonly action: AuditAction
  /** Id of what it was done to. */
  readonly subject: string
  readonly detail?: Readonly<Record<string, string | number>>
}
/** Which entries are asked for; what is left out does not limit. Times are half-open. */
export interface AuditQuery {
  readonly actions?: readonly AuditAction[]
  /** Part of the name of who did it. */
  readonly by?: string
  readonly from?: number
  readonly until?: number
  /** Only entries before the one with this id. */
  readonly before?: number
  readonly limit: number
}
export type AuditStore = ReturnType<typeof auditStore>

/** What was done, by whom, when: grows only. */
export function auditStore(db: Kysely<OfficeTables>) {
  return {
    async append(entry: AuditEntry): Promise<void> {
      await db.insertInto('audit').values(auditRow(entry)).execute()
    },

    /** Newest first. */
    async recent(limit: number): Promise<readonly AuditEntry[]> {
      const rows = await db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit).execute()
      return rows.map(entryOf)
    },

    /** Newest first, each with its id. */
    async find(query: AuditQuery): Promise<readonly (AuditEntry & { readonly id: number })[]> {
      if (query.actions?.length === 0) return []
      let rows = db.selectFrom('audit').selectAll()
      if (query.actions !== undefined) rows = rows.where('action', 'in', query.actions)
      if (query.by !== undefined) rows = rows.where('by_name', 'like', `%${query.by.replace(/[%_]/g, '')}%`)
      if (query.from !== undefined) rows = rows.where('at', '>=', query.from)
      if (query.until !== undefined) rows = rows.where('at', '<', query.until)
      if (query.before !== undefined) rows = rows.where('id', '<', query.before)
      const found = await rows.orderBy('id', 'desc').limit(query.limit).execute()
      return found.map((row) => ({ id: row.id, ...entryOf(row) }))
    },

    /** How often one action was done from `from` (inclusive) to `until`, per subject, most often first. */
    async tally(
      action: AuditAction,
      from: number,
      until: number,
    ): Promise<readonly { readonly subject: string; readonly count: number }[]> {
      const rows = await db
        .selectFrom('audit')
        .select(({ fn }) => ['subject', fn.countAll<number>().as('count')])
        .where('action', '=', action)
        .where('at', '>=', from)
        .where('at', '<', until)
        .groupBy('subject')
        .orderBy('count', 'desc')
        .orderBy('subject')
        .execute()
      return rows.map(({ subject, count }) => ({ subject, count: Number(count) }))
    },
  }
}

const entryOf = ({ at, by_id, by_name, action, subject, detail }: Selectable<OfficeTables['audit']>): AuditEntry => ({
  at,
  by: by_id === null ? undefined : { id: by_id, name: by_name },
  // Only `append` writes here.
  action: action as AuditAction,
  subject,
  ...(detail === null ? {} : { detail: JSON.parse(detail) as NonNullable<AuditEntry['detail']> }),
})

/** The row of an entry, for stores that write it together with what was done. */
export function auditRow({ at, by, action, subject, detail }: AuditEntry) {
  return {
    at,
    by_id: by?.id ?? null,
    by_name: by?.name ?? '',
    action,
    subject,
    detail: detail === undefined ? null : JSON.stringify(detail),
  }
}
