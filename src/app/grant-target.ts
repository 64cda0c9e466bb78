import ipaddr from 'ipaddr.js'
import { parse } from 'tldts'
import type { Name } from '../dns/name.ts'
import { readName } from '../dns/name.ts'
import { decide } from '../policy/decide.ts'
import type { Client, Target } from '../policy/policy.ts'
import type { GrantProblem, Outcome } from './app.ts'
import type { Ledger } from './ledger.ts'

/** What a person chose to open, as a target; refused where it is no site or platform, or is locked for one of these clients at `at`. */
export function targetToOpen(
  ledger: Ledger,
  what: { readonly platform: string } | { readonly site: string },
  clients: readonly Client[],
  at: number,
): Outcome<Target, GrantProblem> {
  const read = 'platform' in what ? readPlatform(ledger, what.platform) : readSite(what.site)
  if (!read.ok) return read
  const { target, names } = read.value
  const locks = clients.map((client) => lockOn(ledger, client, names, at)).filter((lock) => lock !== undefined)
  const lock = locks[0]
  return lock === undefined ? { ok: true, value: target } : { ok: false, problem: 'locked', detail: lock }
}

type Chosen = { readonly target: Target; readonly names: readonly Name[] }

function readPlatform({ catalogue }: Ledger, id: string): Outcome<Chosen, GrantProblem> {
  const platform = catalogue.platforms.find((known) => known.id === id)
  if (platform === undefined) return { ok: false, problem: 'unknown-target', detail: id }
  return { ok: true, value: { target: { kind: 'platform', id }, names: platform.names } }
}

function readSite(text: string): Outcome<Chosen, GrantProblem> {
  const refusal = { ok: false, problem: 'bad-site', detail: text.trim().slice(0, 100) } as const
  if (isAddress(text)) return refusal
  const read = readName(text)
  if ('problem' in read) return refusal
  // No `domain`: a bare public suffix (`nl`, `co.uk`), which would open half the world, or an address.
  const { domain, isIp } = parse(read.name, { validateHostname: false })
  if (domain === null || isIp) return refusal
  return { ok: true, value: { target: { kind: 'site', name: read.name }, names: [read.name] } }
}

const isAddress = (text: string): boolean =>
  ipaddr.isValid(
    text
      .trim()
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[/?#].*$/s, '')
      .replace(/^\[|\](:\d+)?$/g, ''),
  )

/** What locks all these names for the client: the clause, or else the target of the rule. A platform is locked only with all its names. */
function lockOn(ledger: Ledger, client: Client, names: readonly Name[], at: number): string | undefined {
  let lock: string | undefined
  for (const name of names) {
    const { reason } = decide(ledger.caseOf(client, name, at))
    if (reason.kind !== 'locked') return undefined
    lock ??= reason.clause ?? ledger.wording.target(reason.target)[ledger.policy.school.language]
  }
  return lock
}
