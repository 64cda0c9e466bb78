import { clashes, differences } from '../../policy/diff.ts'
import type { Policy } from '../../policy/policy.ts'
import type { StoredRevision } from '../../storage/policy-store.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Editor, EditProblem, Unsound } from './editor.ts'
import { personOf, seenBy } from './editor.ts'
import { lastChange } from './last-change.ts'
import type { Ledger } from './ledger.ts'
import { soundness } from './soundness.ts'

/** A changed policy, with what the change was about. */
export interface Changed<Value> {
  readonly policy: Policy
  readonly value: Value
}
/** Makes a policy from the one that holds, or says why not. It is asked again when another program has changed the policy meanwhile. */
export type Change<Value, Problem extends string> = (policy: Policy) => Outcome<Changed<Value>, Problem>

/** The one way in which a policy is changed. */
export interface Editing {
  /**
   * Lays down what `change` makes of the policy: one revision with who, when and `why`, in force at the resolver when the promise resolves. A change that
   * changes nothing makes none. Edits wait for each other. `may` says whose it is to do; the coordinator's when left out.
   */
  edit<Value, Problem extends string>(
    by: Editor,
    why: string,
    change: Change<Value, Problem>,
    may?: (person: Person) => boolean,
  ): Promise<Outcome<Value, Problem | EditProblem>>
  /** The same, for who wants to know the revision that holds now: the new one, or the one there was when nothing changed. */
  revise<Problem extends string>(
    by: Editor,
    why: string,
    change: Change<unknown, Problem>,
    may?: (person: Person) => boolean,
  ): Promise<Outcome<StoredRevision, Problem | EditProblem>>
  /** What would be wrong with this policy in the place of the one that holds. */
  unsound(policy: Policy): Unsound | undefined
}

/** A {@link Change} that went well. */
export const changed = <Value>(policy: Policy, value: Value) => ({ ok: true, value: { policy, value } }) as const

/** Edits of the policy that the ledger keeps, one after another. */
export function editing({ storage }: Parts, ledger: Ledger): Editing {
  const unsound = soundness(() => ledger.givenCatalogue)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  /** The policy that the editor saw, and its number. */
  const seenPolicy = async (by: Editor): Promise<Seen | undefined> => {
    const number = seenBy(by) ?? ledger.revision
    if (number > ledger.revision) await ledger.reload()
    const policy = number === ledger.revision ? ledger.policy : await storage.policies.policyOf(number)
    return policy && { number, policy }
  }

  const refusal = async (seen: Seen, policy: Policy): Promise<Refusal<EditProblem> | undefined> => {
    const changes = differences(ledger.policy, policy)
    if (clashes(changes, differences(seen.policy, ledger.policy)).length > 0)
      return {
        ok: false,
        problem: 'changed-meanwhile',
        detail: await lastChange(storage, ledger, changes, seen.number),
      }
    return unsound(ledger.policy, policy)
  }

  const lay = async <Value, Problem extends string>(
    by: Person | 'console',
    seen: Seen,
    why: string,
    change: Change<Value, Problem>,
  ): Promise<Outcome<LaidDown<Value>, Problem | EditProblem>> => {
    for (;;) {
      const outcome = change(ledger.policy)
      if (!outcome.ok) return outcome
      const { policy, value } = outcome.value
      const refused = await refusal(seen, policy)
      if (refused !== undefined) return refused
      const isNothing = differences(ledger.policy, policy).length === 0
      const revision = isNothing
        ? await storage.policies.revision(ledger.revision)
        : await ledger.change(policy, by === 'console' ? undefined : by, why)
      if (revision !== undefined) return { ok: true, value: { revision, value } }
      // Another program laid one down first: the ledger has taken it over, and the change is made to that one.
    }
  }

  const revised: Revised = (by, why, change, may = mayKeepSchool) =>
    inTurn(async () => {
      const person = personOf(by)
      if (person !== 'console' && !may(person)) return { ok: false, problem: 'not-allowed' }
      const seen = await seenPolicy(by)
      return seen === undefined ? { ok: false, problem: 'unknown-revision' } : await lay(person, seen, why, change)
    })

  return {
    async edit(by, why, change, may) {
      const outcome = await revised(by, why, change, may)
      return outcome.ok ? { ok: true, value: outcome.value.value } : outcome
    },
    async revise(by, why, change, may) {
      const outcome = await revised(by, why, change, may)
      return outcome.ok ? { ok: true, value: outcome.value.revision } : outcome
    },
    unsound: (policy) => unsound(ledger.policy, policy),
  }
}

type Revised = <Value, Problem extends string>(
  by: Editor,
  why: string,
  change: Change<Value, Problem>,
  may?: (person: Person) => boolean,
) => Promise<Outcome<LaidDown<Value>, Problem | EditProblem>>

interface Seen {
  readonly number: number
  readonly policy: Policy
}
interface LaidDown<Value> {
  readonly value: Value
  readonly revision: StoredRevision
}
