import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Databases } from './database.ts'
import type { AttemptTables } from './schema.ts'

/** What a part of the figures stands for where it stands for all. */
export const ALL = '*'

export type Unit = 'day' | 'week'
/** Attempts that have group, kind of time, subject and device in common. Subject: `platform:ID`, `category:ID` or ''. */
export interface Tally {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly device: string | undefined
  readonly count: number
}
/** One figure of a day or a week. Each of the three is an id, {@link ALL}, or '' for what is not told apart by it. `devices`: how many different ones it comes from. */
export interface Cell {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly count: number
  readonly devices: number
}
/** A day or a week that is over and was counted: its first date, and how many cells were too small to be among its figures. */
export interface CountedSpan {
  readonly date: string
  readonly leftOut: number
}
/** Which figures are asked for: of the dates from `from` to `to`, both included. In `each` every id but {@link ALL} is given by itself. */
export interface FigureQuery {
  readonly unit: Unit
  readonly from: string
  readonly to: string
  readonly group: string
  readonly kinds: readonly string[]
  readonly subject: string
  readonly each: 'group' | 'kind' | 'subject' | 'day'
}
/** A part with its count. */
export interface PartFigure {
  readonly part: string
  readonly kind: string
  readonly count: number
}
export type FigureStore = ReturnType<typeof figureStore>

const subject = sql<string>`coalesce('platform:' || platform, 'category:' || category, '')`

/** Figures of days and weeks, made of attempts before these expire. */
export function figureStore({ attempts: db, attemptsFile }: Databases) {
  const insert = attemptsFile.prepare(
    'insert into figures (unit, date, group_id, kind, subject, count, devices) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const note = attemptsFile.prepare('insert or ignore into figure_spans (unit, date, left_out) values (?, ?, ?)')
  const find = attemptsFile
    .prepare('select 1 from figures where unit = ? and group_id = ? and kind = ? and subject = ? and date = ?')
    .pluck()
  return {
    /** What was blocked from `from` (inclusive) to `until`, taken together by group, kind, subject and device. */
    async tallies(from: number, until: number): Promise<readonly Tally[]> {
      const rows = await db
        .selectFrom('attempts')
        .select(({ fn }) => [
          'group_id as group',
          'kind_of_time as kind',
          subject.as('subject'),
          'device_id as device',
          fn.sum<number>('count').as('count'),
        ])
        .where('last_at', '>=', from)
        .where('last_at', '<', until)
        .groupBy(['group_id', 'kind_of_time', subject, 'device_id'])
        .execute()
      return rows.map((row) => ({ ...row, device: row.device ?? undefined, count: Number(row.count) }))
    },

    /** When the oldest attempt was tried last; undefined where there is none. */
    async oldest(): Promise<number | undefined> {
      const row = await db
        .selectFrom('attempts')
        .select(({ fn }) => fn.min('last_at').as('at'))
        .executeTakeFirst()
      return row?.at ?? undefined
    },

    /** Writes the figures of a day or a week down, once: those that there are stay, as a difference with what was shown before would tell something. */
    keep: attemptsFile.transaction((unit: Unit, { date, leftOut }: CountedSpan, cells: readonly Cell[]) => {
      if (note.run(unit, date, leftOut).changes === 0) return
      for (const { group, kind, subject: of, count, devices } of cells)
        insert.run(unit, date, group, kind, of, count, devices)
    }),

    /** Whether a day has a figure of just this. */
    has: (date: string, { group, kind, subject: of }: Pick<Cell, 'group' | 'kind' | 'subject'>): boolean =>
      find.get('day', group, kind, of, date) !== undefined,

    /** The days or weeks that were counted, from date `from` to `to`, both included, oldest first. */
    async counted(unit: Unit, from: string, to: string): Promise<readonly CountedSpan[]> {
      const rows = await db
        .selectFrom('figure_spans')
        .selectAll()
        .where('unit', '=', unit)
        .where('date', '>=', from)
        .where('date', '<=', to)
        .orderBy('date')
        .execute()
      return rows.map(({ date, left_out }) => ({ date, leftOut: left_out }))
    },

    /** The first date that figures were made of. */
    async firstDate(): Promise<string | undefined> {
      const row = await db
        .selectFrom('figure_spans')
        .select(({ fn }) => fn.min('date').as('date'))
        .where('unit', '=', 'day')
        .executeTakeFirst()
      return row?.date ?? undefined
    },

    /** Figures of days or weeks added up. */
    async read({ unit, from, to, group, kinds, subject: of, each }: FigureQuery): Promise<readonly PartFigure[]> {
      const column = ({ group: 'group_id', kind: 'kind', subject: 'subject', day: 'date' } as const)[each]
      // Not the bare column: without statistics of the table, its order in some index counts for more than how few rows are meant.
      const part = sql<string>`coalesce(${sql.ref(column)}, '')`
      const fixed = ({ and, eb }: ExpressionBuilder<AttemptTables, 'figures'>): Expression<SqlBool> =>
        and([
          each === 'group' ? eb('group_id', '<>', ALL) : eb('group_id', '=', group),
          each === 'subject' ? eb('subject', '<>', ALL) : eb('subject', '=', of),
        ])
      const rows = await db
        .selectFrom('figures')
        .select(({ fn }) => [part.as('part'), 'kind', fn.sum<number>('count').as('count')])
        .where('unit', '=', unit)
        .where(fixed)
        .where('kind', 'in', kinds)
        .where('date', '>=', from)
        .where('date', '<=', to)
        .groupBy([part, 'kind'])
        .execute()
      return rows.map((row) => ({ ...row, count: Number(row.count) }))
    },
  }
}
