import { parseCidr } from '../clients/address.ts'
import type { Name } from '../dns/name.ts'
import { readName } from '../dns/name.ts'
import type { Catalogue, Policy, Rule, When } from '../policy/policy.ts'
import type { KindOfTime } from '../time/calendar.ts'
import { schoolZone } from '../time/school-time.ts'
import type { PolicyText, RuleText } from './policy-schema.ts'
import type { Problem } from './problems.ts'
import { unknown } from './problems.ts'
import { readTarget } from './target.ts'

/** Makes a {@link Policy} of a text whose shape is right, or says everything in it that does not fit together. */
export function policyOf(
  text: PolicyText,
  basis: readonly RuleText[],
  catalogue: Catalogue,
): Policy | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const report = (place: string, problem: string) => problems.push({ place, problem })
  const check = (place: string, what: string, id: string | undefined, known: Iterable<string>) => {
    if (id !== undefined && ![...known].includes(id)) report(place, unknown(what, id, known))
  }
  const names = (place: string, list: readonly string[]): readonly Name[] =>
    list.flatMap((entry, i) => {
      const read = readName(entry)
      if ('name' in read) return [read.name]
      report(`${place}[${i}]`, `"${entry}" is not a domain name (${read.problem})`)
      return []
    })

  const ids = {
    groups: Object.keys(text.groups),
    classes: Object.keys(text.classes),
    timetables: Object.keys(text.timetables),
    clauses: Object.keys(text.clauses),
  }
  const platforms = catalogue.platforms.map(({ id }) => id)
  const sets = [...Object.keys(text.sets), ...new Set(catalogue.platforms.flatMap((platform) => platform.sets))]

  try {
    schoolZone(text.school.zone)
  } catch {
    report('school.zone', `unknown time zone "${text.school.zone}"; write it as Europe/Amsterdam`)
  }
  check('unknown', 'group', text.unknown, ids.groups)
  for (const [id, group] of Object.entries(text.groups)) {
    check(`groups.${id}.timetable`, 'timetable', group.timetable, ids.timetables)
    for (const [i, network] of group.networks.entries()) {
      if (parseCidr(network) === undefined)
        report(
          `groups.${id}.networks[${i}]`,
          `"${network}" is not a network; write it as 10.1.0.0/16 or fd00:1::/64, host bits zero`,
        )
    }
  }
  for (const [id, { timetable }] of Object.entries(text.classes))
    check(`classes.${id}.timetable`, 'timetable', timetable, ids.timetables)
  for (const [i, entry] of text.calendar.entries.entries()) {
    for (const id of entry.classes ?? []) check(`calendar.entries[${i}].classes`, 'class', id, ids.classes)
    if (entry.to < entry.from) report(`calendar.entries[${i}].to`, `${entry.to} is before ${entry.from}`)
  }
  for (const [id, set] of Object.entries(text.sets))
    for (const platform of set.platforms) check(`sets.${id}.platforms`, 'platform', platform, platforms)

  const ruleIds = new Set<string>()
  const rules = [...basis, ...text.rules].flatMap((rule, i): readonly Rule[] => {
    const place = i < basis.length ? `basis.${rule.id}` : `rules[${i - basis.length}]`
    if (ruleIds.has(rule.id)) report(`${place}.id`, `there is another rule "${rule.id}"`)
    ruleIds.add(rule.id)
    for (const group of rule.for) check(`${place}.for`, 'group', group, ids.groups)
    for (const id of rule.classes ?? []) check(`${place}.classes`, 'class', id, ids.classes)
    check(`${place}.clause`, 'clause', rule.clause, ids.clauses)
    if ((rule.close === undefined) === (rule.open === undefined)) report(place, 'a rule says either close: or open:')
    if (rule.locked && rule.open !== undefined) report(`${place}.locked`, 'only a rule that closes can be locked')
    const target = readTarget(rule.close ?? rule.open ?? 'everything')
    if (typeof target === 'string') {
      report(`${place}.${rule.close === undefined ? 'open' : 'close'}`, target)
      return []
    }
    if (target.kind === 'platform') check(`${place}.close`, 'platform', target.id, platforms)
    if (target.kind === 'set') check(`${place}.close`, 'set', target.id, sets)
    return [ruleOf(rule, target)]
  })

  const policy: Policy = {
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
    })),
    essential: names('essential', text.essential),
    protected: names('protected', text.protected),
    rules,
  }
  return problems.length > 0 ? { problems } : policy
}

function ruleOf(rule: RuleText, target: Rule['target']): Rule {
  return {
    id: rule.id,
    groups: rule.for,
    ...(rule.classes === undefined ? {} : { classes: rule.classes }),
    target,
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
