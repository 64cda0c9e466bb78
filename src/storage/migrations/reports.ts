import type { NamedMigration } from './migration.ts'

/** What people reported to somebody at school. Where it came from is not kept. */
export const reports: NamedMigration = {
  name: '0008-reports',
  async up(db) {
    await db.schema
      .createTable('reports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('receiver', 'text', (column) => column.notNull())
      .addColumn('class_id', 'text')
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('contact', 'text')
      .addColumn('site', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('note', 'text')
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .addColumn('changed_by', 'text')
      .execute()
    await db.schema.createIndex('reports_receiver').on('reports').columns(['receiver', 'at']).execute()
  },
}
