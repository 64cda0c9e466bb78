import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse, stringify, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { Catalogue, Policy, Rule } from '../policy/policy.ts'
import { policyOf } from './policy-of.ts'
import type { PolicyText, RuleText } from './policy-schema.ts'
import { policySchema, ruleSchema } from './policy-schema.ts'
import { ConfigError, problemsOf, unknown } from './problems.ts'
import { targetText } from './target.ts'
import { periodText } from './times.ts'

/** The ids of the presets that ship with the product, from the folder `config/presets/`. */
export function presetIds(configFolder: string): readonly string[] {
  return readdirSync(join(configFolder, 'presets'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort()
}

/** Reads a preset of the folder `config/`. Throws {@link ConfigError} with every problem at once. */
export function loadPreset(configFolder: string, id: string, catalogue: Catalogue): Policy {
  const known = presetIds(configFolder)
  if (!known.includes(id)) throw new ConfigError('preset', [{ place: 'preset', problem: unknown('preset', id, known) }])
  return readPolicy(
    readFileSync(join(configFolder, 'presets', `${id}.yaml`), 'utf8'),
    `presets/${id}.yaml`,
    configFolder,
    catalogue,
  )
}

/** Reads a policy's YAML. `file` is its name in messages. Throws {@link ConfigError} with every problem at once. */
export function readPolicy(yaml: string, file: string, configFolder: string, catalogue: Catalogue): Policy {
  const shaped = policySchema.safeParse(parseYaml(yaml, file))
  if (!shaped.success) throw new ConfigError(file, problemsOf(shaped.error))
  const policy = policyOf(shaped.data, basisRules(shaped.data.basis ?? {}, configFolder), catalogue)
  if ('problems' in policy) throw new ConfigError(file, policy.problems)
  return policy
}

/** Writes a policy as the YAML that {@link readPolicy} reads. Rules of the basis stand in it like any other. */
export function writePolicy(policy: Policy): string {
  const { calendar } = policy
  const text: Omit<PolicyText, 'calendar' | 'timetables'> & Record<'calendar' | 'timetables', unknown> = {
    school: policy.school,
    unknown: policy.unknown,
    clauses: policy.clauses,
    groups: byId(policy.groups, ({ name, timetable, networks, record, onlyThese, safeSearch, youtube }) => ({
      name,
      ...(timetable === undefined ? {} : { timetable }),
      networks: [...networks],
      record,
      'only-these': onlyThese,
      'safe-search': safeSearch,
      youtube,
    })),
    classes: byId(policy.classes, ({ name, timetable }) => ({
      name,
      ...(timetable === undefined ? {} : { timetable }),
    })),
    timetables: byId(policy.timetables, ({ name, days }) => ({
      name,
      days: Object.fromEntries(
        Object.entries(days).map(([weekday, day]) => [weekday, day === 'off' ? day : day.map(periodText)]),
      ),
    })),
    calendar: {
      'school-days': calendar.schoolDays,
      entries: calendar.entries.map(({ day, ...entry }) => ({
        ...entry,
        ...(day === undefined ? {} : { day: day.map(periodText) }),
      })),
    },
    sets: byId(policy.sets, ({ name, platforms, andAllLikeThem, not }) => ({
      name,
      platforms: [...platforms],
      'and-all-like-them': andAllLikeThem,
      ...(not === undefined ? {} : { not: [...not] }),
    })),
    essential: [...policy.essential],
    protected: [...policy.protected],
    rules: policy.rules.map(ruleText),
  }
  return stringify(text, { lineWidth: 0, aliasDuplicateObjects: false })
}

function basisRules(clauses: Readonly<Record<string, string | null>>, configFolder: string): readonly RuleText[] {
  if (Object.keys(clauses).length === 0) return []
  const rules = z
    .strictObject({ rules: z.array(ruleSchema) })
    .parse(parse(readFileSync(join(configFolder, 'basis.yaml'), 'utf8'))).rules
  const ids = rules.map(({ id }) => id)
  const strange = Object.keys(clauses).filter((id) => !ids.includes(id))
  const missing = ids.filter((id) => !(id in clauses))
  if (strange.length + missing.length > 0) {
    throw new ConfigError('basis', [
      ...strange.map((id) => ({ place: `basis.${id}`, problem: unknown('rule of the basis', id, ids) })),
      ...missing.map((id) => ({
        place: `basis.${id}`,
        problem: 'every school has this rule: name its clause, or null where the protocol has none',
      })),
    ])
  }
  return rules.map((rule) => ({ ...rule, ...(clauses[rule.id] == null ? {} : { clause: clauses[rule.id]! }) }))
}

function parseYaml(yaml: string, file: string): unknown {
  try {
    return parse(yaml)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    const line = error.linePos?.[0].line
    throw new ConfigError(file, [
      { place: line === undefined ? 'YAML' : `line ${line}`, problem: error.message.split('\n')[0]! },
    ])
  }
}

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
