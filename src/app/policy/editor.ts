import type { Problem } from '../../config/problems.ts'
import type { Refusal } from '../outcome.ts'
import type { Person } from '../people/person.ts'

/** Who changes the policy. `seen` is the revision that they looked at when they decided to: what they change may not have changed since. */
export type Editor = Person | 'console' | { readonly person: Person | 'console'; readonly seen: number }

/** The detail says who changed it and when; of `not-valid` and `basis`, every problem with its place. */
export type EditProblem = 'not-allowed' | 'unknown-revision' | 'changed-meanwhile' | 'not-valid' | 'basis'

/** A policy that cannot be put in force, with everything that is wrong in it. */
export interface Unsound extends Refusal<'not-valid' | 'basis'> {
  readonly problems: readonly Problem[]
}

/** Who edits, without what they have seen. */
export const personOf = (by: Editor): Person | 'console' => (by !== 'console' && 'seen' in by ? by.person : by)

/** The revision that an editor saw; undefined where they did not say. */
export const seenBy = (by: Editor): number | undefined => (by !== 'console' && 'seen' in by ? by.seen : undefined)
