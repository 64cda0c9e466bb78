import { sql } from 'kysely'
import type { NamedMigration } from './migration.ts'

/** Figures of days that are over, and of nothing else: those of a day that runs grow, and so does what a trial counted of fewer than five devices. */
export const wholeDays: NamedMigration = {
  name: '0007-whole-days',
  async up(db) {
    await sql`delete from figures where unit = 'day' and date in (select date from figure_spans where unit = 'day' and is_whole = 0)`.execute(
      db,
    )
    await sql`delete from figure_spans where is_whole = 0`.execute(db)
    for (const column of ['until_at', 'is_whole'])
      await db.schema.alterTable('figure_spans').dropColumn(column).execute()
    await sql`delete from counts where outcome = 'trial'`.execute(db)
  },
}
