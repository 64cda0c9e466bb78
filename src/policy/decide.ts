import type { Name } from '../dns/name.ts'
import { selfAndParents } from '../dns/name.ts'
import type { KindOfTime } from '../time/calendar.ts'
import { kindOfTime } from '../time/calendar.ts'
import type { SchoolZone } from '../time/school-time.ts'
import { following } from './following.ts'
import { isOfStaff } from './group-kind.ts'
import { ownNames, testNameOf } from './own-names.ts'
import type { Acts, Audience, Catalogue, Client, Policy, Rule, Span, Target } from './policy.ts'
import { isOnTrial, rulesInForce } from './rules-in-force.ts'
import type { Subject } from './targets.ts'
import { isInSet, isWithin, opens, subjectOf } from './targets.ts'
import type { Decision, Reason } from './verdict.ts'

/** One question to the policy: who asks what, when, and all that was laid down by then. */
export interface Case {
  readonly policy: Policy
  readonly catalogue: Catalogue
  /** The categories whose lists hold the name or a parent of it. */
  readonly categoriesOf: (name: Name) => readonly string[]
  readonly acts: Acts
  readonly client: Client
  readonly name: Name
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly zone: SchoolZone
  /** The school's own page, answered by us. */
  readonly statusName?: Name
}

/** Decides one case. Pure: same case, same decision, on any day. */
export function decide(c: Case): Decision {
  return decideIn(c, kindOfTime(following(c.policy, c.client), c.zone, c.zone.at(c.at)))
}

/** {@link decide} where the kind of time is known: with the acts in force it is all that changes by itself. */
export function decideIn(c: Case, time: KindOfTime): Decision {
  const own = ownName(c)
  if (own) return own
  const moment = momentOf(c, time)
  for (const step of gate) {
    const decision = step(moment)
    if (decision) return decision.verdict.kind === 'pass' ? restricted(moment, decision) : decision
  }
  throw new Error('the last step of the gate always answers')
}

/** A case with everything looked up that the steps share. */
interface Moment extends Case {
  readonly time: KindOfTime
  readonly subject: Subject
  /** The group's rules that are in force for this device. */
  readonly rules: readonly Rule[]
  readonly inSet: (platform: string, set: string) => boolean
}

type Step = (moment: Moment) => Decision | undefined

/** The order is the policy: the first step that answers wins. */
const gate: readonly Step[] = [
  // Without these a device cannot even show why it is closed, and nobody may be cut off from help.
  byEssential,
  // People must be reachable in an emergency, excluded devices included.
  byEmergency,
  // A director's decision about one device stands above everything a teacher can do.
  byExclusion,
  // An investigation looks at what is locked for everyone; it is one site on one staff device.
  byOpening,
  // What nobody may open: above every act of a teacher.
  byLockedRule,
  // "Only these" decides for all names, so nothing below it is asked.
  byFocus,
  byPark,
  // What school needs stays open under every list, but not when all is closed.
  byProtected,
  // A teacher's act, made now, beats the standing rules.
  byGrant,
  byRules,
  byOnlyThese,
  () => ({ verdict: { kind: 'pass' }, reason: { kind: 'default' } }),
]

const pass = (reason: Reason): Decision => ({ verdict: { kind: 'pass' }, reason })
const block = (reason: Reason): Decision => ({ verdict: { kind: 'block' }, reason })

function byEssential({ name, catalogue, policy }: Moment) {
  const essential = [...catalogue.essential, ...policy.essential].some((site) => isWithin(name, site))
  return essential ? pass({ kind: 'essential' }) : undefined
}

function byEmergency({ acts, client, at, policy, subject, inSet }: Moment) {
  const inExam = acts.focuses.some((focus) => focus.exam && holds(focus, at) && client.classes.includes(focus.class))
  if (inExam || !opens({ kind: 'set', id: 'communication' }, subject, inSet)) return undefined
  const act = acts.emergencies.find(
    (emergency) => holds(emergency, at) && (emergency.for === 'everyone' || isOfStaff(policy.groups, client.group)),
  )
  return act && pass({ kind: 'emergency', act: act.id })
}

function byExclusion({ acts, client, at }: Moment) {
  const act = acts.exclusions.find((exclusion) => holds(exclusion, at) && exclusion.device === client.device)
  return act && block({ kind: 'exclusion', act: act.id, ...(act.clause === undefined ? {} : { clause: act.clause }) })
}

function byOpening({ acts, client, at, name, policy }: Moment) {
  const act = acts.openings.find(
    (o) =>
      holds(o, at) && o.device === client.device && isOfStaff(policy.groups, client.group) && isWithin(name, o.site),
  )
  return act && pass({ kind: 'opening', act: act.id })
}

function byLockedRule({ rules, subject, inSet }: Moment) {
  const locked = rules.filter((rule) => rule.locked && rule.state === 'closed')
  const rule = locked.find((candidate) => {
    const { target } = candidate
    if (target.kind !== 'platform' && target.kind !== 'set') return opens(target, subject, inSet)
    // A shared host is locked only where every owner is.
    const owns = (owner: string) => opens(target, { ...subject, owners: [owner], libraryOf: [] }, inSet)
    const everyOwner = subject.owners.every((owner) =>
      locked.some(
        (other) =>
          isOfPlatforms(other.target) && opens(other.target, { ...subject, owners: [owner], libraryOf: [] }, inSet),
      ),
    )
    return everyOwner && subject.owners.some(owns)
  })
  return rule && block({ kind: 'locked', rule: rule.id, target: rule.target, ...clauseOf(rule) })
}

function byFocus({ acts, client, at, subject, inSet }: Moment) {
  const inForce = acts.focuses.filter((focus) => holds(focus, at) && client.classes.includes(focus.class))
  const parked = acts.parks.some((park) => holds(park, at) && client.classes.includes(park.class))
  // A park sets a plain focus aside; an exam goes on. Where no park holds, it sets nothing aside.
  const focuses = inForce.filter((focus) => focus.exam || !parked || client.exempt)
  const listing = focuses.find((focus) => focus.targets.some((target) => opens(target, subject, inSet)))
  if (listing) return pass({ kind: 'focus', act: listing.id, exam: listing.exam, listed: true })
  const first = focuses[0]
  return first && block({ kind: 'focus', act: first.id, exam: first.exam, listed: false })
}

function byPark({ acts, client, at }: Moment) {
  if (client.exempt) return undefined
  const act = acts.parks.find((park) => holds(park, at) && client.classes.includes(park.class))
  return act && block({ kind: 'park', act: act.id })
}

function byProtected({ name, catalogue, policy, rules }: Moment) {
  if (rules.some(({ target, state }) => target.kind === 'everything' && state === 'closed')) return undefined
  const isProtected = [...catalogue.protected, ...policy.protected].some((site) => isWithin(name, site))
  return isProtected ? pass({ kind: 'protected' }) : undefined
}

function byGrant({ acts, client, at, subject, inSet }: Moment) {
  const act = acts.grants.find(
    (grant) => holds(grant, at) && reaches(grant.audience, client) && opens(grant.target, subject, inSet),
  )
  return act && pass({ kind: 'grant', act: act.id, target: act.target })
}

/** The most specific target wins: site (the longest first), platform, set, category, everything. Equally specific, open beats closed. */
function byRules(moment: Moment) {
  const { subject, rules, acts, client, at } = moment
  const sites = [...selfAndParents(subject.name)].map((site) =>
    strongest(rules, (t) => t.kind === 'site' && t.name === site),
  )
  const levels = [
    ...sites,
    byOwners(moment),
    strongest(rules, (target) => target.kind === 'category' && subject.categories.includes(target.id)),
    strongest(rules, (target) => target.kind === 'everything'),
  ]
  const rule = levels.find((level) => level !== undefined)
  if (rule === undefined) return undefined
  const why = { rule: rule.id, target: rule.target, ...clauseOf(rule) }
  if (rule.state === 'open') return pass({ kind: 'rule', ...why })
  return isOnTrial(acts, client, at) ? pass({ kind: 'trial', ...why }) : block({ kind: 'rule', ...why })
}

/** A host shared by several platforms is open if one of its owners is, and closed only if all of them are. */
function byOwners({ subject, rules, inSet }: Moment): Rule | undefined {
  const ruleOf = (platform: string) =>
    strongest(rules, (target) => target.kind === 'platform' && target.id === platform) ??
    strongest(rules, (target) => target.kind === 'set' && inSet(platform, target.id))
  const owners = subject.owners.map(ruleOf)
  const open = [...owners, ...subject.libraryOf.map(ruleOf)].find((rule) => rule?.state === 'open')
  if (open) return open
  return owners.length > 0 && owners.every((rule) => rule?.state === 'closed') ? owners[0] : undefined
}

function byOnlyThese(moment: Moment) {
  const { acts, client, at } = moment
  if (!groupOf(moment)?.onlyThese || client.exempt) return undefined
  return isOnTrial(acts, client, at) ? pass({ kind: 'trial' }) : block({ kind: 'only-these' })
}

/** On every pass: the safer twin of a search engine or of YouTube, where the group has it now. What a trial lets pass is still counted as that. */
function restricted(moment: Moment, decision: Decision): Decision {
  const { catalogue, name, time } = moment
  const group = groupOf(moment)
  if (group === undefined) return decision
  const { safeSearch, youtube } = catalogue.restricted
  const reason: Reason = decision.reason.kind === 'trial' ? decision.reason : { kind: 'restricted' }
  const rewrite = (target: Name): Decision => ({ verdict: { kind: 'rewrite', target }, reason })
  if (typeof group.safeSearch === 'boolean' ? group.safeSearch : group.safeSearch.includes(time)) {
    const engine = safeSearch.find(({ names }) => names.includes(name))
    if (engine) return rewrite(engine.target)
  }
  const mode = typeof group.youtube === 'string' ? group.youtube : group.youtube[time]
  return mode !== 'open' && youtube.names.includes(name) ? rewrite(youtube[mode]) : decision
}

function ownName({ name, statusName }: Case): Decision | undefined {
  const isTest = statusName !== undefined && isWithin(name, testNameOf(statusName))
  if (name === statusName || isTest) return pass({ kind: 'own-name' })
  const own = ownNames.find(([site]) => isWithin(name, site))
  if (own === undefined) return undefined
  const [, kind] = own
  if (kind === 'canary') return block({ kind: 'canary' })
  return kind === 'localhost' ? pass({ kind: 'special-use' }) : block({ kind: 'special-use' })
}

function momentOf(c: Case, time: KindOfTime): Moment {
  const { policy, catalogue, client, name, acts } = c
  const sets = new Map(catalogue.platforms.map((platform) => [platform.id, platform.sets]))
  const corrected = acts.corrections
    .filter((correction) => isWithin(name, correction.name))
    .map(({ category }) => category)
  const categories = c.categoriesOf(name).filter((category) => !corrected.includes(category))
  const rules = rulesInForce(policy, acts, client, time, c.at)
  const inSet = (platform: string, set: string) => isInSet(platform, set, policy, (id) => sets.get(id) ?? [])
  return { ...c, time, subject: subjectOf(name, catalogue, categories), rules, inSet }
}

const groupOf = ({ policy, client }: Moment) => policy.groups.find(({ id }) => id === client.group)

/** The rule that speaks for a level: an open one if there is one, the first in the document otherwise. */
function strongest(rules: readonly Rule[], matches: (target: Target) => boolean): Rule | undefined {
  const matching = rules.filter((rule) => matches(rule.target))
  return matching.find((rule) => rule.state === 'open') ?? matching[0]
}

const holds = ({ from, until }: Span, at: number): boolean => from <= at && at < until
const isOfPlatforms = ({ kind }: Target): boolean => kind === 'platform' || kind === 'set'
const clauseOf = ({ clause }: Rule) => (clause === undefined ? {} : { clause })

function reaches(audience: Audience, client: Client): boolean {
  switch (audience.kind) {
    case 'class':
      return client.classes.includes(audience.id)
    case 'group':
      return client.group === audience.id
    case 'device':
      return client.device === audience.id
    default:
      return audience satisfies never
  }
}
