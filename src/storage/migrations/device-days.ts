import type { NamedMigration } from './migration.ts'

/** What was noticed of a device on a day: three flags, and questions beyond the limit. */
export const deviceDays: NamedMigration = {
  name: '0002-device-days',
  async up(db) {
    await db.schema
      .createTable('device_days')
      .addColumn('device_id', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('group_id', 'text', (column) => column.notNull())
      .addColumn('session', 'text', (column) => column.notNull())
      .addColumn('over_before', 'integer', (column) => column.notNull())
      .addColumn('over', 'integer', (column) => column.notNull())
      .addColumn('last_over', 'bigint')
      .addColumn('side_door', 'integer', (column) => column.notNull())
      .addColumn('only_bootstrap', 'integer', (column) => column.notNull())
      .addColumn('fell_silent', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('device_days_key', ['device_id', 'day'])
      .execute()
    await db.schema.createIndex('device_days_day').on('device_days').columns(['day']).execute()
  },
}
