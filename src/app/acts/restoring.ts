import type { StoredAct } from '../../storage/act-store.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'

/** `exam-running`: the class has an exam or another "only these" for that time by now. */
export type RestoreProblem = 'already-over' | 'not-your-class' | 'exam-running'

/** Taking an ending back. What was begun is taken back by ending it, where it was begun. */
export interface RestoreDesk {
  /** Has a grant, a park or "only these" go on as if it had not been ended, within half a minute. In force at the resolver when the promise resolves. */
  restore(person: Person, actId: string): Promise<Outcome<void, RestoreProblem>>
}

/** Pages offer it for ten seconds; the rest is for a slow connection. */
const SOON = 30_000

const refuse = (problem: RestoreProblem): Refusal<RestoreProblem> => ({ ok: false, problem })

/** Makes a {@link RestoreDesk}. */
export function restoreDesk({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): RestoreDesk {
  const { acts, audit } = storage

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

  return {
    async restore(person, actId) {
      const found = await find(actId)
      if (found === undefined) return refuse('already-over')
      if (!mayActOnAll(person) && !found.classes.some((id) => mayActNow(ledger.policy, person, id)))
        return refuse('not-your-class')
      const at = clock()
      if (found.focus !== undefined && (await isInTheWay(found.focus, at))) return refuse('exam-running')
      if (!(await acts.reopen(actId, at, at - SOON))) return refuse('already-over')
      await audit.append({ at, by: person, action: 'act-restored', subject: actId })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },
  }
}
