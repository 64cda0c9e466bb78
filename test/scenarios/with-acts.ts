import type { Name } from '../../src/dns/name.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Acts, Audience, Grant, Policy, Span, Target } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam, caseOf } from '../helpers/lankforst.ts'
import { clientOf } from './protocol.ts'

/** From when until when an act holds, on the school's wall. */
export function between(from: string, until: string): Span {
  return { id: 'act', from: amsterdam.parse(from), until: amsterdam.parse(until) }
}

/** What a teacher opens for a class: a platform (`platform:youtube`) or a site. */
export function grantTo(inClass: string, target: string, span: Span): Grant {
  return { ...span, audience: { kind: 'class', id: inClass }, target: targetOf(target) }
}

/** What a director opens for a whole group or one device. */
export function grantToAll(audience: Audience, target: string, span: Span): Grant {
  return { ...span, audience, target: targetOf(target) }
}

/** `platform:youtube`, or a site by its name. */
export function targetOf(text: string): Target {
  const platform = /^platform:(.*)$/.exec(text)?.[1]
  return platform === undefined ? { kind: 'site', name: text as Name } : { kind: 'platform', id: platform }
}

/** What somebody's device `d1` gets while these acts are in force, and why: `pass grant`, `block rule TJ-9`. */
export function outcome(policy: Policy, who: string, asks: string, at: string, acts: Partial<Acts> = {}): string {
  const client = { ...clientOf(who), device: 'd1' }
  const { verdict, reason } = decide(caseOf(asks, '', at, { policy, client, acts: { ...noActs, ...acts } }))
  const clause = 'clause' in reason && reason.clause !== undefined ? ` ${reason.clause}` : ''
  return `${verdict.kind} ${reason.kind}${clause}`
}
