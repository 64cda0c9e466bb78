import type { ListProgress } from '../../lists/build-lists.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import { queue } from '../in-turn.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { ListProblem } from './list-office.ts'

/** What all that is done with lists shares. */
export interface ListDesk {
  readonly parts: Parts
  /** The kinds of sites that a list can be about. */
  categories(): readonly string[]
  /** Whether without this list there would be nothing left of a kind of sites that is always closed. */
  isLastOfLocked(id: string): boolean
  /** Does what changes a list, one after another: refused for who may not, and where the disk refuses; then noted, and the lists are read anew. */
  change(
    person: Person,
    action: AuditAction,
    work: () => Promise<Outcome<ChangedList, ListProblem>>,
  ): Promise<Outcome<void, ListProblem>>
  /** How far the reading of now is; `failed` where the last one broke off, and what was there goes on. */
  reading(): ListProgress | 'failed' | undefined
  /** Resolves when the last change is read. */
  ready(): Promise<void>
}
/** Which list was changed; `isNothing` where it stayed as it was. */
export interface ChangedList {
  readonly list: string
  readonly isNothing?: true
}

/** Names that a court or a ministry ordered closed: a kind of sites that only a school's own lists have. */
const LEGAL_ORDER = 'legal-order'

export const refuse = (problem: ListProblem, detail?: string): Refusal<ListProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail: detail.slice(0, 200) }

/** The one way in which lists are changed. */
export function listDesk(parts: Parts, ledger: Ledger): ListDesk {
  const { storage, library, clock } = parts
  const inTurn = queue()
  let ready: Promise<void> = Promise.resolve()
  let hasFailed = false

  const readAnew = async () => {
    const before = library.data()
    try {
      await library.reread()
      hasFailed = false
    } catch {
      hasFailed = true
    }
    if (library.data() !== before) await ledger.publishPolicy()
  }

  return {
    parts,
    categories: () => {
      const known = library.lists().map(({ category }) => category)
      return [...new Set([...ledger.catalogue.categories, ...known, LEGAL_ORDER])].toSorted()
    },
    isLastOfLocked(id) {
      const category = library.lists().find((list) => list.id === id)?.category
      // What was just changed may not be read yet.
      const inForce = library.files.idsInForce()
      const others = library.lists().filter((list) => list.category === category && list.id !== id)
      return (
        ledger.policy.rules.some(
          ({ target, locked }) => locked && target.kind === 'category' && target.id === category,
        ) && !others.some((list) => inForce.has(list.id) && list.names > 0)
      )
    },
    change: (person, action, work) =>
      inTurn(async () => {
        if (!mayKeepSchool(person)) return refuse('not-allowed')
        const done = await orRefusal(work)
        if (!done.ok) return done
        const { list, isNothing } = done.value
        if (isNothing) return { ok: true, value: undefined }
        await storage.audit.append({ at: clock(), by: person, action, subject: list })
        ready = readAnew()
        return { ok: true, value: undefined }
      }),
    reading: () => library.progress() ?? (hasFailed ? 'failed' : undefined),
    ready: () => ready,
  }
}

/** What the disk refuses becomes a refusal; a full one is told by the page itself. */
async function orRefusal<Value>(
  work: () => Promise<Outcome<Value, ListProblem>>,
): Promise<Outcome<Value, ListProblem>> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^(EEXIST|ENOTDIR|EISDIR|EACCES|EPERM|EROFS|ENAMETOOLONG|ELOOP|ENOENT)$/.test(code)) throw error
    return refuse('list-not-written', code)
  }
}
