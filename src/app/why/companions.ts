import type { Name } from '../../dns/name.ts'
import { textOfWire } from '../../dns/name.ts'
import type { Companions } from '../../link.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayActNow, mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'

export type CompanionProblem = 'already-over' | 'not-your-class'

/** "This page also needs ...": closed names that several devices of a class were refused just after what a grant opened. */
export interface CompanionReader {
  /** What a running grant, or "only these sites", also seems to need: at most ten names, the surest first; for who may act on the class. */
  of(person: Person, actId: string): Promise<Outcome<readonly Name[], CompanionProblem>>
}

/** The same, and what comes in from the resolver: kept in memory, and no longer than the act runs. */
export interface CompanionDesk extends CompanionReader {
  take(companions: readonly Companions[]): void
}

const refuse = (problem: CompanionProblem): Refusal<CompanionProblem> => ({ ok: false, problem })

/** What opened pages need. */
export function companionDesk({ clock }: Parts, ledger: Ledger, book: DeviceBook): CompanionDesk {
  let latest: ReadonlyMap<string, readonly Name[]> = new Map()

  /** The classes that a running act is for; undefined where it is over. */
  const classesOf = (actId: string): readonly string[] | undefined => {
    const at = clock()
    const runs = ({ id, from, until }: { readonly id: string; readonly from: number; readonly until: number }) =>
      id === actId && from <= at && at < until
    const focus = ledger.acts.focuses.find(runs)
    if (focus !== undefined) return [focus.class]
    const audience = ledger.acts.grants.find(runs)?.audience
    if (audience === undefined) return undefined
    if (audience.kind === 'class') return [audience.id]
    return audience.kind === 'device' ? (book.get(audience.id)?.classes ?? []) : []
  }

  return {
    take(companions) {
      latest = new Map(companions.map(({ act, names }) => [act, names.map((name) => textOfWire(name))]))
    },

    async of(person, actId) {
      const classes = classesOf(actId)
      if (classes === undefined) return refuse('already-over')
      if (!mayActOnAll(person) && !classes.some((id) => mayActNow(ledger.policy, person, id)))
        return refuse('not-your-class')
      return { ok: true, value: latest.get(actId) ?? [] }
    },
  }
}
