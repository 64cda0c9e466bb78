import { join } from 'node:path'
import { loadBasis, readBack } from '../../config/policy-file.ts'
import type { Problem } from '../../config/problems.ts'
import { basisProblems } from '../../policy/basis.ts'
import { differences } from '../../policy/diff.ts'
import type { Catalogue, Policy } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import type { Unsound } from './editor.ts'

/** Says why a policy cannot follow another: what would be wrong in its YAML, or what it takes away of the rules that every school has. */
export type Soundness = (before: Policy, after: Policy) => Unsound | undefined

/**
 * Checks whole policies as files are checked. What was wrong before the change does not count: a platform that a newer catalogue no longer has must not
 * stop every other change.
 */
export function soundness(catalogue: () => Catalogue): Soundness {
  const basis = loadBasis(join(root, 'config'))
  const wrongIn = (policy: Policy) => ({
    basis: basisProblems(policy, basis).map(({ rule, problem }) => ({ place: `rules.${rule}`, problem })),
    'not-valid': problemsIn(policy, catalogue()),
  })
  return (before, after) => {
    const [had, has] = [wrongIn(before), wrongIn(after)]
    for (const problem of ['basis', 'not-valid'] as const) {
      const known = had[problem].map(keyOf)
      const problems = has[problem].filter((one) => !known.includes(keyOf(one)))
      if (problems.length === 0) continue
      return { ok: false, problem, problems, detail: problems.map((one) => `${one.place}: ${one.problem}`).join('; ') }
    }
    return undefined
  }
}

/** What would be wrong in its YAML, or would not come out of it again as it went in: an export must be the policy, no less. */
function problemsIn(policy: Policy, catalogue: Catalogue): readonly Problem[] {
  const read = readBack(policy, catalogue)
  if ('problems' in read) return read.problems
  return differences(policy, read).map(({ path }) => ({
    place: path.join('.'),
    problem: 'this cannot be written in a policy as it is',
  }))
}

/** `rules[3].for` is `rules[2].for` when a rule above it was taken away. */
const keyOf = ({ place, problem }: Problem): string => `${place.replace(/\[\d+\]/g, '[]')}: ${problem}`
