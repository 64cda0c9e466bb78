import type { Decision } from './verdict.ts'

/**
 * The second look, at a name that an upstream's answer leads on to (a CNAME or SVCB target). `asked` is the decision on the name asked for, and
 * `target` the one on that name by itself. A locked target blocks unless the name asked for is essential or under investigation; a closed one
 * unless a person or the school's own standing opened what was asked for. "Everything closed" and "only these" say nothing about a target: what
 * they leave open must work. In a trial a target that a rule would have closed is named in the same way, and its answer passes.
 */
export function inspect(asked: Decision, target: Decision): Decision {
  const { reason } = target
  if (reason.kind === 'locked') return aboveLocked.has(asked.reason.kind) ? asked : target
  const closes = reason.kind === 'trial' || (reason.kind === 'rule' && target.verdict.kind === 'block')
  if (!closes || reason.target === undefined || reason.target.kind === 'everything') return asked
  return aboveClosed.has(asked.reason.kind) || asked.reason.kind === 'trial' ? asked : target
}

const aboveLocked: ReadonlySet<string> = new Set(['essential', 'opening'])
const aboveClosed: ReadonlySet<string> = new Set(['essential', 'emergency', 'opening', 'focus', 'protected', 'grant'])
