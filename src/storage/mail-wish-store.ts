import type { Kysely } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** Somebody who wants the overview by mail: where to, and the Monday of the week it was sent for last. */
export interface StoredMailWish {
  readonly person: string
  readonly address: string
  readonly sentFor: string
}
export type MailWishStore = ReturnType<typeof mailWishStore>

/** Who wants the overview by mail. */
export function mailWishStore(db: Kysely<OfficeTables>) {
  return {
    async all(): Promise<readonly StoredMailWish[]> {
      const rows = await db.selectFrom('mail_wishes').selectAll().orderBy('person_id').execute()
      return rows.map(({ person_id, address, sent_for }) => ({ person: person_id, address, sentFor: sent_for }))
    },

    async set({ person, address, sentFor }: StoredMailWish): Promise<void> {
      const row = { person_id: person, address, sent_for: sentFor }
      await db
        .insertInto('mail_wishes')
        .values(row)
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
        .execute()
    },

    async remove(person: string): Promise<void> {
      await db.deleteFrom('mail_wishes').where('person_id', '=', person).execute()
    },
  }
}
