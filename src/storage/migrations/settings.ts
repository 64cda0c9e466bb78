import type { NamedMigration } from './migration.ts'

/** What the dashboard sets of the box and is no policy: the upstreams, how far setting up has come. */
export const settings: NamedMigration = {
  name: '0012-settings',
  async up(db) {
    await db.schema
      .createTable('settings')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
  },
}
