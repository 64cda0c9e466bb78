import type { Outcome, RuleWish, SetWish } from '../../src/app/app.ts'
import type { When } from '../../src/policy/policy.ts'
import type { KeepingProblem } from '../locales/keeping-problems.ts'
import type { Fields } from './fields.ts'

/** The kinds of time that a rule can name, in the order of the form. */
export const timesOfRules = ['lesson', 'break', 'inloop', 'outside', 'event'] as const

/** Reads the form of a rule. A site that is typed goes before what is chosen; all kinds of time at once are not "always": a marked event is one of them. */
export function readRule(fields: Fields): Outcome<RuleWish, KeepingProblem> {
  const site = fields.optional('site')
  const target = site === undefined ? fields.text('target') : `site:${site}`
  const [id, clause, groups, classes] = [
    fields.optional('id'),
    fields.optional('clause'),
    fields.all('group'),
    fields.all('class'),
  ]
  const when = readWhen(fields)
  if (target === '') return { ok: false, problem: 'no-target-chosen' }
  if (groups.length === 0) return { ok: false, problem: 'no-group-chosen' }
  if (when.length === 0) return { ok: false, problem: 'no-time-chosen' }
  const state = fields.text('state') === 'open' ? 'open' : 'closed'
  return {
    ok: true,
    value: {
      ...(id === undefined ? {} : { id }),
      ...{ groups, classes, target, state, when },
      // What is opened cannot be locked: the box stands beside both states.
      locked: state === 'closed' && fields.has('locked'),
      ...(clause === undefined ? {} : { clause }),
    },
  }
}

/** The times that are ticked, "always" first of all. */
export function readWhen(fields: Fields): When {
  const chosen = fields.all('when')
  return chosen.includes('always') ? 'always' : timesOfRules.filter((time) => chosen.includes(time))
}

/** Reads the form of a set: for each platform a choice, `p-<id>`, of in it, never, or by itself. */
export function readSet(fields: Fields, platforms: readonly string[]): SetWish {
  const [id, like] = [fields.optional('id'), fields.optional('like')]
  const chosen = (choice: string) => platforms.filter((platform) => fields.text(`p-${platform}`) === choice)
  return {
    ...(id === undefined ? {} : { id }),
    ...(like === undefined ? {} : { like }),
    name: { nl: fields.text('nl'), en: fields.text('en') },
    platforms: chosen('in'),
    andAllLikeThem: fields.has('alike'),
    // Of a set that nothing joins by itself, nothing need be kept out.
    not: fields.has('alike') ? chosen('not') : [],
  }
}
