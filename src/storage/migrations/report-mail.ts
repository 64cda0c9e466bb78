import type { NamedMigration } from './migration.ts'

/** Who wants to hear by mail that there is a report, and up to which one they were told; and reports that nobody has read, found without the rest. */
export const reportMail: NamedMigration = {
  name: '0017-report-mail',
  async up(db) {
    await db.schema
      .alterTable('mail_wishes')
      .addColumn('overview', 'integer', (column) => column.notNull().defaultTo(1))
      .execute()
    await db.schema.alterTable('mail_wishes').addColumn('told_until', 'bigint').execute()
    await db.schema
      .createIndex('reports_state')
      .on('reports')
      .columns(['state', 'receiver', 'class_id', 'at'])
      .execute()
  },
}
