import type { Name } from '../dns/name.ts'
import { name } from '../dns/name.ts'
import type { Catalogue, Policy, Rule, When } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'
import { policyProblems } from './policy-check.ts'
import type { PolicyText, RuleText } from './policy-schema.ts'
import type { Problem } from './problems.ts'
import { readTarget } from './target.ts'

/** Makes a {@link Policy} of a text whose shape is right, or says everything in it that does not fit together. */
export function policyOf(
  text: PolicyText,
  basis: readonly RuleText[],
  catalogue: Catalogue,
): Policy | { readonly problems: readonly Problem[] } {
  const problems = policyProblems(text, basis, catalogue)
  if (problems.length > 0) return { problems }
  return {
    school: text.school,
    clauses: text.clauses,
    groups: Object.entries(text.groups).map(([id, group]) => ({
      id,
      name: group.name,
      networks: group.networks,
      ...(group.timetable === undefined ? {} : { timetable: group.timetable }),
      record: group.record,
      onlyThese: group['only-these'],
      safeSearch: group['safe-search'],
      youtube: group.youtube,
    })),
    unknown: text.unknown,
    classes: Object.entries(text.classes).map(([id, { name, timetable }]) => ({
      id,
      name,
      ...(timetable === undefined ? {} : { timetable }),
    })),
    timetables: Object.entries(text.timetables).map(([id, { name, days }]) => ({
      id,
      name,
      days: days as Policy['timetables'][number]['days'],
    })),
    calendar: {
      schoolDays: text.calendar['school-days'],
      entries: text.calendar.entries.map(({ classes, day, ...entry }) => ({
        ...entry,
        ...(classes === undefined ? {} : { classes }),
        ...(day === undefined ? {} : { day }),
      })),
    },
    sets: Object.entries(text.sets).map(([id, set]) => ({
      id,
      name: set.name,
      platforms: set.platforms,
      andAllLikeThem: set['and-all-like-them'],
      ...(set.not === undefined ? {} : { not: set.not }),
    })),
    essential: names(text.essential),
    protected: names(text.protected),
    rules: [...basis, ...text.rules].map(ruleOf),
  }
}

const names = (texts: readonly string[]): readonly Name[] => texts.map(name)

function ruleOf(rule: RuleText): Rule {
  return {
    id: rule.id,
    groups: rule.for,
    ...(rule.classes === undefined ? {} : { classes: rule.classes }),
    target: readTarget(rule.close ?? rule.open!) as Rule['target'],
    state: rule.open === undefined ? 'closed' : 'open',
    when: whenOf(rule.when),
    locked: rule.locked,
    ...(rule.clause === undefined ? {} : { clause: rule.clause }),
  }
}

function whenOf(when: RuleText['when']): When {
  const words = typeof when === 'string' ? [when] : when
  if (words.includes('always')) return 'always'
  const kinds = words.flatMap((word): readonly KindOfTime[] =>
    word === 'school-time' ? ['inloop', 'lesson', 'break'] : word === 'always' ? [] : [word],
  )
  return [...new Set(kinds)]
}
