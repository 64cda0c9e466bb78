import type { NamedMigration } from './migration.ts'

/** Incidents that a director opened: the attempts of one device over a span, kept from expiry, with notes. */
export const incidents: NamedMigration = {
  name: '0007-incidents',
  async up(db) {
    await db.schema
      .createTable('incidents')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('device_id', 'text', (column) => column.notNull())
      .addColumn('group_id', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .addColumn('opened_at', 'bigint', (column) => column.notNull())
      .addColumn('by_id', 'text', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('closed_by', 'text')
      .execute()
    await db.schema
      .createTable('incident_attempts')
      .addColumn('incident_id', 'text', (column) => column.notNull().references('incidents.id').onDelete('cascade'))
      .addColumn('session', 'text', (column) => column.notNull())
      .addColumn('row_number', 'bigint', (column) => column.notNull())
      .addColumn('last_at', 'bigint', (column) => column.notNull())
      // The whole attempt, JSON: it is read as one, and nothing is looked up in it.
      .addColumn('attempt', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('incident_attempts_key', ['incident_id', 'session', 'row_number'])
      .execute()
    await db.schema
      .createTable('incident_notes')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('incident_id', 'text', (column) => column.notNull().references('incidents.id').onDelete('cascade'))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('by_name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute()
  },
}
