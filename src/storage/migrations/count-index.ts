import type { NamedMigration } from './migration.ts'

/** An index for counts of a group over a long time: years of hours lie between two of its rows. The counts stand in it, so that only it is read. */
export const countIndex: NamedMigration = {
  name: '0005-count-index',
  async up(db) {
    await db.schema
      .createIndex('counts_groups')
      .on('counts')
      .columns(['outcome', 'group_id', 'kind_of_time', 'hour_at', 'count'])
      .execute()
  },
}
