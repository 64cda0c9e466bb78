import type { KindOfTime } from '../time/calendar.ts'
import { kindOfTime, nextBell } from '../time/calendar.ts'
import type { SchoolZone } from '../time/school-time.ts'
import type { Case } from './decide.ts'
import { decideIn } from './decide.ts'
import { following } from './following.ts'
import type { Acts, Client, Policy, Span } from './policy.ts'

/** The next instant at which anything of this client's policy may change by itself: a bell, or the beginning or end of an act. Cheap; may be early, never late. */
export function edgeOf(policy: Policy, acts: Acts, client: Client, zone: SchoolZone, at: number): number {
  return edgeBefore(nextBell(following(policy, client), zone, at), acts, client, at)
}

/** {@link edgeOf} where the next bell is known. */
export function edgeBefore(bell: number, acts: Acts, client: Client, at: number): number {
  let edge = bell
  for (const { from, until } of actsOf(acts, client)) {
    if (from > at && from < edge) edge = from
    if (until > at && until < edge) edge = until
  }
  return edge
}

/** How far {@link untilOf} looks ahead: longer than a summer holiday. */
const horizon = 100 * 24 * 3600_000

/** The instant at which this case's decision changes by itself; undefined where nothing in sight will change it. */
export function untilOf(c: Case): number | undefined {
  const { policy, acts, client, zone, at } = c
  const follows = following(policy, client)
  const now = kindOfTime(follows, zone, zone.at(at))
  const decided = same(c, now)
  const kinds: readonly KindOfTime[] = ['inloop', 'lesson', 'break', 'outside']
  const onlyTime = actsOf(acts, client).every(({ until }) => until <= at)
  if (onlyTime && kinds.every((kind) => same(c, kind) === decided)) return undefined

  for (let edge = at; edge < at + horizon; ) {
    edge = edgeOf(policy, acts, client, zone, edge)
    if (same({ ...c, at: edge }, kindOfTime(follows, zone, zone.at(edge))) !== decided) return edge
  }
  return undefined
}

/** All acts that may reach a client, those not yet begun included. */
function actsOf(acts: Acts, client: Client): readonly Span[] {
  const ofClass = ({ class: id }: { readonly class: string }) => client.classes.includes(id)
  const ofDevice = ({ device }: { readonly device: string }) => device === client.device
  return [
    ...acts.grants.filter(({ audience: { kind, id } }) =>
      kind === 'class' ? client.classes.includes(id) : kind === 'group' ? client.group === id : client.device === id,
    ),
    ...acts.parks.filter(ofClass),
    ...acts.focuses.filter(ofClass),
    ...acts.exclusions.filter(ofDevice),
    ...acts.openings.filter(ofDevice),
    ...acts.emergencies,
    ...acts.trials.filter(({ group }) => group === client.group),
    ...acts.events,
  ]
}

const same = (c: Case, time: KindOfTime): string => JSON.stringify(decideIn(c, time))
