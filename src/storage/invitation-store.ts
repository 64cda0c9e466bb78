import type { Kysely, Selectable } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** A one-time link. With `person` it is for a new password of that account. */
export interface StoredInvitation {
  readonly id: string
  readonly person: string | undefined
  readonly name: string
  readonly roles: readonly string[]
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
  readonly madeAt: number
  readonly madeBy: string
  readonly expiresAt: number
}
export type InvitationStore = ReturnType<typeof invitationStore>

/** The links that nobody has used yet; a used one is gone. */
export function invitationStore(db: Kysely<OfficeTables>) {
  return {
    /** Adds these, all or none. */
    async add(all: readonly { readonly invitation: StoredInvitation; readonly secretHash: string }[]): Promise<void> {
      await db.transaction().execute(async (trx) => {
        for (const { invitation, secretHash } of all)
          await trx.insertInto('invitations').values(rowOf(invitation, secretHash)).execute()
      })
    },

    /** Those that end after `at`, the newest first. */
    async open(at: number): Promise<readonly StoredInvitation[]> {
      const rows = await db
        .selectFrom('invitations')
        .selectAll()
        .where('expires_at', '>', at)
        .orderBy('made_at', 'desc')
        .orderBy('name')
        .execute()
      return rows.map(invitationOf)
    },

    /** The one with this hash that ends after `at`. */
    async withHash(secretHash: string, at: number): Promise<StoredInvitation | undefined> {
      const row = await db
        .selectFrom('invitations')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return row && invitationOf(row)
    },

    /** Whether it was there: of two who use a link at the same moment, one is told so. */
    async remove(id: string): Promise<boolean> {
      return (await db.deleteFrom('invitations').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n
    },

    /** Those for an account, and those that have ended. */
    async removeOf(person: string): Promise<void> {
      await db.deleteFrom('invitations').where('person_id', '=', person).execute()
    },
    async removeEnded(at: number): Promise<void> {
      await db.deleteFrom('invitations').where('expires_at', '<=', at).execute()
    },
  }
}

const rowOf = (invitation: StoredInvitation, secretHash: string) => ({
  id: invitation.id,
  secret_hash: secretHash,
  person_id: invitation.person ?? null,
  name: invitation.name,
  roles: JSON.stringify(invitation.roles),
  classes: JSON.stringify(invitation.classes),
  language: invitation.language,
  made_at: invitation.madeAt,
  made_by: invitation.madeBy,
  expires_at: invitation.expiresAt,
})

const invitationOf = (row: Selectable<OfficeTables['invitations']>): StoredInvitation => ({
  id: row.id,
  person: row.person_id ?? undefined,
  name: row.name,
  roles: JSON.parse(row.roles) as readonly string[],
  classes: JSON.parse(row.classes) as readonly string[],
  language: row.language === 'en' ? 'en' : 'nl',
  madeAt: row.made_at,
  madeBy: row.made_by,
  expiresAt: row.expires_at,
})
