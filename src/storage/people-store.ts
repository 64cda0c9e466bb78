import type { Kysely, Selectable } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** An account. `password` is a PHC string, never the password itself. */
export interface StoredPerson {
  readonly id: string
  /** Lower case. */
  readonly login: string
  readonly name: string
  readonly password: string
  readonly roles: readonly string[]
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
}
export type PeopleStore = ReturnType<typeof peopleStore>

/** The accounts, and the one-time link with which the first of them is made. */
export function peopleStore(db: Kysely<OfficeTables>) {
  return {
    async isEmpty(): Promise<boolean> {
      return (await db.selectFrom('people').select('id').limit(1).executeTakeFirst()) === undefined
    },

    /** By name. */
    async all(): Promise<readonly StoredPerson[]> {
      return (await db.selectFrom('people').selectAll().orderBy('name').execute()).map(personOf)
    },

    async byId(id: string): Promise<StoredPerson | undefined> {
      const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst()
      return row && personOf(row)
    },

    async byLogin(login: string): Promise<StoredPerson | undefined> {
      const row = await db.selectFrom('people').selectAll().where('login', '=', login).executeTakeFirst()
      return row && personOf(row)
    },

    /** False if the login is taken. */
    async add(person: StoredPerson, at: number): Promise<boolean> {
      const result = await db
        .insertInto('people')
        .values(rowOf(person, at))
        .onConflict((conflict) => conflict.column('login').doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },

    async update(id: string, change: Partial<Omit<StoredPerson, 'id' | 'login'>>): Promise<void> {
      const { roles, classes, ...rest } = change
      const lists = {
        ...(roles === undefined ? {} : { roles: JSON.stringify(roles) }),
        ...(classes === undefined ? {} : { classes: JSON.stringify(classes) }),
      }
      await db
        .updateTable('people')
        .set({ ...rest, ...lists })
        .where('id', '=', id)
        .execute()
    },

    /** The person's sessions go with the account. */
    async remove(id: string): Promise<void> {
      await db.deleteFrom('people').where('id', '=', id).execute()
    },

    /** Keeps this link's hash and forgets every earlier one. */
    async replaceLink(secretHash: string, expiresAt: number): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('first_links').execute()
        await trx.insertInto('first_links').values({ secret_hash: secretHash, expires_at: expiresAt }).execute()
      })
    },

    /** Whether a link that ends after `at` has this hash. */
    async linkHolds(secretHash: string, at: number): Promise<boolean> {
      const row = await db
        .selectFrom('first_links')
        .select('expires_at')
        .where('secret_hash', '=', secretHash)
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return row !== undefined
    },

    /** Uses the link up and adds the first account, both or neither; false if the link is used already or an account exists. */
    async addFirst(secretHash: string, person: StoredPerson, at: number): Promise<boolean> {
      return await db.transaction().execute(async (trx) => {
        const used = await trx.deleteFrom('first_links').where('secret_hash', '=', secretHash).executeTakeFirst()
        const other = await trx.selectFrom('people').select('id').limit(1).executeTakeFirst()
        if (used.numDeletedRows !== 1n || other !== undefined) return false
        await trx.insertInto('people').values(rowOf(person, at)).execute()
        return true
      })
    },
  }
}

const personOf = (row: Selectable<OfficeTables['people']>): StoredPerson => ({
  id: row.id,
  login: row.login,
  name: row.name,
  password: row.password,
  roles: JSON.parse(row.roles) as readonly string[],
  classes: JSON.parse(row.classes) as readonly string[],
  language: row.language === 'en' ? 'en' : 'nl',
})

const rowOf = ({ roles, classes, ...rest }: StoredPerson, at: number) => ({
  ...rest,
  roles: JSON.stringify(roles),
  classes: JSON.stringify(classes),
  made_at: at,
})
