import type { Name } from '../dns/name.ts'
import { name } from '../dns/name.ts'
import type { BlockLooks } from '../policy/block-look.ts'
import type { Limits } from '../policy/limits.ts'
import type { Catalogue, Group, Policy, Rule, When, YoutubeMode } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'
import { ownPlatformOf } from './own-platforms.ts'
import { policyProblems } from './policy-check.ts'
import type { PolicyText, RuleText } from './policy-schema.ts'
import type { Problem } from './problems.ts'
import { readTarget } from './target.ts'
import { calendarOf, timetableOf } from './time-text.ts'

/** Makes a {@link Policy} of a text whose shape is right, or says everything in it that does not fit together. */
export function policyOf(
  text: PolicyText,
  basis: readonly RuleText[],
  catalogue: Catalogue,
): Policy | { readonly problems: readonly Problem[] } {
  const problems = policyProblems(text, basis, catalogue)
  if (problems.length > 0) return { problems }
  return {
    school: schoolOf(text.school),
    clauses: text.clauses,
    groups: Object.entries(text.groups).map(([id, group]) => ({
      id,
      name: group.name,
      ...(group.like === undefined ? {} : { like: group.like }),
      networks: group.networks,
      ...(group.timetable === undefined ? {} : { timetable: group.timetable }),
      record: group.record,
      onlyThese: group['only-these'],
      safeSearch: safeSearchOf(group['safe-search']),
      youtube: youtubeOf(group.youtube),
      ...(group.ech === undefined ? {} : { ech: group.ech }),
      ...(group.blocks === undefined ? {} : { blocks: looksOf(group.blocks) }),
    })),
    unknown: text.unknown,
    classes: Object.entries(text.classes).map(([id, { name, timetable, room }]) => ({
      id,
      name,
      ...(timetable === undefined ? {} : { timetable }),
      ...(room ? { room } : {}),
    })),
    timetables: Object.entries(text.timetables).map(timetableOf),
    ...(text.schedules === undefined
      ? {}
      : { schedules: Object.entries(text.schedules).map(([id, { name }]) => ({ id, name })) }),
    calendar: calendarOf(text.calendar),
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
    ...(text.limits === undefined ? {} : { limits: limitsOf(text.limits) }),
    ...(text.measures === undefined ? {} : { measures: text.measures.map(measureOf) }),
    ...(text['teachers-may-exclude'] === undefined ? {} : { teachersMayExclude: text['teachers-may-exclude'] }),
    ...(text.platforms === undefined ? {} : { platforms: Object.entries(text.platforms).map(ownPlatformOf) }),
  }
}

const schoolOf = ({
  board,
  officer,
  'other-classes': otherClasses,
  ...school
}: PolicyText['school']): Policy['school'] => ({
  ...school,
  ...(board === undefined ? {} : { board }),
  ...(officer === undefined ? {} : { officer }),
  ...(otherClasses === false ? { otherClasses } : {}),
})

const limitsOf = ({
  'queries-per-second': queriesPerSecond,
  burst,
  unlimited,
}: NonNullable<PolicyText['limits']>): Limits => ({ queriesPerSecond, burst, unlimited })

const measureOf = ({
  clause,
  ...rest
}: NonNullable<PolicyText['measures']>[number]): NonNullable<Policy['measures']>[number] => ({
  ...rest,
  ...(clause === undefined ? {} : { clause }),
})

const names = (texts: readonly string[]): readonly Name[] => texts.map(name)

/** Makes a {@link Rule} of its text, which must have passed the checks. */
export function ruleOf(rule: RuleText): Rule {
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
  return words.includes('always') ? 'always' : spelledOut(words.filter((word) => word !== 'always'))
}

type GroupText = PolicyText['groups'][string]

const looksOf = ({ look, categories }: NonNullable<GroupText['blocks']>): BlockLooks => ({
  look,
  ...(categories === undefined ? {} : { categories }),
})

function safeSearchOf(text: GroupText['safe-search']): Group['safeSearch'] {
  if (typeof text === 'boolean') return text
  return text.includes('always') || spelledOut(text.filter((word) => word !== 'always'))
}

const strictness: readonly YoutubeMode[] = ['strict', 'moderate', 'open']

function youtubeOf(text: GroupText['youtube']): Group['youtube'] {
  if (typeof text === 'string') return text
  const named = Object.values(text)
  const strictest = strictness.find((mode) => named.includes(mode)) ?? 'open'
  const { inloop = strictest, lesson = strictest, break: pause = strictest, outside = strictest } = text
  return { inloop, lesson, break: pause, outside }
}

/** Words for times as the kinds they stand for, each once. */
function spelledOut<Word extends KindOfTime | 'event'>(words: readonly (Word | 'school-time')[]) {
  const kinds = words.flatMap((word): readonly (Word | KindOfTime)[] =>
    word === 'school-time' ? ['inloop', 'lesson', 'break'] : [word],
  )
  return [...new Set(kinds)]
}
