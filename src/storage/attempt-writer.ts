import type SQLite from 'better-sqlite3'
import type { NewAttempt } from './stored-attempt.ts'
import { turned } from './turned-name.ts'

/**
 * Makes the function that writes a batch in one transaction and returns each row's id. A row that comes again (same session and row) gets a new
 * end and count. One statement, prepared once: preparing it anew for every row takes longer than running it.
 */
export function attemptWriter(file: SQLite.Database): (attempts: readonly NewAttempt[]) => readonly number[] {
  const upsert = file.prepare<unknown[], { id: number }>(
    `insert into attempts (session, row_number, first_at, last_at, count, device_id, group_id, name_down, question_type, platform, category,
       reason, clause, rule, kind_of_time) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (session, row_number) do update set last_at = excluded.last_at, count = excluded.count returning id`,
  )
  return file.transaction((attempts: readonly NewAttempt[]) =>
    attempts.map(
      (a) =>
        upsert.get(
          a.session,
          a.row,
          a.first,
          a.last,
          a.count,
          a.device ?? null,
          a.group,
          turned(a.name),
          a.type,
          a.platform ?? null,
          a.category ?? null,
          a.reason,
          a.clause ?? null,
          a.rule ?? null,
          a.kindOfTime,
        )!.id,
    ),
  )
}
