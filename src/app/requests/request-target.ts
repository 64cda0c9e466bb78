import type { Name } from '../../dns/name.ts'
import { decide } from '../../policy/decide.ts'
import type { Catalogue, Client } from '../../policy/policy.ts'
import type { AskedTarget } from '../../storage/request-store.ts'
import { namesOf, targetToOpen } from '../grants/grant-target.ts'
import type { Outcome } from '../outcome.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { AskProblem } from './asking.ts'

/** What somebody asked for by name, as a target; refused at once where no answer could open it, or nothing closes it for this client at `at`. */
export function targetToAsk(
  ledger: Ledger,
  typed: string,
  client: Client,
  at: number,
): Outcome<AskedTarget, AskProblem> {
  const platform = platformOf(ledger.catalogue, typed)
  const read = targetToOpen(ledger, platform === undefined ? { site: typed } : { platform }, [client], at)
  // What is no platform was read as a site: of both, a person typed something that is neither.
  if (!read.ok) return { ...read, problem: read.problem === 'locked' ? 'locked' : 'bad-site' }
  const target = read.value as AskedTarget
  const decisions = namesOf(ledger, target).map((name) => decide(ledger.caseOf(client, name, at)))
  const closed = decisions.filter(({ verdict }) => verdict.kind === 'block')
  if (closed.length === 0) return { ok: false, problem: 'already-open', detail: ledger.wording.target(target).nl }
  const reason = closed[0]!.reason
  if (reason.kind === 'exclusion') return { ok: false, problem: 'excluded' }
  if (reason.kind === 'focus' && reason.exam) return { ok: false, problem: 'exam-running' }
  return { ok: true, value: target }
}

/** The platform that somebody means: by its id or name, or by exactly one of its names, with or without `www.` before it. */
function platformOf({ platforms }: Catalogue, typed: string): string | undefined {
  const text = typed.trim().toLowerCase()
  const called = platforms.find(({ id, name }) => id === text || name.toLowerCase() === text)
  if (called !== undefined) return called.id
  const host = text.replace(/^[a-z]+:\/\//, '').replace(/[/?#:].*$/s, '')
  const site = host.replace(/^www\./, '') as Name
  const owners = platforms.filter(({ names }) => names.includes(site))
  return owners.length === 1 ? owners[0]!.id : undefined
}
