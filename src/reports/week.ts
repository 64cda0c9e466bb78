import type { KindOfTime } from '../time/calendar.ts'
import type { DateText } from '../time/school-time.ts'
import type { Part } from './suppress.ts'
import { suppress } from './suppress.ts'

/** A part of the week's blocked queries: its id, how many, from how many devices. */
export interface Figure extends Part {
  readonly part: string
}
/** What a week is made of. Parts of kinds of time are their ids; of subjects, `platform:ID`, `category:ID` or ''. */
export interface WeekRows {
  readonly groups: readonly Figure[]
  readonly kinds: readonly Figure[]
  readonly subjects: readonly Figure[]
  /** Each day with its figures per kind of time. */
  readonly days: readonly { readonly date: DateText; readonly kinds: readonly Figure[] }[]
}
/** A week without names, as far as it may be shown. */
export interface WeekFigures {
  readonly total: number
  readonly groups: readonly Figure[]
  readonly kinds: readonly { readonly kind: KindOfTime; readonly count: number }[]
  /** Most first; what belongs to no subject is left out. */
  readonly subjects: readonly Figure[]
  readonly days: readonly {
    readonly date: DateText
    readonly lesson: number
    readonly break: number
    readonly outside: number
  }[]
  /** How many parts of groups, kinds of time, subjects and days are not shown. */
  readonly suppressed: number
}

const kinds = ['lesson', 'break', 'inloop', 'outside'] as const satisfies readonly KindOfTime[]

/** Rows to figures. Groups too small to show are in no total. */
export function weekFigures(rows: WeekRows): WeekFigures {
  const groups = suppress(rows.groups, 'no-total')
  const byKind = suppress(rows.kinds, 'total-shown')
  const named = suppress(
    rows.subjects.filter(({ part }) => part !== ''),
    'no-total',
  )
  const days = rows.days.map(({ date, kinds: parts }) => ({ date, parts: suppress(parts, 'no-total') }))
  return {
    total: groups.shown.reduce((sum, { count }) => sum + count, 0),
    groups: mostFirst(groups.shown),
    kinds: kinds.flatMap((kind) =>
      byKind.shown.filter(({ part }) => part === kind).map(({ count }) => ({ kind, count })),
    ),
    subjects: mostFirst(named.shown),
    days: days.map(({ date, parts: { shown } }) => ({
      date,
      lesson: countOf(shown, ['lesson']),
      break: countOf(shown, ['break', 'inloop']),
      outside: countOf(shown, ['outside']),
    })),
    suppressed: [groups, byKind, named, ...days.map(({ parts }) => parts)].reduce(
      (sum, { suppressed }) => sum + suppressed,
      0,
    ),
  }
}

const mostFirst = (figures: readonly Figure[]): readonly Figure[] => figures.toSorted((a, b) => b.count - a.count)

const countOf = (figures: readonly Figure[], wanted: readonly KindOfTime[]): number =>
  figures.filter(({ part }) => wanted.some((kind) => kind === part)).reduce((sum, { count }) => sum + count, 0)
