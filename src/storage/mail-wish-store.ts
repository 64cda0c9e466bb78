import type { Kysely } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** What somebody wants by mail, and where to. */
export interface StoredMailWish {
  readonly person: string
  readonly address: string
  /** Whether the overview, and the Monday of the week it was sent for last. */
  readonly overview: boolean
  readonly sentFor: string
  /** The moment of the newest report that they were told of; undefined where they do not want to be told. */
  readonly toldUntil: number | undefined
}
export type MailWishStore = ReturnType<typeof mailWishStore>

/** Who wants what by mail. */
export function mailWishStore(db: Kysely<OfficeTables>) {
  return {
    async all(): Promise<readonly StoredMailWish[]> {
      const rows = await db.selectFrom('mail_wishes').selectAll().orderBy('person_id').execute()
      return rows.map(({ person_id, address, overview, sent_for, told_until }) => ({
        ...{ person: person_id, address, overview: overview === 1, sentFor: sent_for },
        toldUntil: told_until ?? undefined,
      }))
    },

    async set({ person, address, overview, sentFor, toldUntil }: StoredMailWish): Promise<void> {
      const row = {
        ...{ person_id: person, address, overview: overview ? 1 : 0, sent_for: sentFor },
        told_until: toldUntil ?? null,
      }
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
