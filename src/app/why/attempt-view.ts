import type { Policy, Target } from '../../policy/policy.ts'
import type { Reason } from '../../policy/verdict.ts'
import { sentence } from '../../policy/verdict.ts'
import type { StoredAttempt } from '../../storage/stored-attempt.ts'
import type { AttemptView } from '../app.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Ledger } from '../policy/ledger.ts'

/**
 * An attempt as people see it: without its device, which is shown to one who gives a reason (`looks.ts`), and of one class at the most, of these: two
 * together would tell who it is.
 */
export function attemptView(
  ledger: Ledger,
  book: DeviceBook,
  attempt: StoredAttempt,
  classes: readonly string[],
): AttemptView {
  const { policy, wording } = ledger
  const { id, first, last, count, name, group, platform, category, kindOfTime, clause, reason } = attempt
  const device = attempt.device === undefined ? undefined : book.get(attempt.device)
  return {
    id,
    first,
    last,
    count,
    name,
    group,
    groupName: policy.groups.find((known) => known.id === group)?.name ?? { nl: group, en: group },
    classes: classes.filter((of) => device?.classes.includes(of)).slice(0, 1),
    kindOfTime,
    reasonKind: reason,
    reason: sentence({ verdict: { kind: 'block' }, reason: reasonOf(attempt, policy) }, wording),
    ...(platform === undefined ? {} : { platform }),
    ...(category === undefined ? {} : { category }),
    ...(clause === undefined ? {} : { clause }),
  }
}

/** The reason, made again from the ids that were kept of it. */
function reasonOf(attempt: StoredAttempt, policy: Policy): Reason {
  const clause = attempt.clause === undefined ? {} : { clause: attempt.clause }
  const rule = attempt.rule ?? ''
  const kind = attempt.reason as Reason['kind']
  switch (kind) {
    case 'locked':
    case 'rule':
      return { kind, rule, target: targetOf(attempt, policy), ...clause }
    case 'exclusion':
      return { kind, act: '', ...clause }
    case 'focus':
      return { kind, act: '', exam: false, listed: false }
    case 'park':
      return { kind, act: '' }
    case 'canary':
    case 'only-these':
    case 'special-use':
      return { kind }
    default:
      // Kinds that never block: an attempt has none of them.
      return { kind: 'default' }
  }
}

/** What the rule was about; where it is gone since, what the name belongs to. */
function targetOf({ rule, platform, category, name }: StoredAttempt, policy: Policy): Target {
  const found = policy.rules.find(({ id }) => id === rule)
  if (found) return found.target
  if (platform !== undefined) return { kind: 'platform', id: platform }
  if (category !== undefined) return { kind: 'category', id: category }
  return { kind: 'site', name }
}
