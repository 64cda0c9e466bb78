import type { Name } from '../../src/dns/name.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Acts, Client, Grant, Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam, caseOf, presetOnLoopback } from '../helpers/lankforst.ts'

// What a school's protocol makes of names, laid down as sentences and held against `decide`.

/** `open` because nothing closes it, `allowed` by a rule, or in its `safer` version; `closed` is what a grant opens, `locked` what none does. */
export type Gets = 'open' | 'allowed' | 'safer' | 'closed' | 'locked'

/** One expectation. It reads as a sentence: pupils who ask for instagram.com in a lesson get it closed. */
export interface Row {
  /** A group, or a group's devices of a class: `pupil-phones of groep-3`. */
  readonly who: string
  readonly asks: string
  readonly when: string
  /** The moment on the school's wall. */
  readonly at: string
  /** What people have laid down by then. */
  readonly acts: Acts
  readonly gets: Gets
  /** The clause that closes or allows it. */
  readonly by: string | undefined
}

/** Rows with one outcome: each of these asks for each of those at each moment. */
export type Line<Moment extends string> = readonly [
  who: readonly string[],
  asks: readonly string[],
  when: readonly Moment[],
  gets: Gets,
]

/** A preset, and what is expected of it: by clause, line for line. `baseline` is what every school has. */
export interface Protocol {
  readonly id: string
  readonly policy: Policy
  readonly lines: Readonly<Record<string, readonly (readonly Row[])[]>>
}

/** Lays down what a protocol expects of its preset, while these acts stand. */
export function protocol<Moment extends string>(
  id: string,
  moments: Readonly<Record<Moment, string>>,
  lines: Readonly<Record<string, readonly Line<Moment>[]>>,
  standing: Partial<Acts> = {},
): Protocol {
  const acts = { ...noActs, ...standing }
  const rowsOf = (clause: string, [groups, names, times, gets]: Line<Moment>): readonly Row[] => {
    const by = gets === 'open' || gets === 'safer' || clause === 'baseline' ? undefined : clause
    return groups.flatMap((who) =>
      names.flatMap((asks) => times.map((when) => ({ who, asks, when, at: moments[when], acts, gets, by }))),
    )
  }
  const entries = Object.entries(lines).map(([clause, of]) => [clause, of.map((line) => rowsOf(clause, line))] as const)
  return { id, policy: presetOnLoopback(id), lines: Object.fromEntries(entries) }
}

/** The group and the class of who asks. */
export function clientOf(who: string): Client {
  const [group = '', inClass] = who.split(' of ')
  return { group, classes: inClass === undefined ? [] : [inClass] }
}

/** The sentence of a row. */
export const titleOf = ({ who, asks, when, gets, by }: Row): string =>
  `${who} who ask for ${asks} ${when} get it ${gets}${by === undefined ? '' : ` (${by})`}`

/** A grant of the very name for the whole group, for an hour. */
export function grantFor({ who, asks, at, acts }: Row): Acts {
  const from = amsterdam.parse(at)
  const target = { kind: 'site', name: asks as Name } as const
  const audience = { kind: 'group', id: clientOf(who).group } as const
  const grant: Grant = { id: 'g', audience, target, from, until: from + 3600_000 }
  return { ...acts, grants: [grant] }
}

/** What `decide` makes of a row, in the row's own words; a reason that does not go with them stands in their place. */
export function outcomeOf(row: Row, policy: Policy): { readonly gets: string; readonly by: string | undefined } {
  const asked = caseOf(row.asks, '', row.at, { policy, acts: row.acts, client: clientOf(row.who) })
  const { verdict, reason } = decide(asked)
  const by = row.by !== undefined && 'clause' in reason ? reason.clause : undefined
  if (verdict.kind === 'rewrite') return { gets: 'safer', by }
  if (verdict.kind === 'pass') return { gets: reason.kind === 'rule' ? 'allowed' : 'open', by }
  const opened = decide({ ...asked, acts: grantFor(row) }).verdict.kind !== 'block'
  const fits = reason.kind === (opened ? 'rule' : 'locked')
  return { gets: fits ? (opened ? 'closed' : 'locked') : `closed for reason ${reason.kind}`, by }
}

/** The rule that decides a row; undefined where none does. */
export function ruleOf({ who, asks, at, acts }: Row, policy: Policy): string | undefined {
  const { reason } = decide(caseOf(asks, '', at, { policy, acts, client: clientOf(who) }))
  return 'rule' in reason ? reason.rule : undefined
}

/** Reports whether a row comes out under a policy. */
export function comesOut(row: Row, policy: Policy): boolean {
  const { gets, by } = outcomeOf(row, policy)
  return gets === row.gets && by === row.by
}

/** The rows that do not come out under a policy, each with what came out. */
export function failuresOf(rows: readonly Row[], policy: Policy): readonly string[] {
  return rows
    .filter((row) => !comesOut(row, policy))
    .map((row) => {
      const { gets, by } = outcomeOf(row, policy)
      return `${titleOf(row)}; it is ${gets}${by === undefined ? '' : ` (${by})`}`
    })
}
