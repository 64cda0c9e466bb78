import type { NamedMigration } from './migration.ts'

/** An index for each filter of the attempts page that had none: with millions of rows, one that finds little would read them all. And one for figures by subject. */
export const attemptIndexes: NamedMigration = {
  name: '0004-attempt-indexes',
  async up(db) {
    for (const column of ['platform', 'category'] as const) {
      await db.schema
        .createIndex(`attempts_${column}`)
        .on('attempts')
        .columns([column, 'last_at'])
        .where(column, 'is not', null)
        .execute()
    }
    await db.schema.createIndex('attempts_reason').on('attempts').columns(['reason', 'last_at']).execute()
    await db.schema
      .createIndex('figures_subjects')
      .on('figures')
      .columns(['unit', 'group_id', 'kind', 'date', 'subject', 'count', 'devices'])
      .execute()
  },
}
