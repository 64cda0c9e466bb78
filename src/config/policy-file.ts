import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse, stringify, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { BlockLooks } from '../policy/block-look.ts'
import type { Limits } from '../policy/limits.ts'
import type { Catalogue, Policy, Rule } from '../policy/policy.ts'
import { withHolidays } from './holidays.ts'
import { ownPlatformText } from './own-platforms.ts'
import { policyProblems } from './policy-check.ts'
import { policyOf, ruleOf } from './policy-of.ts'
import type { PolicyText, RuleText } from './policy-schema.ts'
import { policySchema, ruleSchema } from './policy-schema.ts'
import type { Problem } from './problems.ts'
import { ConfigError, problemsOf, unknown } from './problems.ts'
import { salvaged } from './salvage.ts'
import { targetText } from './target.ts'
import { calendarText, timetableText } from './time-text.ts'

/** The ids of the presets that ship with the product, from the folder `config/presets/`, and of those in the folders of a board. */
export function presetIds(configFolder: string, ofBoard: readonly string[] = []): readonly string[] {
  return [...presetFiles(configFolder, ofBoard).keys()].sort()
}

/** Reads a preset of the folder `config/`, or of a board. Throws {@link ConfigError} with every problem at once. */
export function loadPreset(
  configFolder: string,
  id: string,
  catalogue: Catalogue,
  ofBoard: readonly string[] = [],
): Policy {
  const files = presetFiles(configFolder, ofBoard)
  const path = files.get(id)
  if (path === undefined)
    throw new ConfigError('preset', [{ place: 'preset', problem: unknown('preset', id, [...files.keys()].sort()) }])
  return readPolicy(readFileSync(path, 'utf8'), `presets/${id}.yaml`, configFolder, catalogue)
}

/** The file of each preset by its id. What ships keeps its id; of several folders the first that has one gives it. */
export function presetFiles(configFolder: string, ofBoard: readonly string[] = []): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const folder of [join(configFolder, 'presets'), ...ofBoard.filter((folder) => existsSync(folder))])
    for (const file of readdirSync(folder)) {
      const id = basename(file, '.yaml')
      if (file.endsWith('.yaml') && !file.startsWith('.') && !files.has(id)) files.set(id, join(folder, file))
    }
  return files
}

/** Reads a policy's YAML. `file` is its name in messages. Throws {@link ConfigError} with every problem at once. */
export function readPolicy(yaml: string, file: string, configFolder: string, catalogue: Catalogue): Policy {
  const value = parseYaml(yaml, file)
  const shaped = policySchema.safeParse(value)
  if (!shaped.success)
    throw new ConfigError(file, [...problemsOf(shaped.error), ...problemsBeside(value, configFolder, catalogue)])
  const basis = basisRules(shaped.data.basis ?? {}, configFolder)
  if (basis.problems.length > 0)
    throw new ConfigError(file, [...basis.problems, ...policyProblems(shaped.data, basis.rules, catalogue)])
  const policy = policyOf(shaped.data, basis.rules, catalogue)
  if ('problems' in policy) throw new ConfigError(file, policy.problems)
  return shaped.data.calendar.holidays === 'listed' ? policy : withHolidays(policy, configFolder)
}

/** What does not fit together in a text whose shape is wrong in other places. */
function problemsBeside(value: unknown, configFolder: string, catalogue: Catalogue): readonly Problem[] {
  const read = salvaged(policySchema, value)
  if (read === undefined) return []
  const basis = basisRules(read.value.basis ?? {}, configFolder)
  return [...basis.problems, ...policyProblems(read.value, basis.rules, catalogue)].flatMap(({ place, problem }) => {
    const whole = problemOfWhole(problem, value as Readonly<Record<string, unknown>>)
    return whole === undefined ? [] : [{ place: read.placeBefore(place), problem: whole }]
  })
}

/** What was left out is there all the same, for whoever names it. */
function problemOfWhole(problem: string, value: Readonly<Record<string, unknown>>): string | undefined {
  const [, what, id] = /^unknown (group|class|timetable|schedule|clause) "(.*)"; known/.exec(problem) ?? []
  if (what === undefined) return problem
  const ids = Object.keys(value[what === 'class' ? 'classes' : `${what}s`] ?? {})
  return ids.includes(id!) ? undefined : unknown(what, id!, ids)
}

/** Writes a policy as the YAML that {@link readPolicy} reads. Rules of the basis stand in it like any other. */
export function writePolicy(policy: Policy): string {
  return stringify(policyText(policy), { lineWidth: 0, aliasDuplicateObjects: false })
}

/** A policy in the words of its YAML, as a value. */
export function policyText(policy: Policy): PolicyWritten {
  return {
    school: schoolText(policy.school),
    unknown: policy.unknown,
    clauses: policy.clauses,
    groups: byId(
      policy.groups,
      ({ name, like, timetable, networks, record, onlyThese, safeSearch, youtube, ech, blocks }) => ({
        name,
        ...(like === undefined ? {} : { like }),
        ...(timetable === undefined ? {} : { timetable }),
        networks: [...networks],
        record,
        'only-these': onlyThese,
        'safe-search': typeof safeSearch === 'boolean' ? safeSearch : [...safeSearch],
        youtube,
        ...(ech === undefined ? {} : { ech }),
        ...(blocks === undefined ? {} : { blocks: { look: blocks.look, ...categoriesText(blocks) } }),
      }),
    ),
    classes: byId(policy.classes, ({ name, timetable, room }) => ({
      name,
      ...(timetable === undefined ? {} : { timetable }),
      ...(room ? { room } : {}),
    })),
    timetables: byId(policy.timetables, timetableText),
    ...(policy.schedules === undefined ? {} : { schedules: byId(policy.schedules, ({ name }) => ({ name })) }),
    calendar: calendarText(policy.calendar),
    sets: byId(policy.sets, ({ name, platforms, andAllLikeThem, not }) => ({
      name,
      platforms: [...platforms],
      'and-all-like-them': andAllLikeThem,
      ...(not === undefined ? {} : { not: [...not] }),
    })),
    essential: [...policy.essential],
    protected: [...policy.protected],
    rules: policy.rules.map(ruleText),
    ...(policy.limits === undefined ? {} : { limits: limitsText(policy.limits) }),
    ...(policy.measures === undefined ? {} : { measures: policy.measures.map((measure) => ({ ...measure })) }),
    ...(policy.teachersMayExclude === undefined ? {} : { 'teachers-may-exclude': policy.teachersMayExclude }),
    ...(policy.platforms === undefined ? {} : { platforms: byId(policy.platforms, ownPlatformText) }),
  }
}

/** A policy as it comes out of its YAML again, or everything that would be wrong in it there, whoever made it. */
export function readBack(policy: Policy, catalogue: Catalogue): Policy | { readonly problems: readonly Problem[] } {
  const shaped = policySchema.safeParse(policyText(policy))
  return shaped.success ? policyOf(shaped.data, [], catalogue) : { problems: problemsOf(shaped.error) }
}

function schoolText({ otherClasses, ...school }: Policy['school']) {
  return { ...school, ...(otherClasses === undefined ? {} : { 'other-classes': otherClasses }) }
}

/** The rules that every school has, from the folder `config/`. */
export function loadBasis(configFolder: string): readonly Rule[] {
  return basisTexts(configFolder).map(ruleOf)
}

/** Days and periods are lines of text in it. */
type PolicyWritten = Omit<PolicyText, 'calendar' | 'timetables'> & Record<'calendar' | 'timetables', unknown>

/** The rules of the basis that a preset names, with their clauses, and what is wrong with how it names them. */
function basisRules(
  clauses: Readonly<Record<string, string | null>>,
  configFolder: string,
): { readonly rules: readonly RuleText[]; readonly problems: readonly Problem[] } {
  if (Object.keys(clauses).length === 0) return { rules: [], problems: [] }
  const rules = basisTexts(configFolder)
  const ids = rules.map(({ id }) => id)
  const strange = Object.keys(clauses).filter((id) => !ids.includes(id))
  const missing = ids.filter((id) => !(id in clauses))
  return {
    rules: rules.map((rule) => ({ ...rule, ...(clauses[rule.id] == null ? {} : { clause: clauses[rule.id]! }) })),
    problems: [
      ...strange.map((id) => ({ place: `basis.${id}`, problem: unknown('rule of the basis', id, ids) })),
      ...missing.map((id) => ({
        place: `basis.${id}`,
        problem: 'every school has this rule: name its clause, or null where the protocol has none',
      })),
    ],
  }
}

const basisTexts = (configFolder: string): readonly RuleText[] =>
  z.strictObject({ rules: z.array(ruleSchema) }).parse(parse(readFileSync(join(configFolder, 'basis.yaml'), 'utf8')))
    .rules

function parseYaml(yaml: string, file: string): unknown {
  try {
    return parse(yaml)
  } catch (error) {
    // Too many aliases (a small file that unfolds to gigabytes) is a ReferenceError.
    if (error instanceof ReferenceError) throw new ConfigError(file, [{ place: 'YAML', problem: error.message }])
    if (!(error instanceof YAMLParseError)) throw error
    const line = error.linePos?.[0].line
    throw new ConfigError(file, [
      { place: line === undefined ? 'YAML' : `line ${line}`, problem: error.message.split('\n')[0]! },
    ])
  }
}

const categoriesText = ({ categories }: BlockLooks) =>
  categories === undefined ? {} : { categories: { ...categories } }

const limitsText = ({ queriesPerSecond, burst, unlimited }: Limits): NonNullable<PolicyText['limits']> => ({
  'queries-per-second': queriesPerSecond,
  burst,
  unlimited: [...unlimited],
})

function ruleText({ id, groups, classes, target, state, when, locked, clause }: Rule): RuleText {
  return {
    id,
    for: [...groups],
    ...(classes === undefined ? {} : { classes: [...classes] }),
    ...(state === 'closed' ? { close: targetText(target) } : { open: targetText(target) }),
    when: when === 'always' ? when : [...when],
    locked,
    ...(clause === undefined ? {} : { clause }),
  }
}

function byId<Item extends { readonly id: string }, Value>(
  items: readonly Item[],
  value: (item: Item) => Value,
): Record<string, Value> {
  return Object.fromEntries(items.map((item) => [item.id, value(item)]))
}
