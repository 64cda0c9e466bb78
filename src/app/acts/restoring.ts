import type { StoredAct } from '../../storage/act-store.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { EmergencyDesk, EmergencyProblem } from './emergencies.ts'
import type { EventDesk, EventProblem } from './events.ts'
import { type ReopenProblem, reopen, tooLate } from './reopening.ts'
import type { TrialDesk, TrialProblem } from './trials.ts'

/** `exam-running`: the class has an exam or another "only these" for that time by now. */
export type RestoreProblem =
  | ReopenProblem
  | 'not-your-class'
  | 'exam-running'
  | EmergencyProblem
  | TrialProblem
  | EventProblem

/** Taking an ending back. What was begun is taken back by ending it, where it was begun. */
export interface RestoreDesk {
  /**
   * Has a grant, a park, "only these", an emergency, a trial or a marked event go on as if it had not been ended, within half a minute; for who may begin it.
   * In force at the resolver when the promise resolves.
   */
  restore(person: Person, actId: string): Promise<Outcome<void, RestoreProblem>>
}

const refuse = (problem: RestoreProblem): Refusal<RestoreProblem> => ({ ok: false, problem })

/** Makes a {@link RestoreDesk}. What has a desk of its own that begins one at a time is restored there. */
export function restoreDesk(
  parts: Parts,
  ledger: Ledger,
  book: DeviceBook,
  desks: {
    readonly emergencies: Pick<EmergencyDesk, 'restore'>
    readonly trials: Pick<TrialDesk, 'restore'>
    readonly events: Pick<EventDesk, 'restore'>
  },
): RestoreDesk {
  const { acts } = parts.storage

  const classesOf = (grant: StoredAct<'grant'>): readonly string[] => {
    const { kind, id } = grant.audience
    if (kind === 'class') return [id]
    return kind === 'device' ? (book.get(id)?.classes ?? []) : []
  }

  /** The classes of an act that may be restored at all. */
  const find = async (
    id: string,
  ): Promise<{ readonly classes: readonly string[]; readonly focus?: StoredAct<'focus'> } | undefined> => {
    const grant = await acts.byId('grant', id)
    if (grant !== undefined) return { classes: classesOf(grant) }
    const park = await acts.byId('park', id)
    if (park !== undefined) return { classes: [park.class] }
    const focus = await acts.byId('focus', id)
    return focus && { classes: [focus.class], focus }
  }

  /** Whether the class has another focus, running or to come, for the time that is left of this one. */
  const isInTheWay = async ({ class: classId, from, until }: StoredAct<'focus'>, at: number): Promise<boolean> =>
    (await acts.running('focus', at, true)).some(
      (other) => other.class === classId && other.from < until && Math.max(from, at) < other.until,
    )

  const ofClass = async (person: Person, id: string): Promise<Outcome<void, RestoreProblem>> => {
    const found = await find(id)
    if (found === undefined) return tooLate
    if (!mayActOnAll(person) && !found.classes.some((one) => mayActNow(ledger.policy, person, one)))
      return refuse('not-your-class')
    if (found.focus !== undefined && (await isInTheWay(found.focus, parts.clock()))) return refuse('exam-running')
    return reopen(parts, ledger, person, id, 'act-restored', { classes: found.classes.join(' ') })
  }

  return {
    async restore(person, id) {
      switch (await acts.kindById(id)) {
        case 'emergency':
          return desks.emergencies.restore(person, id)
        case 'trial':
          return desks.trials.restore(person, id)
        case 'event':
          return desks.events.restore(person, id)
        default:
          return ofClass(person, id)
      }
    },
  }
}
