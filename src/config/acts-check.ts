import type { Acts, Catalogue, Policy, Span, Target } from '../policy/policy.ts'
import type { Problem } from './problems.ts'
import { unknown } from './problems.ts'

/** What acts may name: the ids of a policy and its catalogue. */
export type Known = Readonly<Record<'class' | 'group' | 'clause' | 'platform' | 'set', readonly string[]>>

/** The ids that acts under this policy may name. */
export function knownIn(policy: Policy, catalogue: Catalogue): Known {
  const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id)
  return {
    class: ids(policy.classes),
    group: ids(policy.groups),
    clause: Object.keys(policy.clauses),
    platform: ids(catalogue.platforms),
    set: [...new Set([...ids(policy.sets), ...catalogue.platforms.flatMap(({ sets }) => sets)])],
  }
}

/** Everything in acts that names what there is not, or ends before it begins, with its place in a state file. */
export function actProblems(acts: Acts, known: Known): readonly Problem[] {
  const problems: Problem[] = []
  const must = (place: string, what: keyof Known, id: string | undefined) => {
    if (id !== undefined && !known[what].includes(id)) problems.push({ place, problem: unknown(what, id, known[what]) })
  }
  const target = (place: string, { kind, ...rest }: Target) => {
    if (kind === 'platform' || kind === 'set') must(place, kind, 'id' in rest ? rest.id : undefined)
  }
  for (const [i, { audience, target: opened }] of acts.grants.entries()) {
    if (audience.kind !== 'device') must(`grants[${i}].${audience.kind}`, audience.kind, audience.id)
    target(`grants[${i}].target`, opened)
  }
  for (const [i, park] of acts.parks.entries()) must(`parks[${i}].class`, 'class', park.class)
  for (const [i, { class: of, targets }] of acts.focuses.entries()) {
    must(`focuses[${i}].class`, 'class', of)
    for (const [j, one] of targets.entries()) target(`focuses[${i}].targets[${j}]`, one)
  }
  for (const [i, { clause }] of acts.exclusions.entries()) must(`exclusions[${i}].clause`, 'clause', clause)
  for (const [i, { group }] of acts.trials.entries()) must(`trials[${i}].group`, 'group', group)
  return [...problems, ...endless(acts)]
}

function endless({ corrections: _, ...acts }: Acts): readonly Problem[] {
  return Object.entries(acts).flatMap(([kind, list]: [string, readonly Span[]]) =>
    list.flatMap(({ from, until }, i) =>
      until > from ? [] : [{ place: `${kind}[${i}].until`, problem: 'it ends before it begins, or at once' }],
    ),
  )
}
