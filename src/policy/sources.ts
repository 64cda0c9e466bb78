import type { SchoolZone } from '../time/school-time.ts'
import type { Acts, Policy, Restricted } from './policy.ts'
import type { TagSets } from './tags.ts'

/** What a policy is compiled from: all that was decided, and the tags that the three indexes answer with. */
export interface Sources {
  readonly policy: Policy
  readonly acts: Acts
  readonly zone: SchoolZone
  readonly restricted: Restricted
  /** The sets each platform belongs to by its nature. */
  readonly platformSets: Readonly<Record<string, readonly string[]>>
  readonly catalogue: TagSets
  readonly lists: TagSets
  readonly sites: TagSets
}
