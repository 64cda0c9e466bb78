import type { Following } from '../../time/calendar.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import { stepsIn } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { lessonEnds } from '../times/period.ts'
import type { ActEnd, EndProblem } from './act-end.ts'
import { endOf } from './act-end.ts'

/** When something for these classes ends that this person begins: as {@link endOf}, and for who steps in with the lesson at the latest. */
export function endFor(
  { zone }: Pick<Ledger, 'zone'>,
  person: Person,
  classIds: readonly string[],
  end: ActEnd,
  follows: Following,
  at: number,
): Outcome<number, EndProblem> {
  const until = endOf(end, follows, zone, at)
  if (!until.ok || !stepsIn(person, classIds)) return until
  return { ok: true, value: Math.min(until.value, lessonEnds(follows, zone, at)) }
}

/** What the audit says of something done for a class: which, and whether it was for another than one's own. */
export function aboutClass(person: Person, classId: string): Readonly<Record<string, string>> {
  return { class: classId, ...(stepsIn(person, [classId]) ? { for: 'other-class' } : {}) }
}
