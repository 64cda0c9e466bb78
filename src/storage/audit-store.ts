import type { Kysely } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'

/** One thing a person did, or the program itself (no `by`). Never with a pupil's name or a device's address in it. */
export interface AuditEntry {
  readonly at: number
  readonly by: ByWhom | undefined
  /** A word of the product's: `grant-given`, `person-removed`. */
  readonly action: string
  /** Id of what it was done to. */
  readonly subject: string
  readonly detail?: Readonly<Record<string, string | number>>
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
      return rows.map(({ at, by_id, by_name, action, subject, detail }) => ({
        at,
        by: by_id === null ? undefined : { id: by_id, name: by_name },
        action,
        subject,
        ...(detail === null ? {} : { detail: JSON.parse(detail) as NonNullable<AuditEntry['detail']> }),
      }))
    },
  }
}

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
