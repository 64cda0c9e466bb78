import type { Difference } from '../../policy/diff.ts'
import { clashes, differences } from '../../policy/diff.ts'
import type { Storage } from '../../storage/storage.ts'
import type { Ledger } from './ledger.ts'

/** Who was the last to change one of these things after a revision, and when: `Ann, 2026-11-24 09:05`. Empty if nobody did. */
export async function lastChange(
  { policies }: Storage,
  ledger: Ledger,
  changes: readonly Difference[],
  since: number,
): Promise<string> {
  let after = ledger.policy
  for (const { number, by, at } of await policies.list(Math.max(0, ledger.revision - since))) {
    const before = await policies.policyOf(number - 1)
    if (before === undefined) break
    if (clashes(changes, differences(before, after)).length > 0)
      return `${by}, ${ledger.zone.format(at).slice(0, 16).replace('T', ' ')}`
    after = before
  }
  return ''
}
