import { randomUUID } from 'node:crypto'
import type { Name } from '../../dns/name.ts'
import type { Text } from '../../policy/policy.ts'
import type { StoredAct } from '../../storage/act-store.ts'
import { readTarget } from '../grants/grant-target.ts'
import { queue } from '../in-turn.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { isReason } from '../record/reason.ts'

export type CorrectionProblem =
  | 'not-allowed'
  | 'bad-site'
  | 'not-listed'
  | 'already-corrected'
  | 'locked-reason-missing'
  | 'already-over'

/** A correction as people see it. */
export interface CorrectionView {
  readonly id: string
  readonly name: string
  readonly category: { readonly id: string; readonly name: Text }
  readonly by: string
  readonly reason?: string
}

/** "Ten onrechte dicht": a list is wrong about a name, and a category is taken off it and all below it, for everyone, until that is undone. */
export interface CorrectionDesk {
  /** The categories whose lists hold the name and that no correction has taken off; those that are locked for somebody need a reason. */
  categoriesOf(name: string): readonly { readonly id: string; readonly name: Text; readonly isLocked: boolean }[]
  /** In force at the resolver when the promise resolves. A category that a locked rule closes for anybody is taken off with a reason only. */
  correct(
    person: Person,
    what: { readonly name: string; readonly category: string; readonly reason?: string },
  ): Promise<Outcome<CorrectionView, CorrectionProblem>>
  undo(person: Person, id: string): Promise<Outcome<void, CorrectionProblem>>
  list(): Promise<readonly CorrectionView[]>
}

const refuse = (problem: CorrectionProblem, detail?: string): Refusal<CorrectionProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Corrections of lists. */
export function correctionDesk({ storage, clock, library }: Parts, ledger: Ledger): CorrectionDesk {
  const { acts, audit } = storage
  const inTurn = queue()
  const nameOf = (category: string) => ledger.wording.target({ kind: 'category', id: category })
  const isLocked = (category: string) =>
    ledger.policy.rules.some(
      ({ locked, state, target }) =>
        locked && state === 'closed' && target.kind === 'category' && target.id === category,
    )
  const siteOf = (typed: string) => {
    const read = readTarget(ledger, { site: typed })
    return read.ok && read.value.kind === 'site' ? read.value.name : undefined
  }
  const viewOf = ({ id, name, category, by, reason }: StoredAct<'correction'>): CorrectionView => ({
    ...{ id, name, category: { id: category, name: nameOf(category) }, by: by.name },
    ...(reason === undefined ? {} : { reason }),
  })
  const isCorrected = (name: string, category: string) =>
    ledger.acts.corrections.some(
      (known) => known.category === category && (name === known.name || name.endsWith(`.${known.name}`)),
    )

  const problemWith = (name: Name, category: string, reason: string): Refusal<CorrectionProblem> | undefined => {
    if (!library.categoriesOf(name).includes(category)) return refuse('not-listed', name)
    if (isCorrected(name, category)) return refuse('already-corrected', name)
    return isLocked(category) && !isReason(reason) ? refuse('locked-reason-missing') : undefined
  }

  return {
    categoriesOf(typed) {
      const name = siteOf(typed)
      const held = name === undefined ? [] : library.categoriesOf(name).filter((id) => !isCorrected(name, id))
      return held.map((id) => ({ id, name: nameOf(id), isLocked: isLocked(id) }))
    },

    correct: (person, { name: typed, category, reason = '' }) =>
      inTurn(async () => {
        if (!mayKeepSchool(person)) return refuse('not-allowed')
        const name = siteOf(typed)
        if (name === undefined) return refuse('bad-site', typed.trim().slice(0, 100))
        const problem = problemWith(name, category, reason)
        if (problem) return problem
        const act = { id: randomUUID(), name, category }
        const why = reason.trim().slice(0, 1000) || undefined
        const at = clock()
        await acts.add('correction', act, at, person, why)
        await audit.append({ at, by: person, action: 'correction-made', subject: act.id, detail: { name, category } })
        await ledger.refreshActs()
        return { ok: true, value: viewOf({ ...act, by: person, ...(why === undefined ? {} : { reason: why }) }) }
      }),

    async undo(person, id) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const [at, act] = [clock(), await acts.byId('correction', id)]
      if (act === undefined || !(await acts.end(id, at, person))) return refuse('already-over')
      const { name, category } = act
      await audit.append({ at, by: person, action: 'correction-undone', subject: id, detail: { name, category } })
      await ledger.refreshActs()
      return { ok: true, value: undefined }
    },

    async list() {
      return (await acts.running('correction', clock())).map(viewOf)
    },
  }
}
