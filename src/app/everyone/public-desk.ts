import { edgeOf } from '../../policy/edge.ts'
import { following } from '../../policy/following.ts'
import type { Client, Group, Rule, Text } from '../../policy/policy.ts'
import { rulesInForce } from '../../policy/rules-in-force.ts'
import { kindOfTime } from '../../time/calendar.ts'
import { clientAt } from '../devices/asker.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import { helpersAt } from '../people/helpers.ts'
import type { Ledger } from '../policy/ledger.ts'
import { limits, ruleSentence } from '../rules/rule-sentence.ts'
import { closedFor } from './closed-now.ts'
import type { ActNow, ClauseText, GroupNow, HoldsNow, PublicReader } from './public-protocol.ts'

/** How far ahead people are told of a change. */
const HORIZON = 60 * 24 * 3600_000

/** What the school makes known, as it holds at this moment. */
export function publicReader({ storage, clock }: Parts, ledger: Ledger, book: DeviceBook): PublicReader {
  return {
    async protocolNow(address) {
      const at = clock()
      const { policy, acts } = ledger
      const runs = (act: { readonly from: number; readonly until: number }) => act.from <= at && at < act.until
      const emergency =
        acts.emergencies.filter(runs).find((act) => act.for === 'everyone') ?? acts.emergencies.find(runs)
      return {
        school: { name: policy.school.name, type: policy.school.type },
        at,
        groups: policy.groups.map((group) => groupNow(ledger, group, at)),
        ...(address === undefined ? {} : { mine: clientAt(ledger, book, address).group }),
        acts: actsNow(ledger, at),
        ...(emergency === undefined ? {} : { emergency: { for: emergency.for, until: emergency.until } }),
        events: acts.events.filter(runs).map(({ name, until }) => ({ name, until })),
        clauses: Object.entries(policy.clauses).map(([id, text]) => ({ id, text })),
        rules: policy.rules.map((rule) => ({
          ...{ id: rule.id, state: rule.state, locked: rule.locked },
          groups: rule.groups.map((id) => nameOf(policy.groups, id)),
          sentence: ruleSentence(rule, policy, ledger.wording),
          ...clauseOf(ledger, rule.clause),
        })),
        measures: (policy.measures ?? []).map(({ clause, ...measure }) => ({
          ...measure,
          ...clauseOf(ledger, clause),
        })),
        helpers: await helpersAt(storage),
        limits,
      }
    },
  }
}

function groupNow(ledger: Ledger, { id, name, onlyThese }: Group, at: number): GroupNow {
  const { policy, acts, zone, wording } = ledger
  const client: Client = { group: id, classes: [] }
  const kind = kindOfTime(following(policy, client), zone, zone.at(at))
  const trial = acts.trials.find(({ group, from, until }) => group === id && from <= at && at < until)
  const closed = closedFor(ledger, client, at).map(
    ({ name: what, until, locked, clause }): HoldsNow => ({ what, until, locked, ...clauseOf(ledger, clause) }),
  )
  const opening = rulesInForce(policy, acts, client, kind, at).filter(({ state }) => state === 'open')
  const open = opening.map(
    (rule): HoldsNow => ({
      what: wording.target(rule.target),
      until: ruleUntil(ledger, client, rule, at),
      locked: false,
      ...clauseOf(ledger, rule.clause),
    }),
  )
  return {
    ...{ id, name, kindOfTime: kind, closed, open, onlyThese },
    ...(trial === undefined ? {} : { trialUntil: trial.until }),
  }
}

/** When a rule that is in force at `at` no longer is; undefined where nothing in sight ends it. */
function ruleUntil({ policy, acts, zone }: Ledger, client: Client, rule: Rule, at: number): number | undefined {
  if (rule.when === 'always') return undefined
  for (let edge = edgeOf(policy, acts, client, zone, at); edge < at + HORIZON; ) {
    const kind = kindOfTime(following(policy, client), zone, zone.at(edge))
    if (!rulesInForce(policy, acts, client, kind, edge).includes(rule)) return edge
    edge = edgeOf(policy, acts, client, zone, edge)
  }
  return undefined
}

/** What holds for groups and classes by an act. */
function actsNow({ policy, acts, wording }: Ledger, at: number): readonly ActNow[] {
  const runs = (act: { readonly from: number; readonly until: number }) => act.from <= at && at < act.until
  const classOf = (id: string): Text => {
    const name = policy.classes.find((known) => known.id === id)?.name ?? id
    return { nl: name, en: name }
  }
  return [
    ...acts.grants.filter(runs).flatMap(({ audience, target, until }): readonly ActNow[] => {
      if (audience.kind === 'device') return []
      const forWhom = audience.kind === 'class' ? classOf(audience.id) : nameOf(policy.groups, audience.id)
      return [{ kind: 'open', forWhom, what: wording.target(target), until }]
    }),
    ...acts.parks
      .filter(runs)
      .map((park): ActNow => ({ kind: 'park', forWhom: classOf(park.class), until: park.until })),
    ...acts.focuses
      .filter(runs)
      .map(
        (focus): ActNow => ({ kind: focus.exam ? 'exam' : 'focus', forWhom: classOf(focus.class), until: focus.until }),
      ),
  ]
}

const nameOf = (groups: readonly Group[], id: string): Text =>
  groups.find((group) => group.id === id)?.name ?? { nl: id, en: id }

function clauseOf({ policy }: Ledger, id: string | undefined): { readonly clause?: ClauseText } {
  const text = id === undefined ? undefined : policy.clauses[id]
  return id === undefined || text === undefined ? {} : { clause: { id, text } }
}
