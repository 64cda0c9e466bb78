import type { Name } from '../dns/name.ts'
import type { KindOfTime } from '../time/calendar.ts'
import { isOfStaff } from './group-kind.ts'
import type { Client, Grant, Group, Restricted, Rule, Span } from './policy.ts'
import type { Sources } from './sources.ts'
import { membership, Table } from './table.ts'
import type { Facts } from './tags.ts'
import type { Decision, Reason } from './verdict.ts'

/** The gate for one client at one kind of time, everything that does not depend on the name worked out beforehand. */
export function gateOf(sources: Sources, client: Client, time: KindOfTime, now: number): (facts: Facts) => Decision {
  const { acts, policy, restricted } = sources
  const members = membership(sources)
  const isStaff = isOfStaff(policy.groups, client.group)
  const inClass = ({ class: id }: { readonly class: string }) => client.classes.includes(id)
  const inForce = <Act extends Span>(list: readonly Act[]) =>
    list.filter(({ from, until }) => from <= now && now < until)

  const moments: ReadonlySet<string> = new Set([time, ...(inForce(acts.events).length > 0 ? ['event'] : [])])
  const rules = policy.rules
    .filter(
      ({ groups, classes, when }) =>
        groups.includes(client.group) &&
        (classes?.some((id) => client.classes.includes(id)) ?? true) &&
        (when === 'always' || when.some((moment) => moments.has(moment))),
    )
    .filter(({ target, state, locked }) => !client.exempt || target.kind !== 'everything' || state === 'open' || locked)
  const locked = new Table(
    members,
    rules.filter((rule) => rule.locked && rule.state === 'closed'),
  )
  const standing = new Table(members, rules)
  const allClosed = rules.some(({ target, state }) => target.kind === 'everything' && state === 'closed')
  const park = client.exempt ? undefined : inForce(acts.parks).find(inClass)
  const focuses = inForce(acts.focuses).filter((focus) => inClass(focus) && (focus.exam || park === undefined))
  const focusLists = focuses.map((focus) => ({
    focus,
    table: new Table(
      members,
      focus.targets.map((target) => ({ target, state: 'open' as const })),
    ),
  }))
  const grants = new Table(
    members,
    inForce(acts.grants)
      .filter((grant) => audienceHas(grant, client))
      .map((grant) => ({ ...grant, state: 'open' as const })),
  )
  const exclusion = inForce(acts.exclusions).find(({ device }) => device === client.device)
  const openings = inForce(acts.openings).filter(({ device }) => isStaff && device === client.device)
  const inExam = inForce(acts.focuses).some((focus) => focus.exam && inClass(focus))
  const emergency = inExam ? undefined : inForce(acts.emergencies).find((act) => act.for === 'everyone' || isStaff)
  const group = policy.groups.find(({ id }) => id === client.group)
  const onTrial = inForce(acts.trials).some((trial) => trial.group === client.group)
  const safer = saferOf(group, restricted, time)

  // The same order as in `decide`, and for the same reasons.
  const steps: readonly ((facts: Facts) => Decision | undefined)[] = [
    ({ essential }) => (essential ? pass({ kind: 'essential' }) : undefined),
    ({ owners, libraryOf }) => {
      if (emergency === undefined || ![...owners, ...libraryOf].some((id) => members('communication').has(id)))
        return undefined
      return pass({ kind: 'emergency', act: emergency.id })
    },
    () => exclusion && block({ kind: 'exclusion', act: exclusion.id, ...clauseOf(exclusion) }),
    ({ sites }) => {
      const opening = openings.find(({ site }) => sites.includes(site))
      return opening && pass({ kind: 'opening', act: opening.id })
    },
    (facts) => {
      const rule = locked.closedBy(facts)
      return rule && block({ kind: 'locked', rule: rule.id, target: rule.target, ...clauseOf(rule) })
    },
    (facts) => {
      const listing = focusLists.find(({ table }) => table.openedBy(facts) !== undefined)
      const focus = listing?.focus ?? focuses[0]
      return (
        focus &&
        (listing ? pass : block)({ kind: 'focus', act: focus.id, exam: focus.exam, listed: listing !== undefined })
      )
    },
    () => park && block({ kind: 'park', act: park.id }),
    (facts) => (facts.protected && !allClosed ? pass({ kind: 'protected' }) : undefined),
    (facts) => {
      const grant = grants.openedBy(facts)
      return grant && pass({ kind: 'grant', act: grant.id, target: grant.target })
    },
    (facts) => {
      const rule = standing.mostSpecific(facts)
      if (rule === undefined) return undefined
      const counted = onTrial && rule.state === 'closed'
      const reason: Reason = {
        kind: counted ? 'trial' : 'rule',
        rule: rule.id,
        target: rule.target,
        ...clauseOf(rule),
      }
      return (rule.state === 'open' || counted ? pass : block)(reason)
    },
    () => {
      if (!group?.onlyThese || client.exempt) return undefined
      return onTrial ? pass({ kind: 'trial' }) : block({ kind: 'only-these' })
    },
  ]
  const judge = (facts: Facts): Decision => {
    for (const step of steps) {
      const decision = step(facts)
      if (decision) return decision
    }
    return pass({ kind: 'default' })
  }

  return (facts) => {
    if (facts.status) return pass({ kind: 'own-name' })
    if (facts.own === 'canary') return block({ kind: 'canary' })
    if (facts.own !== undefined) return (facts.own === 'localhost' ? pass : block)({ kind: 'special-use' })
    const decision = judge(facts)
    const target = decision.verdict.kind === 'pass' ? safer(facts) : undefined
    if (target === undefined) return decision
    const { reason } = decision
    return { verdict: { kind: 'rewrite', target }, reason: reason.kind === 'trial' ? reason : { kind: 'restricted' } }
  }
}

/** Which safer twin a name is answered with at this kind of time, if any. */
function saferOf(
  group: Group | undefined,
  { youtube }: Restricted,
  time: KindOfTime,
): (facts: Facts) => Name | undefined {
  const { safeSearch = false, youtube: modes = 'open' } = group ?? {}
  const isSafe = safeSearch === true || (safeSearch !== false && safeSearch.includes(time))
  const mode = typeof modes === 'object' ? modes[time] : modes
  const clips = mode === 'open' ? undefined : youtube[mode]
  return (facts) => (isSafe ? facts.safeSearch : undefined) ?? (facts.youtube ? clips : undefined)
}

// A bell has thousands of decisions made anew: they share what they can.
const verdicts = { pass: { kind: 'pass' }, block: { kind: 'block' } } as const
const pass = (reason: Reason): Decision => ({ verdict: verdicts.pass, reason })
const block = (reason: Reason): Decision => ({ verdict: verdicts.block, reason })
const clauseOf = ({ clause }: Pick<Rule, 'clause'>) => (clause === undefined ? {} : { clause })

function audienceHas({ audience }: Grant, client: Client): boolean {
  if (audience.kind === 'class') return client.classes.includes(audience.id)
  return audience.id === (audience.kind === 'group' ? client.group : client.device)
}
