import type { NamedMigration } from './migration.ts'

/** The day passes of substitutes, and who came in on them. */
export const dayPasses: NamedMigration = {
  name: '0004-day-passes',
  async up(db) {
    await db.schema
      .createTable('day_passes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
      .addColumn('classes', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('made_by_id', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('use_until', 'bigint', (column) => column.notNull())
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_by', 'text')
      .execute()
    await db.schema
      .createTable('pass_sessions')
      .addColumn('secret_hash', 'text', (column) => column.primaryKey())
      .addColumn('pass_id', 'text', (column) => column.notNull().references('day_passes.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('made_at', 'bigint', (column) => column.notNull())
      .addColumn('signed_out_at', 'bigint')
      .execute()
    await db.schema.createIndex('pass_sessions_pass').on('pass_sessions').columns(['pass_id']).execute()
  },
}
