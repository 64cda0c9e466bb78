import type { NamedMigration } from './migration.ts'

/** The personal links with which first responders begin an emergency. */
export const responderLinks: NamedMigration = {
  name: '0005-responder-links',
  async up(db) {
    await db.schema
      .createTable('responder_links')
      .addColumn('person_id', 'text', (column) => column.primaryKey().references('people.id').onDelete('cascade'))
      .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute()
  },
}
