import type { NamedMigration } from './migration.ts'

/** What was done about an offence: measures that were taken. */
export const measures: NamedMigration = {
  name: '0006-measures',
  async up(db) {
    await db.schema
      .createTable('measures')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('device_id', 'text')
      .addColumn('class_id', 'text')
      .addColumn('offence_id', 'text')
      .addColumn('why', 'text', (column) => column.notNull())
      .addColumn('act_id', 'text')
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('until_at', 'bigint')
      .addColumn('by_id', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('ended_by', 'text')
      .execute()
    await db.schema.createIndex('measures_device').on('measures').columns(['device_id', 'from_at']).execute()
  },
}
