import type { NamedMigration } from './migration.ts'

/** Who wants the overview by mail, and for which week it was sent last. */
export const mailWishes: NamedMigration = {
  name: '0014-mail-wishes',
  async up(db) {
    await db.schema
      .createTable('mail_wishes')
      .addColumn('person_id', 'text', (column) => column.primaryKey().references('people.id').onDelete('cascade'))
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('sent_for', 'text', (column) => column.notNull())
      .execute()
  },
}
