import type { Client, Target } from '../../policy/policy.ts'
import { keyOf } from '../everyone/closed-now.ts'
import { targetToOpen } from '../grants/grant-target.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { FocusProblem, Listed } from './focusing.ts'

/** Sites and platforms on one list. */
const LISTED_AT_MOST = 20

const refuse = (problem: FocusProblem, detail?: string): Refusal<FocusProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** What is to be listed, as targets, each once; refused where one is none, or is locked for one of these clients at `at`. */
export function targetsToList(
  ledger: Ledger,
  listed: readonly Listed[],
  clients: readonly Client[],
  at: number,
): Outcome<readonly Target[], FocusProblem> {
  return readList(listed, (one) => targetToOpen(ledger, one, clients, at))
}

/** What is to be listed, read by `one`, each once. */
export function readList(
  listed: readonly Listed[],
  one: (listed: Listed) => Outcome<Target, FocusProblem>,
): Outcome<readonly Target[], FocusProblem> {
  if (listed.length === 0) return refuse('nothing-listed')
  if (listed.length > LISTED_AT_MOST) return refuse('too-many-sites', String(LISTED_AT_MOST))
  const targets = new Map<string, Target>()
  for (const each of listed) {
    const target = one(each)
    if (!target.ok) return target
    targets.set(keyOf(target.value), target.value)
  }
  return { ok: true, value: [...targets.values()] }
}
