import type { Kysely, Selectable } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { AuditAction } from './audit-action.ts'
import type { OfficeTables } from './schema.ts'

/** One thing a person did, or the program itself (no `by`). Never with a pupil's name or a device's address in it. */
export interface AuditEntry {
  readonly at: number
  readonly by: ByWhom | undefined
  /** From where, when it is not the person's own: a way in of the program itself, `console`. */
  readonly from?: string
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
  /** A role that was held by who did it. */
  readonly role?: string
  readonly from?: number
  readonly until?: number
  /** Only entries before the one with this id. */
  readonly before?: number
  readonly limit: number
}
export type AuditStore = ReturnType<typeof auditStore>

/** Lines younger than this cannot be removed: the file itself refuses it (`migrations/audit-guard.ts`). */
export const AUDIT_STAYS = 365 * 24 * 3600_000

/** What was done, by whom, when, from where: grows only. */
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
      if (query.role !== undefined) rows = rows.where('by_roles', 'like', `% ${query.role.replace(/[%_]/g, '')} %`)
      if (query.from !== undefined) rows = rows.where('at', '>=', query.from)
      if (query.until !== undefined) rows = rows.where('at', '<', query.until)
      if (query.before !== undefined) rows = rows.where('id', '<', query.before)
      const found = await rows.orderBy('id', 'desc').limit(query.limit).execute()
      return found.map((row) => ({ id: row.id, ...entryOf(row) }))
    },

    /** Removes lines from before `at`; none that is younger than {@link AUDIT_STAYS}, counted from the newest line. */
    async removeBefore(at: number): Promise<void> {
      const { newest } = await db
        .selectFrom('audit')
        .select(({ fn }) => fn.max('at').as('newest'))
        .executeTakeFirstOrThrow()
      if (newest === null) return
      await db
        .deleteFrom('audit')
        .where('at', '<', Math.min(at, Number(newest) - AUDIT_STAYS))
        .execute()
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

const entryOf = (row: Selectable<OfficeTables['audit']>): AuditEntry => ({
  at: row.at,
  by: byOf(row),
  ...(row.from_where === null ? {} : { from: row.from_where }),
  // Only `append` writes here.
  action: row.action as AuditAction,
  subject: row.subject,
  ...(row.detail === null ? {} : { detail: JSON.parse(row.detail) as NonNullable<AuditEntry['detail']> }),
})

const byOf = ({ by_id, by_name, by_roles }: Selectable<OfficeTables['audit']>): ByWhom | undefined =>
  by_id === null ? undefined : { id: by_id, name: by_name, ...(by_roles === null ? {} : { roles: rolesIn(by_roles) }) }

const rolesIn = (text: string): readonly string[] => text.split(' ').filter((role) => role !== '')

/** The row of an entry, for stores that write it together with what was done. */
export function auditRow({ at, by, from, action, subject, detail }: AuditEntry) {
  return {
    at,
    by_id: by?.id ?? null,
    by_name: by?.name ?? '',
    // Spaces at both ends, so that a role is found whole.
    by_roles: by?.roles === undefined ? null : ` ${by.roles.join(' ')} `,
    from_where: from ?? by?.from ?? null,
    action,
    subject,
    detail: detail === undefined ? null : JSON.stringify(detail),
  }
}
