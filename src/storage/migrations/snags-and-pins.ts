import type { NamedMigration } from './migration.ts'

/** Notes of teachers that something did not work, and the devices that remember somebody who gives a PIN. */
export const snagsAndPins: NamedMigration = {
  name: '0010-snags-and-pins',
  async up(db) {
    await db.schema
      .createTable('snags')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('class_id', 'text', (column) => column.notNull())
      .addColumn('target_kind', 'text')
      .addColumn('target_id', 'text')
      .addColumn('words', 'text')
      .addColumn('grant_id', 'text')
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('by_id', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('settled_at', 'bigint')
      .addColumn('settled_by', 'text')
      .execute()
    await db.schema.createIndex('snags_made').on('snags').columns(['made_at']).execute()
    await db.schema
      .createTable('remembered_devices')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
      .addColumn('person_id', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
      .addColumn('pin', 'text', (column) => column.notNull())
      .addColumn('digits', 'integer', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('remembered_devices_person').on('remembered_devices').columns(['person_id']).execute()
  },
}
