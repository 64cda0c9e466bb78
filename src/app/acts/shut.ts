import type { Acts, Exclusion, Span, Target, Text } from '../../policy/policy.ts'
import type { Resting } from '../grants/granting.ts'

/** What shuts all but a few names for devices, above every rule. */
export interface Shut {
  readonly by: Resting
  /** What stays open, of an exam or a focus. */
  readonly listed: readonly Target[]
  readonly until: number
}

/** What shuts devices of these classes at `at`, as the gate has it: an exam goes on under a park, a plain focus does not. A medical mark lifts a park. */
export function shutBy(acts: Acts, classes: readonly string[], at: number, isExempt = false): Shut | undefined {
  const ofThem = <One extends Span & { readonly class: string }>(all: readonly One[]) =>
    all.filter((act) => act.from <= at && at < act.until && classes.includes(act.class))
  const focuses = ofThem(acts.focuses)
  const exams = focuses.filter(({ exam }) => exam)
  const parks = isExempt ? [] : ofThem(acts.parks)
  if (exams.length > 0) return shut('exam', exams, parks.length > 0 ? exams : focuses)
  if (parks.length > 0) return shut('park', parks, [])
  return focuses.length > 0 ? shut('focus', focuses, focuses) : undefined
}

/** What is closed then, in words. */
export const shutName: Readonly<Record<Resting, Text>> = {
  park: { nl: 'alles (geparkeerd)', en: 'everything (parked)' },
  focus: { nl: 'alles behalve "alleen deze sites"', en: 'everything but "only these sites"' },
  exam: { nl: 'alles behalve de toets', en: 'everything but the exam' },
}

/** The decision that keeps a device off the network at `at`: above every park, focus and grant. */
export const exclusionOf = (
  { exclusions }: Acts,
  { device }: { readonly device?: string },
  at: number,
): Exclusion | undefined => exclusions.find((act) => act.from <= at && at < act.until && act.device === device)

const shut = (by: Resting, acts: readonly Span[], lists: readonly { readonly targets: readonly Target[] }[]): Shut => ({
  by,
  listed: lists.flatMap(({ targets }) => targets),
  until: Math.max(...acts.map(({ until }) => until)),
})
