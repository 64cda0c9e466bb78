import type { Name } from '../../dns/name.ts'
import type { Client, Target } from '../../policy/policy.ts'
import { namesOf } from '../grants/grant-target.ts'
import type { Ledger } from '../policy/ledger.ts'

/** What "Waarom dicht?" can be asked about a target that is in somebody's way: one of its names, and a group that it is closed for. */
export interface WhyAbout {
  readonly name: Name
  readonly group: string
}

/** Makes a {@link WhyAbout} for a client; none for a target that has no names of its own. */
export function whyAbout(ledger: Ledger, target: Target, { group }: Client): { readonly why?: WhyAbout } {
  const [name] = namesOf(ledger, target)
  return name === undefined ? {} : { why: { name, group } }
}
