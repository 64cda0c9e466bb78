import type { AuditAction } from '../../storage/audit-action.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import type { Ledger } from '../policy/ledger.ts'

/** `restore-late`: it was ended longer ago than half a minute, would be over by now, or runs already. */
export type ReopenProblem = 'restore-late'

/** Pages offer it for ten seconds; the rest is for a slow connection. */
const SOON = 30_000

export const tooLate: Refusal<ReopenProblem> = { ok: false, problem: 'restore-late' }

/**
 * Has an act go on that was ended within the last half minute, to the end that it had. It is in the audit as `action`, and in force at the resolver when the
 * promise resolves. Whether the person may, and whether another is in its way by now, is asked before.
 */
export async function reopen(
  { storage: { acts, audit }, clock }: Parts,
  ledger: Ledger,
  by: Person,
  id: string,
  action: AuditAction,
  detail?: Readonly<Record<string, string | number>>,
): Promise<Outcome<void, ReopenProblem>> {
  const at = clock()
  if (!(await acts.reopen(id, at, at - SOON))) return tooLate
  await audit.append({ at, by, action, subject: id, ...(detail === undefined ? {} : { detail }) })
  await ledger.refreshActs()
  return { ok: true, value: undefined }
}
