import type { Kysely } from 'kysely'
import type { OfficeTables } from './schema.ts'

export type SessionStore = ReturnType<typeof sessionStore>

/** Who is signed in. Only the SHA-256 of a session's secret is kept, so that a stolen file opens no session. */
export function sessionStore(db: Kysely<OfficeTables>) {
  return {
    async add(secretHash: string, person: string, at: number): Promise<void> {
      await db
        .insertInto('sessions')
        .values({ secret_hash: secretHash, person_id: person, made_at: at, used_at: at })
        .execute()
    },

    async find(
      secretHash: string,
    ): Promise<{ readonly person: string; readonly madeAt: number; readonly usedAt: number } | undefined> {
      return await db
        .selectFrom('sessions')
        .select(['person_id as person', 'made_at as madeAt', 'used_at as usedAt'])
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
    },

    async touch(secretHash: string, at: number): Promise<void> {
      await db.updateTable('sessions').set({ used_at: at }).where('secret_hash', '=', secretHash).execute()
    },

    async remove(secretHash: string): Promise<void> {
      await db.deleteFrom('sessions').where('secret_hash', '=', secretHash).execute()
    },

    async removeOf(person: string): Promise<void> {
      await db.deleteFrom('sessions').where('person_id', '=', person).execute()
    },

    /** Removes sessions last used before `at`. Returns how many. */
    async removeUnusedSince(at: number): Promise<number> {
      const result = await db.deleteFrom('sessions').where('used_at', '<', at).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}
