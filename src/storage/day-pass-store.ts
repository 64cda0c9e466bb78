import type { Kysely, Selectable } from 'kysely'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'

/** A pass with which a substitute acts on classes for a day. Its secret is not kept, only what is made of it. */
export interface StoredDayPass {
  readonly id: string
  readonly classes: readonly string[]
  readonly madeAt: number
  readonly by: ByWhom
  /** Until when somebody can come in on it, and until when who came in can act. */
  readonly useUntil: number
  readonly until: number
  readonly revokedAt: number | undefined
  readonly revokedBy: string | undefined
  /** The names that were given at its sign-ins, oldest first. */
  readonly names: readonly string[]
}
/** Who came in on a pass. */
export interface PassSession {
  readonly pass: StoredDayPass
  readonly name: string
  readonly language: 'nl' | 'en'
}
export type DayPassStore = ReturnType<typeof dayPassStore>

/** Day passes and their sessions; of both secrets only the SHA-256 is kept. */
export function dayPassStore(db: Kysely<OfficeTables>) {
  const passes = () => db.selectFrom('day_passes').selectAll()
  const withNames = async (row: Selectable<OfficeTables['day_passes']> | undefined) =>
    row &&
    passOf(
      row,
      await db.selectFrom('pass_sessions').select(['name']).where('pass_id', '=', row.id).orderBy('made_at').execute(),
    )
  return {
    async add(pass: StoredDayPass, secretHash: string): Promise<void> {
      const { id, classes, madeAt, by, useUntil, until } = pass
      const times = { made_at: madeAt, use_until: useUntil, until_at: until, revoked_at: null, revoked_by: null }
      const made = { secret_hash: secretHash, classes: JSON.stringify(classes), made_by_id: by.id, made_by: by.name }
      await db
        .insertInto('day_passes')
        .values({ id, ...made, ...times })
        .execute()
    },

    async withSecret(secretHash: string): Promise<StoredDayPass | undefined> {
      return await withNames(await passes().where('secret_hash', '=', secretHash).executeTakeFirst())
    },

    async byId(id: string): Promise<StoredDayPass | undefined> {
      return await withNames(await passes().where('id', '=', id).executeTakeFirst())
    },

    /** Passes that end after `at`, newest first, revoked ones too. */
    async endingAfter(at: number): Promise<readonly StoredDayPass[]> {
      const rows = await passes().where('until_at', '>', at).orderBy('made_at', 'desc').orderBy('id').execute()
      return (await Promise.all(rows.map(withNames))).filter((pass) => pass !== undefined)
    },

    /** False if it was revoked before. */
    async revoke(id: string, at: number, by: ByWhom): Promise<boolean> {
      const result = await db
        .updateTable('day_passes')
        .set({ revoked_at: at, revoked_by: by.name })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Somebody came in on a pass. False, and nobody did, if as many had before as may. */
    async enter(
      id: string,
      secretHash: string,
      who: { readonly name: string; readonly language: 'nl' | 'en' },
      at: number,
      most: number,
    ): Promise<boolean> {
      return await db.transaction().execute(async (trx) => {
        const before = await trx.selectFrom('pass_sessions').select(['name']).where('pass_id', '=', id).execute()
        if (before.length >= most) return false
        const session = { secret_hash: secretHash, pass_id: id, made_at: at, signed_out_at: null, ...who }
        await trx.insertInto('pass_sessions').values(session).execute()
        return true
      })
    },

    async session(secretHash: string): Promise<PassSession | undefined> {
      const row = await db
        .selectFrom('pass_sessions')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .where('signed_out_at', 'is', null)
        .executeTakeFirst()
      const pass = row && (await withNames(await passes().where('id', '=', row.pass_id).executeTakeFirst()))
      return pass && { pass, name: row.name, language: row.language === 'en' ? 'en' : 'nl' }
    },

    async signOut(secretHash: string, at: number): Promise<void> {
      await db.updateTable('pass_sessions').set({ signed_out_at: at }).where('secret_hash', '=', secretHash).execute()
    },

    async setLanguage(id: string, language: 'nl' | 'en'): Promise<void> {
      await db.updateTable('pass_sessions').set({ language }).where('pass_id', '=', id).execute()
    },

    /** Removes passes that ended before `at`, with who came in on them. Returns how many. */
    async removeEndedBefore(at: number): Promise<number> {
      const result = await db.deleteFrom('day_passes').where('until_at', '<', at).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

function passOf(
  row: Selectable<OfficeTables['day_passes']>,
  sessions: readonly { readonly name: string }[],
): StoredDayPass {
  return {
    id: row.id,
    classes: JSON.parse(row.classes) as string[],
    madeAt: row.made_at,
    by: { id: row.made_by_id, name: row.made_by },
    useUntil: row.use_until,
    until: row.until_at,
    revokedAt: row.revoked_at ?? undefined,
    revokedBy: row.revoked_by ?? undefined,
    names: sessions.map(({ name }) => name),
  }
}
