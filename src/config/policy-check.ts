import { parseCidr } from '../clients/address.ts'
import { readName } from '../dns/name.ts'
import type { Catalogue } from '../policy/policy.ts'
import { NORMAL } from '../time/calendar.ts'
import { schoolZone } from '../time/school-time.ts'
import { entryProblems } from './entry-check.ts'
import { ownPlatformProblems } from './own-platform-check.ts'
import type { PolicyText, RuleText } from './policy-schema.ts'
import type { Problem } from './problems.ts'
import { unknown } from './problems.ts'
import { readTarget } from './target.ts'

/** Everything in a policy's text that does not fit together, with its place and what would have been right. */
export function policyProblems(text: PolicyText, basis: readonly RuleText[], catalogue: Catalogue): readonly Problem[] {
  const check = new Check(text, catalogue)
  check.school()
  check.groups()
  check.classes()
  check.calendar()
  check.sets()
  check.names('essential', text.essential)
  check.names('protected', text.protected)
  for (const rule of basis) check.rule(`basis.${rule.id}`, rule)
  for (const [i, rule] of text.rules.entries()) check.rule(`rules[${i}]`, rule)
  check.limits()
  check.measures()
  check.platforms()
  return check.problems
}

/** One reading of a policy's text, gathering problems as it goes. */
class Check {
  readonly problems: Problem[] = []
  readonly #text: PolicyText
  readonly #catalogue: Catalogue
  readonly #platforms: readonly string[]
  readonly #sets: readonly string[]
  readonly #ruleIds = new Set<string>()

  constructor(text: PolicyText, catalogue: Catalogue) {
    this.#text = text
    this.#catalogue = catalogue
    this.#platforms = [...new Set([...catalogue.platforms.map(({ id }) => id), ...Object.keys(text.platforms ?? {})])]
    this.#sets = [...new Set([...Object.keys(text.sets), ...catalogue.platforms.flatMap(({ sets }) => sets)])]
  }

  school(): void {
    const { school, unknown: strict, groups } = this.#text
    try {
      schoolZone(school.zone)
    } catch {
      this.#report('school.zone', `unknown time zone "${school.zone}"; write it as Europe/Amsterdam`)
    }
    this.#known('unknown', 'group', strict, Object.keys(groups))
  }

  groups(): void {
    for (const [id, { timetable, networks }] of Object.entries(this.#text.groups)) {
      this.#known(`groups.${id}.timetable`, 'timetable', timetable, Object.keys(this.#text.timetables))
      for (const [i, network] of networks.entries()) {
        if (parseCidr(network)) continue
        this.#report(
          `groups.${id}.networks[${i}]`,
          `"${network}" is not a network; write it as 10.1.0.0/16 or fd00:1::/64, host bits zero`,
        )
      }
    }
  }

  classes(): void {
    for (const [id, { timetable }] of Object.entries(this.#text.classes)) {
      this.#known(`classes.${id}.timetable`, 'timetable', timetable, Object.keys(this.#text.timetables))
    }
  }

  calendar(): void {
    const schedules = Object.keys(this.#text.schedules ?? {})
    if (schedules.includes(NORMAL))
      this.#report(`schedules.${NORMAL}`, 'this id stands for the days of the timetables themselves; take another')
    for (const [timetable, { schedules: own = {} }] of Object.entries(this.#text.timetables))
      for (const id of Object.keys(own))
        this.#known(`timetables.${timetable}.schedules.${id}`, 'schedule', id, schedules)
    for (const [i, entry] of this.#text.calendar.entries.entries()) {
      const place = `calendar.entries[${i}]`
      for (const id of entry.classes ?? [])
        this.#known(`${place}.classes`, 'class', id, Object.keys(this.#text.classes))
      this.#known(`${place}.schedule`, 'schedule', entry.schedule, [NORMAL, ...schedules])
      for (const { place: below, problem } of entryProblems(entry)) this.#report(`${place}${below}`, problem)
    }
  }

  sets(): void {
    for (const [id, { platforms, not = [], 'and-all-like-them': growing }] of Object.entries(this.#text.sets)) {
      for (const platform of platforms) this.#known(`sets.${id}.platforms`, 'platform', platform, this.#platforms)
      for (const platform of not) {
        this.#known(`sets.${id}.not`, 'platform', platform, this.#platforms)
        if (platforms.includes(platform)) this.#report(`sets.${id}.not`, `${platform} is named in platforms too`)
      }
      if (not.length > 0 && !growing)
        this.#report(`sets.${id}.not`, 'nothing joins this set by itself; not: goes with and-all-like-them: true')
    }
  }

  names(place: string, names: readonly string[]): void {
    for (const [i, text] of names.entries()) {
      const read = readName(text)
      if ('problem' in read) this.#report(`${place}[${i}]`, `"${text}" is not a domain name (${read.problem})`)
    }
  }

  limits(): void {
    const { limits, groups } = this.#text
    for (const id of limits?.unlimited ?? []) this.#known('limits.unlimited', 'group', id, Object.keys(groups))
    if (limits && limits.burst < limits['queries-per-second'])
      this.#report('limits.burst', `${limits.burst} is less than one second's ${limits['queries-per-second']}`)
  }

  measures(): void {
    const ids = new Set<string>()
    for (const [i, { id, clause }] of (this.#text.measures ?? []).entries()) {
      if (ids.has(id)) this.#report(`measures[${i}].id`, `there is another measure "${id}"`)
      ids.add(id)
      this.#known(`measures[${i}].clause`, 'clause', clause, Object.keys(this.#text.clauses))
    }
  }

  platforms(): void {
    const { platforms = {}, essential, protected: standing } = this.#text
    const beside = { catalogue: this.#catalogue, essential, protected: standing, sets: this.#sets }
    this.problems.push(...ownPlatformProblems(platforms, beside))
  }

  rule(place: string, rule: RuleText): void {
    if (this.#ruleIds.has(rule.id)) this.#report(`${place}.id`, `there is another rule "${rule.id}"`)
    this.#ruleIds.add(rule.id)
    for (const group of rule.for) this.#known(`${place}.for`, 'group', group, Object.keys(this.#text.groups))
    for (const id of rule.classes ?? []) this.#known(`${place}.classes`, 'class', id, Object.keys(this.#text.classes))
    this.#known(`${place}.clause`, 'clause', rule.clause, Object.keys(this.#text.clauses))
    if (rule.locked && rule.open !== undefined) this.#report(`${place}.locked`, 'only a rule that closes can be locked')
    if ((rule.close === undefined) === (rule.open === undefined))
      this.#report(place, 'a rule says either close: or open:')
    else this.#target(`${place}.${rule.open === undefined ? 'close' : 'open'}`, rule.close ?? rule.open!)
  }

  #target(place: string, text: string): void {
    const target = readTarget(text)
    if (typeof target === 'string') this.#report(place, target)
    else if (target.kind === 'platform') this.#known(place, 'platform', target.id, this.#platforms)
    else if (target.kind === 'set') this.#known(place, 'set', target.id, this.#sets)
  }

  #known(place: string, what: string, id: string | undefined, known: readonly string[]): void {
    if (id !== undefined && !known.includes(id)) this.#report(place, unknown(what, id, known))
  }

  #report(place: string, problem: string): void {
    this.problems.push({ place, problem })
  }
}
