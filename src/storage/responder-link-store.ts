import type { Kysely } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** A first responder's link, without its secret. */
export interface StoredResponderLink {
  readonly person: string
  readonly madeAt: number
  readonly madeBy: string
  readonly usedAt: number | undefined
}
export type ResponderLinkStore = ReturnType<typeof responderLinkStore>

/** The links of first responders, one a person. */
export function responderLinkStore(db: Kysely<OfficeTables>) {
  return {
    /** Keeps this link's hash; an earlier one of the same person no longer works. */
    async replace(person: string, secretHash: string, at: number, by: string): Promise<void> {
      const columns = { secret_hash: secretHash, made_at: at, made_by: by, used_at: null }
      await db
        .insertInto('responder_links')
        .values({ person_id: person, ...columns })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(columns))
        .execute()
    },

    /** False if the person had none. */
    async remove(person: string): Promise<boolean> {
      const result = await db.deleteFrom('responder_links').where('person_id', '=', person).executeTakeFirst()
      return result.numDeletedRows === 1n
    },

    /** Id of the person whose link has this hash. */
    async personWith(secretHash: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('responder_links')
        .select('person_id')
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
      return row?.person_id
    },

    async used(person: string, at: number): Promise<void> {
      await db.updateTable('responder_links').set({ used_at: at }).where('person_id', '=', person).execute()
    },

    async all(): Promise<readonly StoredResponderLink[]> {
      const rows = await db.selectFrom('responder_links').selectAll().orderBy('made_at').execute()
      return rows.map((row) => ({
        person: row.person_id,
        madeAt: row.made_at,
        madeBy: row.made_by,
        usedAt: row.used_at ?? undefined,
      }))
    },
  }
}
