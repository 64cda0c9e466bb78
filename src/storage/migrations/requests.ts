import type { NamedMigration } from './migration.ts'

/** What devices ask to have opened, and how often each thing was asked for. */
export const requests: NamedMigration = {
  name: '0003-requests',
  async up(db) {
    await db.schema
      .createTable('requests')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('device_id', 'text', (column) => column.notNull().references('devices.id').onDelete('cascade'))
      .addColumn('classes', 'text', (column) => column.notNull())
      .addColumn('target_kind', 'text', (column) => column.notNull())
      .addColumn('target_id', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('grant_id', 'text')
      .addColumn('word', 'text')
      .execute()
    await db.schema.createIndex('requests_device').on('requests').columns(['device_id', 'made_at']).execute()
    await db.schema.createIndex('requests_made').on('requests').columns(['made_at']).execute()
    await db.schema
      .createTable('request_counts')
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('target_kind', 'text', (column) => column.notNull())
      .addColumn('target_id', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('request_counts_key', ['date', 'target_kind', 'target_id'])
      .execute()
  },
}
