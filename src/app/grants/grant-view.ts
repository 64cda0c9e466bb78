import { following } from '../../policy/following.ts'
import type { Audience, Policy, Target } from '../../policy/policy.ts'
import type { StoredGrant } from '../../storage/act-store.ts'
import { shutBy } from '../acts/shut.ts'
import { clientsOf } from '../devices/class-clients.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { keyOf } from '../everyone/closed-now.ts'
import type { Ledger } from '../policy/ledger.ts'
import { periodEnds } from '../times/period.ts'
import type { GrantView, Resting } from './granting.ts'

/** Running grants with the names that people know them by, what they add up to, and what keeps them shut at `at`. */
export function grantViews(
  ledger: Ledger,
  book: DeviceBook,
  grants: readonly StoredGrant[],
  at: number,
): readonly GrantView[] {
  const same = Map.groupBy(grants, (grant) => `${grant.audience.kind}:${grant.audience.id} ${keyOf(grant.target)}`)
  return [...same.values()].flatMap((alike) => alike.map((grant) => viewOf(ledger, book, grant, alike, at))).sort(byAge)
}

/** One grant of those that run; of the others it says what they leave open. */
export function viewOf(
  ledger: Ledger,
  book: DeviceBook,
  grant: StoredGrant,
  alike: readonly StoredGrant[],
  at: number,
): GrantView {
  const { id, audience, target, from, until, by, reason } = grant
  const others = alike.filter((other) => other.id !== id)
  const isExempt = audience.kind === 'device' && book.isExempt(audience.id)
  const resting = restingOf(ledger, classesOf(book, audience), target, at, isExempt)
  return {
    id,
    audience,
    target,
    targetName: ledger.wording.target(target),
    by: by.name,
    from,
    until,
    openUntil: Math.max(until, ...others.map((other) => other.until)),
    others: others.map((other) => ({ id: other.id, by: other.by.name, until: other.until })),
    ...(endsAtBell(ledger, book, grant) ? { untilBell: true as const } : {}),
    ...(resting === undefined ? {} : { resting }),
    ...(reason === undefined ? {} : { reason }),
  }
}

/** Whether an audience is a room. */
export function isRoom({ classes }: Policy, { kind, id }: Audience): boolean {
  return kind === 'class' && classes.some((known) => known.id === id && known.room === true)
}

/** Whether a grant for a room ends with the bell that others come in by. */
function endsAtBell(ledger: Ledger, book: DeviceBook, { audience, until }: StoredGrant): boolean {
  const { policy, zone } = ledger
  if (!isRoom(policy, audience)) return false
  return periodEnds(following(policy, clientsOf(ledger, book, audience.id)[0]!), zone, until - 1) === until
}

/** What keeps a grant shut for devices of these classes: nothing where a focus or an exam lists its target. */
function restingOf(
  { acts }: Ledger,
  classes: readonly string[],
  target: Target,
  at: number,
  isExempt: boolean,
): Resting | undefined {
  const shut = shutBy(acts, classes, at, isExempt)
  return shut?.listed.some((listed) => keyOf(listed) === keyOf(target)) ? undefined : shut?.by
}

/** The classes whose park or focus an audience feels as a whole; of a group only some devices do. */
function classesOf(book: DeviceBook, { kind, id }: Audience): readonly string[] {
  if (kind === 'class') return [id]
  return kind === 'device' ? (book.get(id)?.classes ?? []) : []
}

const byAge = (a: GrantView, b: GrantView): number => a.from - b.from
