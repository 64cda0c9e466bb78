import type { Name } from '../../dns/name.ts'
import { following } from '../../policy/following.ts'
import type { Target } from '../../policy/policy.ts'
import { isWithin } from '../../policy/targets.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import { endFor } from '../acts/for-class.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import { readTarget } from '../grants/grant-target.ts'
import { queue } from '../in-turn.ts'
import type { Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { CompanionReader } from '../why/companions.ts'
import { examRooms } from './exam-rooms.ts'
import { examDesk } from './exams.ts'
import { checkTarget } from './focus-check.ts'
import { focusLedger } from './focus-ledger.ts'
import { readList, targetsToList } from './focus-targets.ts'
import type { FocusDesk, FocusProblem } from './focusing.ts'

const refuse = (problem: FocusProblem, detail?: string): Refusal<FocusProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** "Only these sites" for a class, the look beforehand, and exams. */
export function focusDesk(parts: Parts, ledger: Ledger, book: DeviceBook, companions: CompanionReader): FocusDesk {
  const { storage, clock, lookUp } = parts
  const inTurn = queue()
  const kept = focusLedger(parts, ledger)

  /** What a target also needed while a grant or a focus had it open for the class; each name once. */
  const learnedOf = async (person: Person, classId: string, target: Target): Promise<readonly Name[]> => {
    const is = (other: Target) => keyOf(other) === keyOf(target)
    const grants = ledger.acts.grants.filter(({ audience, target: open }) => audience.id === classId && is(open))
    const focuses = ledger.acts.focuses.filter(({ class: id, targets: [only, more] }) => {
      return id === classId && only !== undefined && more === undefined && is(only)
    })
    const found = await Promise.all([...grants, ...focuses].map(({ id }) => companions.of(person, id)))
    return [...new Set(found.flatMap((names) => (names.ok ? names.value : [])))]
  }

  return {
    ...examDesk(parts, ledger, book, kept, inTurn),
    ...examRooms(parts, ledger, kept, inTurn),

    async check(person, classId, listed, at = clock()) {
      const refused = kept.notTheirs(person, [classId])
      if (refused !== undefined) return refused
      const targets = readList(listed, (one) => readTarget(ledger, one))
      if (!targets.ok) return targets
      const clients = clientsOf(ledger, book, classId)
      const look = lookUp ?? (async () => ({ kind: 'unknown' }) as const)
      const sites = targets.value.flatMap((target) => (target.kind === 'site' ? [target.name] : []))
      const checkOne = async (target: Target) => {
        const learned = await learnedOf(person, classId, target)
        const unlisted = learned.filter((name) => !sites.some((site) => isWithin(name, site)))
        return await checkTarget(ledger, look, target, unlisted, clients, at)
      }
      return { ok: true, value: await Promise.all(targets.value.map(checkOne)) }
    },

    begin: (person, classId, listed, end) =>
      inTurn(async () => {
        const refused = kept.notTheirs(person, [classId])
        if (refused !== undefined) return refused
        const at = clock()
        const clients = clientsOf(ledger, book, classId)
        const targets = targetsToList(ledger, listed, clients, at)
        if (!targets.ok) return targets
        const until = endFor(ledger, person, [classId], end, following(ledger.policy, clients[0]!), at)
        if (!until.ok) return until
        const exams = (await kept.ofClass(classId)).filter(({ exam }) => exam)
        const running = exams.find(({ from }) => from <= at)
        if (running !== undefined) return refuse('exam-running', kept.inWords(running))
        await kept.makeWay(person, classId, at)
        // A list that went on into an exam would add its sites to it.
        const first = Math.min(until.value, ...exams.map(({ from }) => from))
        const focus = { class: classId, targets: targets.value, exam: false, from: at, until: first }
        const begun = await kept.add(person, focus, 'focus-begun')
        await ledger.refreshActs()
        return { ok: true, value: kept.viewOf(begun, at) }
      }),

    end: (person, focusId, sure = false) =>
      inTurn(async () => {
        const at = clock()
        const focus = await storage.acts.byId('focus', focusId)
        if (focus === undefined || isOver(focus, at)) return refuse('already-over')
        if (!mayActNow(ledger.policy, person, focus.class)) return refuse('not-your-class')
        if (focus.exam && focus.from <= at && !sure) return refuse('confirm-end', kept.inWords(focus))
        await kept.end(person, focus, at)
        await ledger.refreshActs()
        return { ok: true, value: undefined }
      }),

    async running(person) {
      const at = clock()
      const all = await storage.acts.running('focus', at, true)
      return all.filter((focus) => mayActNow(ledger.policy, person, focus.class)).map((focus) => kept.viewOf(focus, at))
    },
  }
}

const isOver = ({ until, endedAt }: StoredAct<'focus'>, at: number): boolean => endedAt !== undefined || until <= at
