import type { SchoolFigures, SchoolWeek } from '../../board/school-figures.ts'
import type { Paper } from '../../papers/paper.ts'
import type { Recording, Text } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'

/** A school of the board: its figures, and what its box records. */
export interface SchoolOfBoard {
  readonly school: string
  /** When its box last told, in milliseconds since 1970. */
  readonly writtenAt: number
  /** Oldest first; weeks that were asked for and that the box told. */
  readonly weeks: readonly SchoolWeek[]
  /** Days that blocked attempts are kept there. */
  readonly keepDays: number
  /** What is written down of each group's blocked questions, and why. */
  readonly recording: readonly { readonly group: Text; readonly record: Recording; readonly why: Text }[]
}
export interface BoardFigures {
  /** The board's name, where the school has written it down. */
  readonly board?: string
  readonly officer?: { readonly name: string; readonly contact: string }
  /** By name. */
  readonly schools: readonly SchoolOfBoard[]
  /** The same weeks of all schools together, oldest first, with how many schools told of each. */
  readonly together: readonly (Omit<SchoolWeek, 'whole'> & { readonly schools: number })[]
  /** False where the board's folder is not there: these are the last figures that were read. */
  readonly isThere: boolean
  /** Files that cannot be read, and what is wrong with each. */
  readonly problems: readonly { readonly file: string; readonly problem: string }[]
}

/** `no-board`: this box has no board's folder; `board-gone`: it could not be written to. */
export type BoardProblem = 'not-allowed' | 'no-board' | 'board-gone'

/** Several schools under one board: each box tells its own figures of complete weeks, without names or devices, and reads those of all. */
export interface BoardDesk {
  /** Whether this box belongs to a board. */
  readonly isOurs: boolean
  /** The last weeks of all schools (12 when left out), for a director and the data-protection officer. Looking is recorded. */
  figures(person: Person, weeks?: number): Promise<Outcome<BoardFigures, BoardProblem>>
  /** Figures that were read, as a paper and as a long table. */
  paper(figures: BoardFigures, language: 'nl' | 'en'): Omit<Paper, 'under'>
  table(
    figures: BoardFigures,
    language: 'nl' | 'en',
  ): { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }
  /** Writes this school's figures into the board's folder now; else it is done once a week. */
  tell(by: Person | 'console'): Promise<Outcome<void, BoardProblem>>
}

/** Why a group's blocked questions are written down as they are. */
export const whyRecorded: Readonly<Record<Recording, Text>> = {
  attempts: {
    nl: 'Met het apparaat erbij, zodat een leerling geholpen kan worden en een misverstand te vinden is; na de bewaartijd zijn ze weg.',
    en: 'With the device, so that a pupil can be helped and a mistake can be found; they are gone when their time is over.',
  },
  counts: {
    nl: 'Alleen aantallen: medewerkers en gasten staan zelf in voor wat zij doen.',
    en: 'Figures only: staff and guests answer for themselves.',
  },
  none: { nl: 'Niets: hier zitten geen mensen achter.', en: 'Nothing: there are no people behind these.' },
}

/** The schools' weeks added up, each week once. Parts that a school left out are in no sum. */
export function together(schools: readonly SchoolFigures[]): BoardFigures['together'] {
  const weeks = Map.groupBy(
    schools.flatMap((school) => school.weeks),
    ({ monday }) => monday,
  )
  return [...weeks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([monday, of]) => ({
      monday,
      schools: of.length,
      total: sum(of.map(({ total }) => total)),
      suppressed: sum(of.map(({ suppressed }) => suppressed)),
      groups: added(of.flatMap(({ groups }) => groups)),
      subjects: added(of.flatMap(({ subjects }) => subjects)),
      kinds: [
        ...Map.groupBy(
          of.flatMap(({ kinds }) => kinds),
          ({ kind }) => kind,
        ),
      ].map(([kind, parts]) => ({
        kind,
        count: sum(parts.map(({ count }) => count)),
      })),
    }))
}

type Part = SchoolWeek['groups'][number]

/** Most first. */
const added = (parts: readonly Part[]): Part[] =>
  [...Map.groupBy(parts, ({ part }) => part)]
    .map(([part, same]) => ({ part, name: same[0]!.name, count: sum(same.map(({ count }) => count)) }))
    .sort((a, b) => b.count - a.count)

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
