import type { Kysely, Selectable } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'
import type { NewAttempt } from './stored-attempt.ts'

/** What a director looks into: one device over a span (half-open). */
export interface StoredIncident {
  readonly id: string
  readonly device: string
  /** The device's group when it was opened. */
  readonly group: string
  readonly reason: string
  readonly from: number
  readonly until: number
  readonly openedAt: number
  readonly by: ByWhom
  readonly closedAt: number | undefined
  readonly closedBy: string | undefined
}
export interface IncidentNote {
  readonly at: number
  readonly by: string
  readonly text: string
}
export type IncidentStore = ReturnType<typeof incidentStore>

/** The incidents, each with its own copy of the attempts. */
export function incidentStore(db: Kysely<OfficeTables>) {
  const incidents = () => db.selectFrom('incidents').selectAll().orderBy('opened_at', 'desc').orderBy('id')
  return {
    async add(incident: StoredIncident): Promise<void> {
      await db.insertInto('incidents').values(rowOf(incident)).execute()
    },

    /** Newest first. */
    async all(): Promise<readonly StoredIncident[]> {
      return (await incidents().execute()).map(incidentOf)
    },

    async byId(id: string): Promise<StoredIncident | undefined> {
      const row = await incidents().where('id', '=', id).executeTakeFirst()
      return row && incidentOf(row)
    },

    /** False if it was closed. */
    async close(id: string, at: number, by: ByWhom): Promise<boolean> {
      const result = await db
        .updateTable('incidents')
        .set({ closed_at: at, closed_by: by.name })
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Puts attempts into an incident, all or none; one that comes again replaces what was kept of it. */
    async keep(id: string, attempts: readonly NewAttempt[]): Promise<void> {
      if (attempts.length === 0) return
      await db.transaction().execute(async (trx) => {
        for (const { device: _, ...attempt } of attempts) {
          const columns = { last_at: attempt.last, attempt: JSON.stringify(attempt) }
          await trx
            .insertInto('incident_attempts')
            .values({ incident_id: id, session: attempt.session, row_number: attempt.row, ...columns })
            .onConflict((conflict) => conflict.columns(['incident_id', 'session', 'row_number']).doUpdateSet(columns))
            .execute()
        }
      })
    },

    /** Oldest first. */
    async attempts(id: string): Promise<readonly NewAttempt[]> {
      const rows = await db
        .selectFrom('incident_attempts')
        .select('attempt')
        .where('incident_id', '=', id)
        .orderBy('last_at')
        .orderBy('row_number')
        .execute()
      return rows.map(({ attempt }) => ({ ...(JSON.parse(attempt) as Omit<NewAttempt, 'device'>), device: undefined }))
    },

    async addNote(id: string, { at, by, text }: IncidentNote): Promise<void> {
      await db.insertInto('incident_notes').values({ incident_id: id, at, by_name: by, text }).execute()
    },

    /** Oldest first. */
    async notes(id: string): Promise<readonly IncidentNote[]> {
      const rows = await db
        .selectFrom('incident_notes')
        .selectAll()
        .where('incident_id', '=', id)
        .orderBy('id')
        .execute()
      return rows.map(({ at, by_name, text }) => ({ at, by: by_name, text }))
    },

    /** Its attempts and notes go with it. False if it is not there. */
    async remove(id: string): Promise<boolean> {
      const result = await db.deleteFrom('incidents').where('id', '=', id).executeTakeFirst()
      return result.numDeletedRows === 1n
    },
  }
}

const rowOf = (incident: StoredIncident): Selectable<OfficeTables['incidents']> => ({
  id: incident.id,
  device_id: incident.device,
  group_id: incident.group,
  reason: incident.reason,
  from_at: incident.from,
  until_at: incident.until,
  opened_at: incident.openedAt,
  by_id: incident.by.id,
  by_name: incident.by.name,
  closed_at: incident.closedAt ?? null,
  closed_by: incident.closedBy ?? null,
})

const incidentOf = (row: Selectable<OfficeTables['incidents']>): StoredIncident => ({
  id: row.id,
  device: row.device_id,
  group: row.group_id,
  reason: row.reason,
  from: row.from_at,
  until: row.until_at,
  openedAt: row.opened_at,
  by: { id: row.by_id, name: row.by_name },
  closedAt: row.closed_at ?? undefined,
  closedBy: row.closed_by ?? undefined,
})
