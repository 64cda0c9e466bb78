import { join } from 'node:path'
import { readPolicy, writePolicy } from '../../config/policy-file.ts'
import type { Problem } from '../../config/problems.ts'
import { ConfigError } from '../../config/problems.ts'
import type { Policy } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Editor, EditProblem } from './editor.ts'
import { personOf } from './editor.ts'
import type { PolicyChange, Revision, SchoolOffice } from './keeping.ts'
import type { Ledger } from './ledger.ts'
import { policyChanges } from './revisions.ts'

/** A revision with its policy as the YAML of a preset. */
export interface WrittenPolicy extends Revision {
  readonly yaml: string
}
/** What an import has changed, or would: `revision` is the one that holds now. */
export interface TextImported {
  readonly revision: number
  readonly changes: readonly PolicyChange[]
}
/** A refusal of a text; of `not-valid` and `basis` with everything that is wrong in it. */
export type TextRefusal = Refusal<EditProblem> & { readonly problems?: readonly Problem[] }

/** The policy as text, to be taken out and brought in; for a coordinator. */
export interface PolicyTexts {
  /** What is in force, or was at an instant, or came with a revision. */
  written(
    person: Person,
    which: 'now' | { readonly at: number } | { readonly revision: number },
  ): Promise<Outcome<WrittenPolicy, 'not-allowed' | 'unknown-revision'>>
  /** Puts a text in force as the next revision, or only says what it would change. */
  bring(
    by: Editor,
    yaml: string,
    how: { readonly why?: string; readonly dry: boolean },
  ): Promise<{ readonly ok: true; readonly value: TextImported } | TextRefusal>
}

const LONGEST_WHY = 500

/** The policy as text. */
export function policyTexts({ storage }: Parts, ledger: Ledger, school: SchoolOffice): PolicyTexts {
  const { policies } = storage

  const read = (yaml: string): { readonly ok: true; readonly value: Policy } | TextRefusal => {
    try {
      return { ok: true, value: readPolicy(yaml, 'policy', join(root, 'config'), ledger.givenCatalogue) }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      const { problems } = error
      return { ok: false, problem: 'not-valid', detail: `${problems[0]?.place}: ${problems[0]?.problem}`, problems }
    }
  }

  return {
    async written(person, which) {
      if (!mayKeepSchool(person)) return { ok: false, problem: 'not-allowed' }
      const found =
        which !== 'now' && 'at' in which
          ? await school.asAt(which.at)
          : await revisionOf(which === 'now' ? school.revision() : which.revision)
      if (found === undefined) return { ok: false, problem: 'unknown-revision' }
      const { policy, ...revision } = found
      return { ok: true, value: { ...revision, yaml: writePolicy(policy) } }
    },

    async bring(by, yaml, { why, dry }) {
      const person = personOf(by)
      if (person !== 'console' && !mayKeepSchool(person)) return { ok: false, problem: 'not-allowed' }
      const policy = read(yaml)
      if (!policy.ok) return policy
      const before = school.policy()
      const refused = school.unsound(policy.value)
      if (refused !== undefined) return refused
      const changes = policyChanges(before, policy.value)
      if (dry) return { ok: true, value: { revision: school.revision(), changes } }
      const done = await school.replace(by, policy.value, plainText(why, LONGEST_WHY) ?? 'import API')
      return done.ok ? { ok: true, value: { revision: done.value.number, changes } } : done
    },
  }

  async function revisionOf(number: number) {
    const [revision, policy] = [await policies.revision(number), await policies.policyOf(number)]
    return revision && policy && { ...revision, policy }
  }
}
