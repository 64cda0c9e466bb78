import type { NamedMigration } from './migration.ts'

/** Figures of whole days and weeks: they stay when the attempts that they were made of expire. */
export const figures: NamedMigration = {
  name: '0003-figures',
  async up(db) {
    await db.schema
      .createTable('figures')
      .addColumn('unit', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('group_id', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('count', 'bigint', (column) => column.notNull())
      .addColumn('devices', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('figures_key', ['unit', 'group_id', 'kind', 'subject', 'date'])
      .execute()
    await db.schema
      .createIndex('figures_groups')
      .on('figures')
      .columns(['unit', 'subject', 'kind', 'date', 'group_id', 'count', 'devices'])
      .execute()
    await db.schema
      .createTable('figure_spans')
      .addColumn('unit', 'text', (column) => column.notNull())
      .addColumn('date', 'text', (column) => column.notNull())
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .addColumn('is_whole', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('figure_spans_key', ['unit', 'date'])
      .execute()
  },
}
