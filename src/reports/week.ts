import type { KindOfTime } from '../time/calendar.ts'
import type { DateText } from '../time/school-time.ts'

/** A part of the blocked queries, and how many. Its id; '' where they are not told apart. */
export interface Figure {
  readonly part: string
  readonly count: number
}
/** What a span is made of: sums of cells that may be shown (`suppress.ts`). Parts of kinds of time are their ids; of subjects, `platform:ID`, `category:ID`. */
export interface WeekRows {
  readonly groups: readonly Figure[]
  readonly kinds: readonly Figure[]
  readonly subjects: readonly Figure[]
  /** Each day with its figures per kind of time. */
  readonly days: readonly { readonly date: DateText; readonly kinds: readonly Figure[] }[]
  readonly suppressed: number
}
/** A span without names, as far as it may be shown. Parts need not add up to the total: some is in it that is not told apart. */
export interface WeekFigures {
  readonly total: number
  /** Most first, as subjects are. */
  readonly groups: readonly Figure[]
  readonly kinds: readonly { readonly kind: KindOfTime; readonly count: number }[]
  readonly subjects: readonly Figure[]
  readonly days: readonly {
    readonly date: DateText
    readonly lesson: number
    readonly break: number
    readonly outside: number
  }[]
  /** How many cells are in no figure, as they are of too few devices. */
  readonly suppressed: number
}

const kinds = ['lesson', 'break', 'inloop', 'outside'] as const satisfies readonly KindOfTime[]

/** Rows to figures. */
export function weekFigures(rows: WeekRows): WeekFigures {
  return {
    total: rows.groups.reduce((sum, { count }) => sum + count, 0),
    groups: mostFirst(rows.groups),
    kinds: kinds.flatMap((kind) =>
      rows.kinds.filter(({ part }) => part === kind).map(({ count }) => ({ kind, count })),
    ),
    subjects: mostFirst(rows.subjects),
    days: rows.days.map(({ date, kinds: parts }) => ({
      date,
      lesson: countOf(parts, ['lesson']),
      break: countOf(parts, ['break', 'inloop']),
      outside: countOf(parts, ['outside']),
    })),
    suppressed: rows.suppressed,
  }
}

const mostFirst = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter(({ part }) => part !== '').sort((a, b) => b.count - a.count)

const countOf = (figures: readonly Figure[], wanted: readonly KindOfTime[]): number =>
  figures.filter(({ part }) => wanted.some((kind) => kind === part)).reduce((sum, { count }) => sum + count, 0)
