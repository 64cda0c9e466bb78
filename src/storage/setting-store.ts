import type { Kysely } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** What the dashboard sets of the box and is no policy. */
export interface Settings {
  /** The servers that are asked, as text; those of the settings file where it is not set. */
  readonly upstreams: readonly string[]
  /** When setting up was finished. */
  readonly setUpAt: number
  /** Somebody has put the list of first steps away. */
  readonly firstStepsHidden: boolean
}
export type SettingStore = ReturnType<typeof settingStore>

/** Settings by their names. */
export function settingStore(db: Kysely<OfficeTables>) {
  return {
    async get<Key extends keyof Settings>(key: Key): Promise<Settings[Key] | undefined> {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
      return row && (JSON.parse(row.value) as Settings[Key])
    },

    async set<Key extends keyof Settings>(key: Key, value: Settings[Key]): Promise<void> {
      const row = { key, value: JSON.stringify(value) }
      await db
        .insertInto('settings')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: row.value }))
        .execute()
    },

    async clear(key: keyof Settings): Promise<void> {
      await db.deleteFrom('settings').where('key', '=', key).execute()
    },
  }
}
