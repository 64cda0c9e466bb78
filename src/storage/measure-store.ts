import type { Kysely, Selectable } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'

export type MeasureKind = 'phone-taken' | 'exclusion' | 'warning' | 'other'

/** A measure that was taken: about a device, or about somebody of a class who is not named. */
export interface StoredMeasure {
  readonly id: string
  readonly kind: MeasureKind
  readonly device: string | undefined
  readonly class: string | undefined
  /** Id of the offence in the register. */
  readonly offence: string | undefined
  readonly why: string
  /** The exclusion that carries it out. */
  readonly act: string | undefined
  readonly from: number
  readonly until: number | undefined
  readonly by: ByWhom
  readonly endedAt: number | undefined
  readonly endedBy: string | undefined
}
export type MeasureStore = ReturnType<typeof measureStore>

/** The measures that were taken, until the school year is over. */
export function measureStore(db: Kysely<OfficeTables>) {
  return {
    async add(measure: StoredMeasure): Promise<void> {
      await db.insertInto('measures').values(rowOf(measure)).execute()
    },

    async byId(id: string): Promise<StoredMeasure | undefined> {
      const row = await db.selectFrom('measures').selectAll().where('id', '=', id).executeTakeFirst()
      return row && measureOf(row)
    },

    /** Those taken from `from` on, newest first; of one device where it is given. */
    async since(from: number, device?: string): Promise<readonly StoredMeasure[]> {
      let rows = db.selectFrom('measures').selectAll().where('from_at', '>=', from)
      if (device !== undefined) rows = rows.where('device_id', '=', device)
      return (await rows.orderBy('from_at', 'desc').orderBy('id').execute()).map(measureOf)
    },

    /** Ends one before its time; false if it was over. `what`: its own id, or that of the exclusion that carries it out. */
    async end(what: { readonly id: string } | { readonly act: string }, at: number, by: ByWhom): Promise<boolean> {
      const which = 'id' in what ? (['id', what.id] as const) : (['act_id', what.act] as const)
      const result = await db
        .updateTable('measures')
        .set({ ended_at: at, ended_by: by.name })
        .where(which[0], '=', which[1])
        .where('ended_at', 'is', null)
        .where((where) => where.or([where('until_at', '>', at), where('until_at', 'is', null)]))
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Deletes those that were taken before `before` and are over at `at`. Returns how many. */
    async remove(before: number, at: number): Promise<number> {
      const result = await db
        .deleteFrom('measures')
        .where('from_at', '<', before)
        .where((where) =>
          where.or([where('ended_at', 'is not', null), where('until_at', '<=', at), where('until_at', 'is', null)]),
        )
        .executeTakeFirst()
      return Number(result.numDeletedRows)
    },

    /** Deletes what was done about a device that is erased. */
    async forgetDevice(device: string): Promise<void> {
      await db.deleteFrom('measures').where('device_id', '=', device).execute()
    },
  }
}

const rowOf = (measure: StoredMeasure): Selectable<OfficeTables['measures']> => ({
  id: measure.id,
  kind: measure.kind,
  device_id: measure.device ?? null,
  class_id: measure.class ?? null,
  offence_id: measure.offence ?? null,
  why: measure.why,
  act_id: measure.act ?? null,
  from_at: measure.from,
  until_at: measure.until ?? null,
  by_id: measure.by.id,
  by_name: measure.by.name,
  ended_at: measure.endedAt ?? null,
  ended_by: measure.endedBy ?? null,
})

const measureOf = (row: Selectable<OfficeTables['measures']>): StoredMeasure => ({
  id: row.id,
  kind: row.kind as MeasureKind,
  device: row.device_id ?? undefined,
  class: row.class_id ?? undefined,
  offence: row.offence_id ?? undefined,
  why: row.why,
  act: row.act_id ?? undefined,
  from: row.from_at,
  until: row.until_at ?? undefined,
  by: { id: row.by_id, name: row.by_name },
  endedAt: row.ended_at ?? undefined,
  endedBy: row.ended_by ?? undefined,
})
