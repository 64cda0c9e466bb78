import { sql } from 'kysely'
import type { NamedMigration } from './migration.ts'

/** Figures of five devices at the least, and sums of nothing else: what was counted before had small ones too, and sums that they were in. */
export const wholeCells: NamedMigration = {
  name: '0006-whole-cells',
  async up(db) {
    await db.schema
      .alterTable('figure_spans')
      .addColumn('left_out', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    // Of weeks that were counted before, all stands in their days; those whose attempts are still there are counted anew.
    await sql`delete from figures where unit = 'week' or devices < 5 or '*' in (group_id, kind, subject)`.execute(db)
    await sql`delete from figure_spans where unit = 'week'`.execute(db)
    for (const all of ['kind', 'subject', 'group_id'] as const) {
      const columns = ['unit', 'date', 'group_id', 'kind', 'subject'].map((column) =>
        column === all ? sql`'*'` : sql.ref(column),
      )
      await sql`insert into figures (unit, date, group_id, kind, subject, count, devices)
        select ${sql.join(columns)}, sum(count), max(devices) from figures
        group by unit, date, ${sql.join(['group_id', 'kind', 'subject'].filter((one) => one !== all).map((one) => sql.ref(one)))}`.execute(
        db,
      )
    }
  },
}
