import type { NamedMigration } from './migration.ts'

/** Medical marks of devices, each with its reason. A table of its own, so that nothing that reads devices reads a reason; it goes with the device. */
export const medicalMark: NamedMigration = {
  name: '0002-medical-mark',
  async up(db) {
    await db.schema
      .createTable('medical_marks')
      .addColumn('device_id', 'text', (column) => column.primaryKey().references('devices.id').onDelete('cascade'))
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('until_at', 'bigint')
      .addColumn('by_id', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .execute()
  },
}
