import { basename, join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { loadBasis, policyText, writePolicy } from '../../config/policy-file.ts'
import { policyFrom } from '../../config/policy-source.ts'
import type { Problem } from '../../config/problems.ts'
import { ConfigError } from '../../config/problems.ts'
import { basisProblems } from '../../policy/basis.ts'
import type { Policy } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import { forgetStanding } from '../../standing/standing.ts'
import { hasStorage } from '../../storage/storage.ts'
import type { SchoolZone } from '../../time/school-time.ts'
import { openBeside } from '../box/console.ts'
import { catalogueShelf, presetFolders } from '../box/given.ts'
import type { Refusal } from '../outcome.ts'
import type { PolicyChange, Revision } from './keeping.ts'
import { policyChanges } from './revisions.ts'

/** A revision with its policy, as `policy export` gives it. */
export interface Exported {
  readonly revision: Revision
  /** The YAML of a preset; its first line names the school and the revision. */
  readonly yaml: string
  /** The same as a value. */
  readonly policy: unknown
}
/** What an import has changed, or would. */
export interface Imported {
  /** The revision that holds now; what it was where nothing changed, or nothing was to be. */
  readonly revision: number
  readonly changes: readonly PolicyChange[]
}

/** How a policy is imported. */
export interface Importing {
  readonly file: string
  readonly why?: string | undefined
  /** The revision that the file was made from: what it changes may not have been changed since. */
  readonly basedOn?: number | undefined
  /** Only says what would change. */
  readonly dry: boolean
}

/** The revisions of a data folder, for the command line. */
export interface PolicyBook {
  readonly zone: SchoolZone
  /** The revision in force, or the one with a number, or the one that was in force at an instant. Throws ConfigError where there is none. */
  export(which: { readonly at: number } | { readonly number: number } | 'now'): Promise<Exported>
  /** Puts a policy that was read from a file in force, or only says what would change. Throws ConfigError where it cannot be. */
  import(policy: Policy, how: Importing): Promise<Imported>
  /** The policy that a word of the command line means: a revision's number, a preset's id, a file. Throws ConfigError. */
  policyOf(word: string): Promise<Policy>
  inForce(): Promise<Policy>
  close(): Promise<void>
}

/** Opens the revisions of a data folder, beside a running server or without one. Throws StorageError, or ConfigError where no school is kept there. */
export async function openPolicyBook(config: Config, mayBeNew = false): Promise<PolicyBook> {
  if (!mayBeNew && !hasStorage(config.data))
    throw wrong(config.data, '--data', 'no school is kept here yet; start a server once, or name its folder')
  const { app, storage } = await openBeside(config)
  const { school } = app
  return {
    zone: app.zone,

    async export(which) {
      const at = which !== 'now' && 'at' in which ? which.at : undefined
      const number = which !== 'now' && 'number' in which ? which.number : school.revision()
      const found = at === undefined ? await revisionOf(number) : await school.asAt(at)
      if (found === undefined) throw await noSuch(at === undefined ? '--revision' : '--at')
      const { policy, ...revision } = found
      return { revision, yaml: commentOf(revision, policy, app.zone) + writePolicy(policy), policy: policyText(policy) }
    },

    async import(policy, { file, why, basedOn, dry }) {
      const before = school.policy()
      const refused = school.unsound(policy)
      if (refused !== undefined) throw new ConfigError(file, refused.problems)
      if (dry) return { revision: school.revision(), changes: policyChanges(before, policy) }
      const by = basedOn === undefined ? 'console' : ({ person: 'console', seen: basedOn } as const)
      const outcome = await school.replace(by, policy, oneLine(why ?? `import ${basename(file)}`).slice(0, LONGEST_WHY))
      if (!outcome.ok)
        throw outcome.problem === 'unknown-revision' ? await noSuch('--based-on') : meanwhile(file, outcome)
      // A server that runs writes down what it takes over from here; one that starts must not begin with the policy before.
      forgetStanding(join(config.data, 'standing'), outcome.value.number)
      return { revision: outcome.value.number, changes: policyChanges(before, policy) }
    },

    async policyOf(word) {
      if (!isNumber(word)) return policyIn(word, config)
      const policy = await storage.policies.policyOf(Number(word))
      if (policy === undefined) throw await noSuch(word)
      return policy
    },

    inForce: async () => school.policy(),
    close: () => storage.close(),
  }

  async function revisionOf(number: number) {
    const [revision, policy] = [await storage.policies.revision(number), await storage.policies.policyOf(number)]
    return revision && policy && { ...revision, policy }
  }

  async function noSuch(place: string): Promise<ConfigError> {
    const [newest, first] = [school.revision(), await storage.policies.revision(1)]
    const since = first === undefined ? '' : `, the first of ${app.zone.format(first.at)}`
    return wrong(config.data, place, `there is no such revision; there are 1 to ${newest}${since}`)
  }
}

/**
 * What is different in one policy from another, each a revision's number, a preset's id or a file; `to` is the policy in force when left out. The data
 * folder is opened only where one of them is kept in it. Throws ConfigError, StorageError.
 */
export async function changesOf(
  config: () => Config,
  from: string,
  to: string | undefined,
): Promise<readonly PolicyChange[]> {
  if (to !== undefined && !isNumber(from) && !isNumber(to)) {
    const places = config()
    return policyChanges(policyIn(from, places), policyIn(to, places))
  }
  const book = await openPolicyBook(config())
  try {
    return policyChanges(await book.policyOf(from), to === undefined ? await book.inForce() : await book.policyOf(to))
  } finally {
    await book.close()
  }
}

/** Checks policies' files (or presets), each as an import does. Throws ConfigError with everything that is wrong in all of them. */
export function checkPolicies(
  files: readonly string[],
  config: Pick<Config, 'data' | 'board'>,
): readonly { readonly file: string; readonly rules: number; readonly groups: number }[] {
  const basis = loadBasis(join(root, 'config'))
  const problems: Problem[] = []
  const checked = files.map((file) => {
    try {
      const policy = policyIn(file, config)
      for (const { rule, problem } of basisProblems(policy, basis))
        problems.push({ place: `${file}: rules.${rule}`, problem })
      return { file, rules: policy.rules.length, groups: policy.groups.length }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const { place, problem } of error.problems) problems.push({ place: `${file}: ${place}`, problem })
      return { file, rules: 0, groups: 0 }
    }
  })
  if (problems.length > 0) throw new ConfigError('validate', problems)
  return checked
}

const isNumber = (word: string): boolean => /^\d+$/.test(word)

/** The policy of a preset or a file, without a data folder. Throws ConfigError with everything that is wrong in it. */
export function policyIn(word: string, config: Pick<Config, 'data' | 'board'>): Policy {
  return policyFrom(word, join(root, 'config'), catalogueShelf(config, 'reader').current(), presetFolders(config))
}

function commentOf({ number, at, by, why }: Revision, { school }: Policy, zone: SchoolZone): string {
  const who = by === '' ? '' : ` by ${by}`
  // A name or a reason may hold a line break, and what follows would be read.
  return `${oneLine(`# ${school.name}: revision ${number} of ${zone.format(at)}${who} (${why})`)}\n`
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')

/** Most characters of a reason. */
const LONGEST_WHY = 500

const meanwhile = (file: string, { problem, detail = '' }: Refusal): ConfigError =>
  wrong(
    file,
    problem,
    `what this file changes was changed since (${detail}); see \`rooster policy diff\`, and base it on what holds now`,
  )

const wrong = (file: string, place: string, problem: string) => new ConfigError(file, [{ place, problem }])
