import type { NamedMigration } from './migration.ts'

/** How many devices were refused what they asked for, beside how many asked. */
export const refusedRequests: NamedMigration = {
  name: '0016-refused-requests',
  async up(db) {
    await db.schema
      .alterTable('request_counts')
      .addColumn('refused', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
