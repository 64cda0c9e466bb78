import type { Kysely, Selectable } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'

/** A program's token. Its secret is not kept, only what is made of it. */
export interface StoredToken {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly classes: readonly string[]
  readonly madeAt: number
  readonly by: ByWhom
  readonly until: number
  readonly usedAt: number | undefined
  readonly revokedAt: number | undefined
  readonly revokedBy: string | undefined
}
export type TokenStore = ReturnType<typeof tokenStore>

/** Tokens, also those that ended: they stay to be read beside the audit. */
export function tokenStore(db: Kysely<OfficeTables>) {
  const all = () => db.selectFrom('tokens').selectAll()
  return {
    async add(token: StoredToken, secretHash: string): Promise<void> {
      const { id, name, role, classes, madeAt, by, until } = token
      const made = { made_at: madeAt, made_by_id: by.id, made_by: by.name, until_at: until }
      const open = { used_at: null, revoked_at: null, revoked_by: null }
      const row = { id, secret_hash: secretHash, name, role, classes: JSON.stringify(classes), ...made, ...open }
      await db.insertInto('tokens').values(row).execute()
    },

    async withSecret(secretHash: string): Promise<StoredToken | undefined> {
      const row = await all().where('secret_hash', '=', secretHash).executeTakeFirst()
      return row && tokenOf(row)
    },

    async byId(id: string): Promise<StoredToken | undefined> {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row && tokenOf(row)
    },

    /** Newest first. */
    async list(): Promise<readonly StoredToken[]> {
      return (await all().orderBy('made_at', 'desc').orderBy('id').execute()).map(tokenOf)
    },

    async touch(id: string, at: number): Promise<void> {
      await db.updateTable('tokens').set({ used_at: at }).where('id', '=', id).execute()
    },

    /** False if it was revoked before. */
    async revoke(id: string, at: number, by: ByWhom): Promise<boolean> {
      const result = await db
        .updateTable('tokens')
        .set({ revoked_at: at, revoked_by: by.name })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },
  }
}

const tokenOf = (row: Selectable<OfficeTables['tokens']>): StoredToken => ({
  id: row.id,
  name: row.name,
  role: row.role,
  classes: JSON.parse(row.classes) as readonly string[],
  madeAt: row.made_at,
  by: { id: row.made_by_id, name: row.made_by },
  until: row.until_at,
  usedAt: row.used_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
  revokedBy: row.revoked_by ?? undefined,
})
