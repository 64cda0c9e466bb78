import { randomUUID } from 'node:crypto'
import { kindOf } from '../../policy/group-kind.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import type { DeviceBook, KnownDevice } from '../devices/device-book.ts'
import { isKnown } from '../devices/device-book.ts'
import { queue } from '../in-turn.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { holds, mayDirect, mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { isReason } from '../record/reason.ts'
import { endOfDay, schoolYear } from '../times/school-year.ts'

export type ExclusionProblem =
  | 'not-allowed'
  | 'unknown-device'
  | 'not-your-class'
  | 'reason-missing'
  | 'unknown-clause'
  | 'school-device'
  | 'medical-mark'
  | 'bad-exclusion-end'
  | 'already-excluded'
  | 'already-over'

/** What is asked when a device is excluded. */
export interface NewExclusion {
  readonly device: string
  readonly reason: string
  readonly clause?: string
  /** Now when left out. */
  readonly from?: number
  /** An instant, at most the end of the school year; or the end of today. */
  readonly until: number | 'end-of-day'
  /** Said expressly: a school device, not the pupil's own; a device with a medical mark. */
  readonly schoolDevice?: boolean
  readonly despiteMedicalMark?: boolean
}

/** An exclusion as people see it. */
export interface ExclusionView {
  readonly id: string
  readonly device: { readonly id: string; readonly label: string }
  readonly classes: readonly string[]
  readonly from: number
  readonly until: number
  readonly by: string
  /** Whether this person began it. */
  readonly mine: boolean
  readonly clause?: string
  /** Only for a director, and for who excluded it. */
  readonly reason?: string
  /** How often the device was excluded before, this school year. */
  readonly earlier: number
}

/** Devices that are excluded from the network, by decision. */
export interface ExclusionDesk {
  /**
   * A director excludes a device; a teacher, where the school's policy says so, a pupil's own device of an own class until the end of the day. In force
   * at the resolver when the promise resolves.
   */
  exclude(person: Person, what: NewExclusion): Promise<Outcome<ExclusionView, ExclusionProblem>>
  /** Ends one: a director, or the teacher who began it. */
  lift(person: Person, id: string): Promise<Outcome<void, ExclusionProblem>>
  /** Those that run or are still to come: all for a director and a coordinator, those of the own classes for a teacher. */
  running(person: Person): Promise<readonly ExclusionView[]>
}

/** The kinds of groups whose devices are people's own. */
const own = ['pupil-phones', 'staff-phones']
const DAY = 24 * 3600_000

const refuse = (problem: ExclusionProblem, detail?: string): Refusal<ExclusionProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Exclusions. Each is a measure too, and counts as one. */
export function exclusionDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): ExclusionDesk {
  const { acts, audit, measures } = storage
  const inTurn = queue()

  const viewOf = async (person: Person, act: StoredAct<'exclusion'>): Promise<ExclusionView> => {
    const device = book.get(act.device)
    const before = await acts.history('exclusion', schoolYear(ledger.zone, act.from).from, act.from, act.device)
    const mine = act.by.id === person.id
    return {
      id: act.id,
      device: { id: act.device, label: device?.identity.label ?? '' },
      classes: device?.classes ?? [],
      from: act.from,
      until: act.until,
      by: act.by.name,
      mine,
      earlier: before.filter(({ id }) => id !== act.id).length,
      ...(act.clause === undefined ? {} : { clause: act.clause }),
      ...((mine || mayDirect(person)) && act.reason !== undefined ? { reason: act.reason } : {}),
    }
  }

  return {
    exclude: (person, what) =>
      inTurn(async () => {
        const device = book.get(what.device)
        const problem = problemOfPerson(ledger, person, device, what) ?? problemOfAsking(ledger, book, person, what)
        if (problem) return refuse(problem)
        if (device === undefined || !isKnown(device)) return refuse('unknown-device', what.device)
        const at = clock()
        const span = spanOf(ledger, device, what, at)
        if (span === undefined) return refuse('bad-exclusion-end')
        const running = await acts.running('exclusion', at, true)
        if (running.some((act) => act.device === device.id && act.from < span.until && span.from < act.until))
          return refuse('already-excluded', device.identity.label)
        const id = randomUUID()
        const act = { id, device: device.id, ...span, ...(what.clause === undefined ? {} : { clause: what.clause }) }
        const reason = what.reason.trim()
        await acts.add('exclusion', act, at, person, reason)
        const measure = {
          id: randomUUID(),
          kind: 'exclusion',
          device: device.id,
          act: id,
          why: reason,
          by: person,
        } as const
        const nothing = { class: undefined, offence: undefined, endedAt: undefined, endedBy: undefined }
        await measures.add({ ...nothing, ...measure, ...span })
        const detail = { ...span, ...(what.clause === undefined ? {} : { clause: what.clause }) }
        await audit.append({ at, by: person, action: 'device-excluded', subject: id, detail })
        await ledger.refreshActs()
        return { ok: true, value: await viewOf(person, { ...act, by: person, reason }) }
      }),

    async lift(person, id) {
      const act = await acts.byId('exclusion', id)
      const isOwn = act?.by.id === person.id && holds(person, 'teacher')
      if (!mayDirect(person) && !isOwn) return refuse('not-allowed')
      const at = clock()
      if (!(await acts.end(id, at, person))) return refuse('already-over')
      await measures.end({ act: id }, at, person)
      await audit.append({ at, by: person, action: 'exclusion-lifted', subject: id })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    async running(person) {
      const all = mayDirect(person) || mayKeepSchool(person)
      const isTheirs = ({ device }: StoredAct<'exclusion'>) =>
        holds(person, 'teacher') && (book.get(device)?.classes.some((id) => person.classes.includes(id)) ?? false)
      const found = await acts.running('exclusion', clock(), true)
      return await Promise.all(found.filter((act) => all || isTheirs(act)).map((act) => viewOf(person, act)))
    },
  }
}

/** Whether this person may exclude this device in this way at all. */
function problemOfPerson(
  { policy }: Ledger,
  person: Person,
  device: { readonly classes: readonly string[] } | undefined,
  { until, from, schoolDevice }: NewExclusion,
): ExclusionProblem | undefined {
  if (mayDirect(person)) return undefined
  if (!holds(person, 'teacher') || policy.teachersMayExclude !== true) return 'not-allowed'
  if (!device?.classes.some((id) => person.classes.includes(id))) return 'not-your-class'
  if (schoolDevice === true) return 'school-device'
  return until === 'end-of-day' && from === undefined ? undefined : 'bad-exclusion-end'
}

function problemOfAsking(
  { policy }: Ledger,
  book: DeviceBook,
  person: Person,
  what: NewExclusion,
): ExclusionProblem | undefined {
  if (!isReason(what.reason)) return 'reason-missing'
  if (what.clause !== undefined && !Object.hasOwn(policy.clauses, what.clause)) return 'unknown-clause'
  const group = book.get(what.device)?.group
  if (group !== undefined && !own.includes(kindOf(policy.groups, group)) && what.schoolDevice !== true)
    return 'school-device'
  const marked = book.isExempt(what.device)
  // A sensor's app goes dark with the rest: only a director may answer for that, and says so.
  return marked && !(mayDirect(person) && what.despiteMedicalMark === true) ? 'medical-mark' : undefined
}

/** From when until when; undefined where that cannot be. */
function spanOf(
  ledger: Ledger,
  { group, classes }: KnownDevice,
  { from: asked, until: end }: NewExclusion,
  at: number,
): { readonly from: number; readonly until: number } | undefined {
  const from = asked ?? at
  const until = end === 'end-of-day' ? endOfDay(ledger, { group, classes }, from) : end
  const sound = Number.isFinite(from) && Number.isFinite(until) && from >= at && from < at + 30 * DAY
  return sound && from < until && until <= schoolYear(ledger.zone, from).until ? { from, until } : undefined
}
