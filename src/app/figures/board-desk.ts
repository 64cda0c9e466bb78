import type { SchoolFigures, SchoolWeek } from '../../board/school-figures.ts'
import { MOST_WEEKS, readSchoolFigures } from '../../board/school-figures.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { idFrom } from '../id-from.ts'
import type { Board, Parts } from '../parts.ts'
import { mayDirect, mayKeepSchool, mayReadBoard } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { BoardDesk, BoardFigures } from './board.ts'
import { together, whyRecorded } from './board.ts'
import { boardPaper, boardTable } from './board-paper.ts'
import { rollUp, SETTLED } from './roll-up.ts'
import { daysOf, groupName, subjectName, weekOf } from './week-figures.ts'

const DAY = 24 * 3600_000
/** Weeks that are shown where nobody says how many. */
const WEEKS = 12
/** Most lines of what was tried, as in the week's own figures. */
const LINES = 20
/** Days that attempts are kept where nobody says. */
const KEEP_DAYS = 14

/** The {@link BoardDesk}, and the weekly telling. */
export interface BoardTeller extends BoardDesk {
  /** Tells the board what it has not been told yet: the week that is over, or after a start. Does nothing where there is no board. */
  tellWhatIsNew(): Promise<void>
}

/** What this school tells its board, and what the board's schools told. */
export function boardDesk(parts: Parts, ledger: Ledger, book: DeviceBook): BoardTeller {
  const { board, storage, clock, keepAttemptsDays: keepDays = KEEP_DAYS } = parts
  let isTold = false

  /** This school's figures, with the week that is over added where it is not in them. A week that was told is not counted anew: its attempts expire. */
  const figuresNow = async (to: Board): Promise<{ readonly figures: SchoolFigures; readonly isNew: boolean }> => {
    const kept = readSchoolFigures((await to.own()) ?? '')
    const weeks = typeof kept === 'string' ? [] : kept.weeks
    const monday = daysOf(ledger, clock() - SETTLED)[0]!
    const last = daysOf(ledger, monday.from - DAY)[0]!
    const isNew = !weeks.some((week) => week.monday === last.date)
    if (isNew) await rollUp(parts, ledger)
    const added = isNew ? [...weeks, await weekTold(last.from)] : weeks
    const { policy } = ledger
    const figures: SchoolFigures = {
      version: 1,
      school: policy.school.name,
      writtenAt: clock(),
      keepDays,
      recording: policy.groups.map(({ id, name, record }) => ({ group: id, name, record })),
      weeks: added.slice(-MOST_WEEKS),
    }
    return { figures, isNew }
  }

  const weekTold = async (containing: number): Promise<SchoolWeek> => {
    const { monday, from, figures } = await weekOf(parts, ledger, book, containing)
    return {
      monday,
      whole: clock() - from <= keepDays * DAY,
      total: figures.total,
      suppressed: figures.suppressed,
      groups: figures.groups.map(({ part, count }) => ({ part, name: groupName(ledger, part), count })),
      kinds: [...figures.kinds],
      subjects: figures.subjects
        .slice(0, LINES)
        .map(({ part, count }) => ({ part, name: subjectName(ledger, part), count })),
    }
  }

  const tellTo = async (to: Board, evenIfTold: boolean): Promise<boolean> => {
    const { figures, isNew } = await figuresNow(to)
    if (isTold && !isNew && !evenIfTold) return true
    const text = JSON.stringify(figures)
    await to.keepOwn(text)
    isTold = await to.write(idFrom(figures.school) || 'school', text)
    return isTold
  }

  return {
    isOurs: board !== undefined,

    async figures(person, count = WEEKS) {
      if (!mayReadBoard(person)) return { ok: false, problem: 'not-allowed' }
      if (board === undefined) return { ok: false, problem: 'no-board' }
      const { files, isThere } = await board.figures()
      const entry = { at: clock(), by: person, action: 'board-figures-seen', subject: 'board' } as const
      await storage.audit.append({ ...entry, detail: { schools: files.length, weeks: count } })
      const read = files.flatMap(({ text }) => {
        const figures = readSchoolFigures(text)
        return typeof figures === 'string' ? [] : [figures]
      })
      const first = ledger.zone.plusDays(daysOf(ledger, clock())[0]!.date, -7 * count)
      const schools = read
        .map((school) => ({ ...school, weeks: school.weeks.filter(({ monday }) => monday >= first) }))
        .sort((a, b) => (a.school < b.school ? -1 : 1))
      return { ok: true, value: { ...theirNames(ledger), ...shown(schools), isThere, problems: problemsOf(board) } }
    },

    paper: (figures, language) => boardPaper(figures, ledger, language),
    table: (figures, language) => boardTable(figures, ledger, language),

    async tell(by) {
      if (by !== 'console' && !mayDirect(by) && !mayKeepSchool(by)) return { ok: false, problem: 'not-allowed' }
      if (board === undefined) return { ok: false, problem: 'no-board' }
      const isDone = await tellTo(board, true)
      if (by !== 'console') {
        const entry = { at: clock(), by, action: 'board-told', subject: 'board' } as const
        await storage.audit.append({ ...entry, detail: { done: isDone ? 'yes' : 'no' } })
      }
      return isDone ? { ok: true, value: undefined } : { ok: false, problem: 'board-gone' }
    },

    async tellWhatIsNew() {
      if (board !== undefined) await tellTo(board, false)
    },
  }
}

const theirNames = ({ policy: { school } }: Ledger): Pick<BoardFigures, 'board' | 'officer'> => ({
  ...(school.board === undefined ? {} : { board: school.board }),
  ...(school.officer === undefined ? {} : { officer: school.officer }),
})

const shown = (schools: readonly SchoolFigures[]): Pick<BoardFigures, 'schools' | 'together'> => ({
  schools: schools.map(({ school, writtenAt, weeks, keepDays, recording }) => ({
    school,
    writtenAt,
    weeks,
    keepDays,
    recording: recording.map(({ name, record }) => ({ group: name, record, why: whyRecorded[record] })),
  })),
  together: together(schools),
})

const problemsOf = ({ problems }: Board): BoardFigures['problems'] =>
  problems.filter(({ file }) => file.startsWith('figures/'))
