import type { StoredAct } from '../../storage/act-store.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActOn } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { isExtra } from './exams.ts'
import type { FocusLedger } from './focus-ledger.ts'
import { examIdOf } from './focus-ledger.ts'
import type { ExamView, FocusDesk, FocusProblem } from './focusing.ts'

const MINUTE = 60_000

type Room = StoredAct<'focus'>

const refuse = (problem: FocusProblem, detail?: string): Refusal<FocusProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** An exam as one thing: all its rooms together, one more room, and its end in all of them. */
export function examRooms(
  { storage, clock }: Parts,
  ledger: Ledger,
  kept: FocusLedger,
  inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>,
): Pick<FocusDesk, 'exams' | 'addRoom' | 'endExam'> {
  /** The rooms of the exams that run or are to come, by exam. */
  const roomsByExam = async () =>
    Map.groupBy(
      (await storage.acts.running('focus', clock(), true)).filter(({ exam }) => exam),
      examIdOf,
    )
  const roomsOf = async (examId: string): Promise<readonly Room[]> => (await roomsByExam()).get(examId) ?? []

  const viewOf = (person: Person, rooms: readonly Room[]): ExamView => {
    const { class: _, className: __, exam: ___, examId, ...first } = kept.viewOf(rooms[0]!, clock())
    return {
      ...{ listed: first.listed, by: first.by, ...(first.name === undefined ? {} : { name: first.name }) },
      id: examId ?? first.id,
      from: Math.min(...rooms.map(({ from }) => from)),
      until: Math.min(...rooms.map(({ until }) => until)),
      rooms: rooms.map((room) => ({
        focus: room.id,
        class: room.class,
        className: kept.viewOf(room, clock()).className,
        from: room.from,
        until: room.until,
        mine: mayActOn(person, room.class),
      })),
      mayEnd: mayEnd(person, rooms),
    }
  }

  return {
    async exams(person) {
      const all = [...(await roomsByExam()).values()]
      return all.filter((rooms) => hasRoom(person, rooms)).map((rooms) => viewOf(person, rooms))
    },

    addRoom: (person, examId, { class: classId, extraMinutes }) =>
      inTurn(async () => {
        const [at, rooms] = [clock(), await roomsOf(examId)]
        if (rooms.length === 0) return refuse('already-over')
        if (!hasRoom(person, rooms)) return refuse('not-your-class')
        const refused = kept.notTheirs(person, [classId], true)
        if (refused !== undefined) return refused
        if (!isExtra(extraMinutes)) return refuse('bad-extra-time')
        const { from, until } = viewOf(person, rooms)
        const [first] = rooms
        const span = { from: Math.max(from, at), until: until + extraMinutes * MINUTE }
        const other = await kept.inTheWay(classId, span)
        if (other !== undefined) return refuse('exam-in-the-way', other)
        await kept.makeWay(person, classId, span.from)
        const room = { class: classId, targets: first!.targets, exam: true, examId, ...span }
        const added = await kept.add(person, room, 'exam-begun', first!.reason)
        await ledger.refreshActs()
        return { ok: true, value: viewOf(person, [...rooms, added]) }
      }),

    endExam: (person, examId, sure = false) =>
      inTurn(async () => {
        const [at, rooms] = [clock(), await roomsOf(examId)]
        if (rooms.length === 0) return refuse('already-over')
        if (!mayEnd(person, rooms)) return refuse('not-your-class')
        const running = rooms.filter(({ from }) => from <= at)
        if (running.length > 0 && !sure) return refuse('confirm-end', running.map(kept.inWords).join(', '))
        for (const room of rooms) await kept.end(person, room, at)
        await ledger.refreshActs()
        return { ok: true, value: undefined }
      }),
  }
}

const hasRoom = (person: Person, rooms: readonly Room[]): boolean =>
  rooms.some(({ class: id }) => mayActOn(person, id)) || isSetBy(person, rooms)

/** Who set it, while they have a role, and who has all its rooms. */
const mayEnd = (person: Person, rooms: readonly Room[]): boolean =>
  isSetBy(person, rooms) || rooms.every(({ class: id }) => mayActOn(person, id))

const isSetBy = (person: Person, rooms: readonly Room[]): boolean =>
  person.roles.length > 0 && rooms[0]?.by.id === person.id
