import type { Text } from '../../policy/policy.ts'
import type { BoardFigures } from './board.ts'

/** One line of a comparison: a figure for each school, in the order of the schools; undefined where it told none (or it was of too few devices). */
export interface Compared {
  /** The group, subject, kind of time, or the Monday of a week. */
  readonly part: string
  /** Undefined for a week and a kind of time. */
  readonly name?: Text
  readonly counts: readonly (number | undefined)[]
  readonly together: number
}
/** The schools of a board beside each other, over the weeks that were asked for. */
export interface BoardComparison {
  /** One a school: how many of the weeks it told of, what was blocked in them, a week on average, and in the last two weeks of the board. */
  readonly schools: readonly {
    readonly school: string
    readonly weeks: number
    readonly total: number
    /** Undefined where it told of no week. */
    readonly average: number | undefined
    readonly last: number | undefined
    readonly before: number | undefined
  }[]
  /** Oldest first. */
  readonly weeks: readonly Compared[]
  readonly kinds: readonly Compared[]
  /** Most first. */
  readonly groups: readonly Compared[]
  /** Most first, fifteen at most. */
  readonly subjects: readonly Compared[]
  /** Parts that schools left out, as they were of fewer than five devices. */
  readonly suppressed: number
  /** Schools with a week of which a part had expired before it was added up. */
  readonly incomplete: readonly string[]
}

const SUBJECTS = 15
const kindsOfTime = ['lesson', 'break', 'inloop', 'outside'] as const

type Week = BoardFigures['schools'][number]['weeks'][number]
/** What one week says of each part. */
type PartsOf = (week: Week) => readonly { readonly part: string; readonly name?: Text; readonly count: number }[]

/** Puts the figures of a board's schools beside each other. */
export function comparisonOf({ schools, together }: BoardFigures): BoardComparison {
  const [last, before] = [together.at(-1)?.monday, together.at(-2)?.monday]
  const compared = (partsOf: PartsOf) =>
    beside(
      schools.map(({ weeks }) => weeks),
      partsOf,
    )
  const mostFirst = (partsOf: PartsOf) => compared(partsOf).sort((a, b) => b.together - a.together)
  const kinds = compared(({ kinds: each }) => each.map(({ kind, count }) => ({ part: kind, count })))
  return {
    schools: schools.map(({ school, weeks }) => {
      const total = sum(weeks.map((week) => week.total))
      const of = (monday: string | undefined) => weeks.find((week) => week.monday === monday)?.total
      const average = weeks.length === 0 ? undefined : Math.round(total / weeks.length)
      return { school, weeks: weeks.length, total, average, last: of(last), before: of(before) }
    }),
    weeks: compared(({ monday, total }) => [{ part: monday, count: total }]).sort((a, b) => (a.part < b.part ? -1 : 1)),
    kinds: kindsOfTime.flatMap((kind) => kinds.filter(({ part }) => part === kind)),
    groups: mostFirst(({ groups }) => groups),
    subjects: mostFirst(({ subjects }) => subjects).slice(0, SUBJECTS),
    suppressed: sum(together.map(({ suppressed }) => suppressed)),
    incomplete: schools.filter(({ weeks }) => weeks.some(({ whole }) => !whole)).map(({ school }) => school),
  }
}

function beside(schools: readonly (readonly Week[])[], partsOf: PartsOf): Compared[] {
  const lines = new Map<string, { name?: Text; counts: (number | undefined)[] }>()
  for (const [i, weeks] of schools.entries())
    for (const { part, name, count } of weeks.flatMap(partsOf)) {
      const line = lines.get(part) ?? { ...(name && { name }), counts: schools.map(() => undefined) }
      line.counts[i] = (line.counts[i] ?? 0) + count
      lines.set(part, line)
    }
  return [...lines].map(([part, line]) => ({ part, ...line, together: sum(line.counts.map((count) => count ?? 0)) }))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
