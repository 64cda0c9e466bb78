import type { KindOfTime } from '../time/calendar.ts'
import type { Acts, Client, Policy, Rule, Span } from './policy.ts'

/** The rules for a client that are in force at an instant of this kind of time, marked events counted; a medical mark sets aside what closes everything. */
export function rulesInForce(
  policy: Policy,
  acts: Acts,
  client: Client,
  time: KindOfTime,
  at: number,
): readonly Rule[] {
  const inEvent = acts.events.some((event) => holds(event, at))
  return policy.rules.filter(
    (rule) =>
      rule.groups.includes(client.group) &&
      (rule.classes === undefined || rule.classes.some((id) => client.classes.includes(id))) &&
      (rule.when === 'always' || rule.when.includes(time) || (inEvent && rule.when.includes('event'))) &&
      !(client.exempt && closesAll(rule)),
  )
}

/** Reports whether the client's group is on trial: its rules are counted then, not enforced, but for the locked ones. */
export function isOnTrial(acts: Acts, client: Client, at: number): boolean {
  return acts.trials.some((trial) => holds(trial, at) && trial.group === client.group)
}

/** A locked rule stands, whatever it closes. */
const closesAll = ({ target, state, locked }: Rule): boolean =>
  target.kind === 'everything' && state === 'closed' && !locked

const holds = ({ from, until }: Span, at: number): boolean => from <= at && at < until
