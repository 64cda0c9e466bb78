import type { Kysely } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'

/** Why a device must go on working while all else is closed. Data about somebody's health. */
export interface StoredMark {
  readonly reason: string
  readonly from: number
  /** Undefined: until it is taken off. */
  readonly until: number | undefined
  readonly by: ByWhom
}
export type MedicalMarkStore = ReturnType<typeof medicalMarkStore>

/** The medical marks. Only {@link MedicalMarkStore.of} reads a reason. */
export function medicalMarkStore(db: Kysely<OfficeTables>) {
  return {
    /** Which devices carry a mark, and until when. */
    async all(): Promise<readonly { readonly device: string; readonly until: number | undefined }[]> {
      const rows = await db.selectFrom('medical_marks').select(['device_id', 'until_at']).execute()
      return rows.map(({ device_id, until_at }) => ({ device: device_id, until: until_at ?? undefined }))
    },

    async of(device: string): Promise<StoredMark | undefined> {
      const row = await db.selectFrom('medical_marks').selectAll().where('device_id', '=', device).executeTakeFirst()
      return (
        row && {
          reason: row.reason,
          from: row.from_at,
          until: row.until_at ?? undefined,
          by: { id: row.by_id, name: row.by_name },
        }
      )
    },

    /** Sets the mark of a device, in the place of the one it had. */
    async put(device: string, { reason, from, until, by }: StoredMark): Promise<void> {
      const columns = { reason, from_at: from, until_at: until ?? null, by_id: by.id, by_name: by.name }
      await db
        .insertInto('medical_marks')
        .values({ device_id: device, ...columns })
        .onConflict((conflict) => conflict.column('device_id').doUpdateSet(columns))
        .execute()
    },

    async remove(devices: readonly string[]): Promise<void> {
      if (devices.length === 0) return
      await db.deleteFrom('medical_marks').where('device_id', 'in', devices).execute()
    },
  }
}
