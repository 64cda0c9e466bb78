import type { Kysely, Selectable } from 'kysely'
import type { OfficeTables } from './schema.ts'

export type ReportState = 'new' | 'read' | 'handled'

/** What somebody reported, and how far it is. */
export interface StoredReport {
  readonly id: string
  readonly at: number
  /** The role that reads it. */
  readonly receiver: string
  readonly class: string | undefined
  readonly text: string
  readonly name: string | undefined
  readonly contact: string | undefined
  readonly site: string | undefined
  readonly state: ReportState
  readonly note: string | undefined
  readonly changedAt: number
  readonly changedBy: string | undefined
}
/** Reports that nobody has read, of one role and one class (or none). */
export interface UnreadReports extends Pick<StoredReport, 'receiver' | 'class'> {
  readonly count: number
  readonly newest: number
}
export type ReportStore = ReturnType<typeof reportStore>

/** The reports, until they have had their time. */
export function reportStore(db: Kysely<OfficeTables>) {
  return {
    async add(report: StoredReport): Promise<void> {
      await db.insertInto('reports').values(rowOf(report)).execute()
    },

    /** To one of these roles, newest first. */
    async to(receivers: readonly string[]): Promise<readonly StoredReport[]> {
      const rows = db.selectFrom('reports').selectAll().where('receiver', 'in', receivers)
      return (await rows.orderBy('at', 'desc').orderBy('id').execute()).map(reportOf)
    },

    async byId(id: string): Promise<StoredReport | undefined> {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
      return row && reportOf(row)
    },

    async change(
      id: string,
      { state, note, at, by }: { readonly state: ReportState; readonly note?: string; at: number; readonly by: string },
    ): Promise<void> {
      await db
        .updateTable('reports')
        .set({ state, changed_at: at, changed_by: by, ...(note === undefined ? {} : { note }) })
        .where('id', '=', id)
        .execute()
    },

    async total(): Promise<number> {
      const row = await db
        .selectFrom('reports')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .executeTakeFirst()
      return Number(row?.all ?? 0)
    },

    /** How many to one of these roles nobody has read yet, by role and class, with the moment of the newest. */
    async unread(receivers: readonly string[]): Promise<readonly UnreadReports[]> {
      const rows = await db
        .selectFrom('reports')
        .select(({ fn }) => ['receiver', 'class_id', fn.countAll<number>().as('count'), fn.max('at').as('newest')])
        .where('state', '=', 'new')
        .where('receiver', 'in', receivers)
        .groupBy(['receiver', 'class_id'])
        .execute()
      return rows.map(({ receiver, class_id, count, newest }) => ({
        ...{ receiver, class: class_id ?? undefined },
        ...{ count: Number(count), newest: Number(newest) },
      }))
    },

    /** How many nobody has handled yet. */
    async unhandled(): Promise<number> {
      const row = await db
        .selectFrom('reports')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .where('state', '!=', 'handled')
        .executeTakeFirst()
      return Number(row?.all ?? 0)
    },

    /** Deletes the one that was handled longest ago; false where none was. */
    async removeOldestHandled(): Promise<boolean> {
      const oldest = await db
        .selectFrom('reports')
        .select('id')
        .where('state', '=', 'handled')
        .orderBy('changed_at')
        .limit(1)
        .executeTakeFirst()
      if (oldest === undefined) return false
      await db.deleteFrom('reports').where('id', '=', oldest.id).execute()
      return true
    },

    /** Deletes those that were handled before `handled`, and all that were last touched before `any`. Returns how many. */
    async remove(handled: number, any: number): Promise<number> {
      const result = await db
        .deleteFrom('reports')
        .where((where) =>
          where.or([
            where.and([where('state', '=', 'handled'), where('changed_at', '<', handled)]),
            where('changed_at', '<', any),
          ]),
        )
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

const rowOf = (report: StoredReport): Selectable<OfficeTables['reports']> => ({
  id: report.id,
  at: report.at,
  receiver: report.receiver,
  class_id: report.class ?? null,
  text: report.text,
  name: report.name ?? null,
  contact: report.contact ?? null,
  site: report.site ?? null,
  state: report.state,
  note: report.note ?? null,
  changed_at: report.changedAt,
  changed_by: report.changedBy ?? null,
})

const reportOf = (row: Selectable<OfficeTables['reports']>): StoredReport => ({
  id: row.id,
  at: row.at,
  receiver: row.receiver,
  class: row.class_id ?? undefined,
  text: row.text,
  name: row.name ?? undefined,
  contact: row.contact ?? undefined,
  site: row.site ?? undefined,
  state: row.state as ReportState,
  note: row.note ?? undefined,
  changedAt: row.changed_at,
  changedBy: row.changed_by ?? undefined,
})
