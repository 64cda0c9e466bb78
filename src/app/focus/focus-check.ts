import type { Name } from '../../dns/name.ts'
import type { Client, Target } from '../../policy/policy.ts'
import { lockOnName, namesOf } from '../grants/grant-target.ts'
import type { LookUp } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { ListedCheck, NameCheck, NameState } from './focusing.ts'

/** Names of one platform that are looked up at most; the catalogue has the ones that pages begin with first. */
const NAMES = 16

/** Looks whether a target, with its names and the companions that were learned, is found and not locked for these clients at `at`. Aliases are followed: a locked one closes the name. */
export async function checkTarget(
  ledger: Ledger,
  lookUp: LookUp,
  target: Target,
  companions: readonly Name[],
  clients: readonly Client[],
  at: number,
): Promise<ListedCheck> {
  const names = namesOf(ledger, target).slice(0, NAMES)
  const lock = (name: Name) =>
    clients.map((client) => lockOnName(ledger, client, name, at)).find((found) => found !== undefined)
  const check = (all: readonly Name[]) => Promise.all(all.map((name) => checkName(lookUp, lock, name)))
  const [checks, needs] = await Promise.all([check(names), check(companions)])
  const state = stateOf(checks)
  const clause = state === 'locked' ? checks.find((one) => one.clause !== undefined)?.clause : undefined
  return {
    target,
    targetName: ledger.wording.target(target),
    state,
    ...(clause === undefined ? {} : { clause }),
    names: checks.filter((one) => one.state !== 'ok'),
    needs,
  }
}

/** A platform's media names often have no address of their own: one name that is found is enough. */
function stateOf(checks: readonly NameCheck[]): NameState {
  const has = (state: NameState) => checks.some((check) => check.state === state)
  if (has('locked')) return 'locked'
  if (has('ok')) return 'ok'
  return has('unknown') || checks.length === 0 ? 'unknown' : 'does-not-resolve'
}

async function checkName(lookUp: LookUp, lock: (name: Name) => string | undefined, name: Name): Promise<NameCheck> {
  const own = lock(name)
  if (own !== undefined) return { name, state: 'locked', clause: own }
  const found = await foundAt(lookUp, name)
  if (found.kind !== 'found') return { name, state: found.kind === 'none' ? 'does-not-resolve' : 'unknown' }
  for (const alias of found.aliases) {
    const clause = lock(alias)
    if (clause !== undefined) return { name, state: 'locked', clause, alias }
  }
  return { name, state: 'ok' }
}

/** What there is at a site: many have an address at `www.` only. */
async function foundAt(lookUp: LookUp, name: Name): ReturnType<LookUp> {
  const [bare, www] = await Promise.all([lookUp(name), lookUp(`www.${name}` as Name)])
  if (bare.kind === 'found' && www.kind === 'found')
    return { kind: 'found', aliases: [...bare.aliases, ...www.aliases] }
  if (bare.kind === 'found') return bare
  return www.kind === 'found' || bare.kind === 'none' ? www : bare
}
