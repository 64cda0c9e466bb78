import type { CorrectionDesk, CorrectionView, Explained, GrantView, WhyClosed } from '../../src/app/app.ts'
import type { Name as DomainName } from '../../src/dns/name.ts'
import type { Client } from '../../src/policy/policy.ts'

/** All that there is to say of one name, and what was already put right about it. */
export interface WhyAnswer {
  readonly name: DomainName
  readonly at: number
  readonly client: Client
  /** What the device is called, where one was asked about. */
  readonly device?: string
  readonly explained: Explained
  readonly behind: WhyClosed
  readonly categories: ReturnType<CorrectionDesk['categoriesOf']>
  readonly corrections: readonly CorrectionView[]
  readonly grants: readonly GrantView[]
  /** The whole hours of the day that are written under its strip. */
  readonly hours: readonly { readonly hour: number; readonly at: number }[]
}
