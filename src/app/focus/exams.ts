import { randomUUID } from 'node:crypto'
import { following } from '../../policy/following.ts'
import type { Span, Target } from '../../policy/policy.ts'
import { endOf } from '../acts/act-end.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOn } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { FocusLedger } from './focus-ledger.ts'
import { targetsToList } from './focus-targets.ts'
import type { FocusDesk, FocusProblem, FocusView, NewExam } from './focusing.ts'

const MINUTE = 60_000
/** Most minutes that a room has on top of the others, and that are added at once. */
const EXTRA_AT_MOST = 120
/** How far ahead an exam may be planned. */
const AHEAD = 60 * 24 * 60 * MINUTE
const NAME_LENGTH = 80

interface Room extends Omit<Span, 'id'> {
  readonly class: string
  readonly targets: readonly Target[]
}

const refuse = (problem: FocusProblem, detail?: string): Refusal<FocusProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Exams: "only these" that begins at once or later, ends in each room at its own time, and is in nobody else's way. */
export function examDesk(
  { storage, clock }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  kept: FocusLedger,
  inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>,
): Pick<FocusDesk, 'beginExam' | 'addTime'> {
  return {
    beginExam: (person, exam) =>
      inTurn(async () => {
        const rooms = roomsOf(ledger, book, kept, person, exam, clock())
        if (!rooms.ok) return rooms
        for (const room of rooms.value) {
          const other = await kept.inTheWay(room.class, room)
          if (other !== undefined) return refuse('exam-in-the-way', other)
        }
        const begun: FocusView[] = []
        const [examId, name] = [randomUUID(), plainText(exam.name, NAME_LENGTH)]
        for (const room of rooms.value) {
          await kept.makeWay(person, room.class, room.from)
          const act = await kept.add(person, { ...room, exam: true, examId }, 'exam-begun', name)
          begun.push(kept.viewOf(act, clock()))
        }
        await ledger.refreshActs()
        return { ok: true, value: begun }
      }),

    addTime: (person, focusId, minutes) =>
      inTurn(async () => {
        const { acts, audit } = storage
        const at = clock()
        const focus = await acts.byId('focus', focusId)
        if (focus?.exam !== true) return refuse('already-over')
        if (!mayActOn(person, focus.class)) return refuse('not-your-class')
        if (!isExtra(minutes) || minutes === 0) return refuse('bad-extra-time')
        const until = focus.until + minutes * MINUTE
        const other = await kept.inTheWay(focus.class, { from: focus.from, until }, focusId)
        if (other !== undefined) return refuse('exam-in-the-way', other)
        if (!(await acts.extend(focusId, at, until))) return refuse('already-over')
        const detail = { class: focus.class, until }
        await audit.append({ at, by: person, action: 'exam-extended', subject: focusId, detail })
        await ledger.refreshActs()
        return { ok: true, value: kept.viewOf({ ...focus, until }, at) }
      }),
  }
}

/** The rooms of an exam with their targets and their ends, where all of it may be. */
function roomsOf(
  ledger: Ledger,
  book: DeviceBook,
  kept: FocusLedger,
  person: Person,
  { rooms, listed, end, from: asked }: NewExam,
  at: number,
): Outcome<readonly Room[], FocusProblem> {
  const ids = rooms.map((room) => room.class)
  const refused = kept.notTheirs(person, ids, true)
  if (refused !== undefined) return refused
  const from = startOf(asked, at)
  if (from === undefined) return refuse('bad-start')
  const made = new Map<string, Room>()
  for (const { class: classId, extraMinutes } of rooms) {
    if (!isExtra(extraMinutes)) return refuse('bad-extra-time')
    const clients = clientsOf(ledger, book, classId)
    const targets = targetsToList(ledger, listed, clients, from)
    if (!targets.ok) return targets
    const until = endOf(end, following(ledger.policy, clients[0]!), ledger.zone, from)
    if (!until.ok) return until
    made.set(classId, { class: classId, targets: targets.value, from, until: until.value + extraMinutes * MINUTE })
  }
  return { ok: true, value: [...made.values()] }
}

/** When it begins: a minute ago is now, for who filled in a form. */
function startOf(asked: number | undefined, at: number): number | undefined {
  if (asked === undefined) return at
  if (!Number.isSafeInteger(asked) || asked < at - MINUTE || asked > at + AHEAD) return undefined
  return Math.max(asked, at)
}

/** Whether a room may have these minutes on top of the others. */
export const isExtra = (minutes: number): boolean =>
  Number.isInteger(minutes) && minutes >= 0 && minutes <= EXTRA_AT_MOST
