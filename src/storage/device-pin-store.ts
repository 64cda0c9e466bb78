import type { Kysely, Selectable } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** A browser that remembers a person who gives a PIN. `pin` is a PHC string; of the cookie's secret only the SHA-256 is kept. */
export interface StoredPin {
  readonly id: string
  readonly person: string
  readonly pin: string
  /** How many digits it has. */
  readonly digits: number
  /** Wrong ones in a row. */
  readonly tries: number
  readonly madeAt: number
  readonly usedAt: number
}
export type DevicePinStore = ReturnType<typeof devicePinStore>

/** The remembered devices. They go with the account. */
export function devicePinStore(db: Kysely<OfficeTables>) {
  return {
    async add({ id, person, pin, digits, madeAt }: Omit<StoredPin, 'tries' | 'usedAt'>, secretHash: string) {
      const columns = { id, secret_hash: secretHash, person_id: person, pin, digits }
      await db
        .insertInto('remembered_devices')
        .values({ ...columns, tries: 0, made_at: madeAt, used_at: madeAt })
        .execute()
    },

    async withSecret(secretHash: string): Promise<StoredPin | undefined> {
      const row = await db
        .selectFrom('remembered_devices')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
      return row && pinOf(row)
    },

    /** Last used first. */
    async ofPerson(person: string): Promise<readonly StoredPin[]> {
      const rows = db.selectFrom('remembered_devices').selectAll().where('person_id', '=', person)
      return (await rows.orderBy('used_at', 'desc').orderBy('id').execute()).map(pinOf)
    },

    /** Counts one more try, before it is looked at: many at once are no way around. False where there were `most` already. */
    async beginTry(id: string, most: number): Promise<boolean> {
      const result = await db
        .updateTable('remembered_devices')
        .set((column) => ({ tries: column('tries', '+', 1) }))
        .where('id', '=', id)
        .where('tries', '<', most)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** The PIN was right: the count begins anew. */
    async right(id: string, at: number): Promise<void> {
      await db.updateTable('remembered_devices').set({ tries: 0, used_at: at }).where('id', '=', id).execute()
    },

    async remove(id: string): Promise<void> {
      await db.deleteFrom('remembered_devices').where('id', '=', id).execute()
    },

    async removeOf(person: string): Promise<void> {
      await db.deleteFrom('remembered_devices').where('person_id', '=', person).execute()
    },

    /** Removes those last used before `at`. */
    async removeUnusedSince(at: number): Promise<void> {
      await db.deleteFrom('remembered_devices').where('used_at', '<', at).execute()
    },
  }
}

const pinOf = (row: Selectable<OfficeTables['remembered_devices']>): StoredPin => ({
  id: row.id,
  person: row.person_id,
  pin: row.pin,
  digits: row.digits,
  tries: row.tries,
  madeAt: row.made_at,
  usedAt: row.used_at,
})
