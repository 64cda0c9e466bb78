import type {
  EmergencyView,
  ExamView,
  ExclusionView,
  FocusView,
  GrantView,
  Outcome,
  ParkView,
  PolicyChange,
} from '../../src/app/app.ts'
import type { Call } from './endpoint.ts'

// What desks say, as JSON has it: instants as text, texts in the caller's language.

type Writing = Pick<Call, 'iso' | 'say'>

/** {@link GrantView} as JSON. */
export const grantOf = ({ iso, say }: Writing, { targetName, others: _, ...grant }: GrantView) => ({
  ...grant,
  name: say(targetName),
  from: iso(grant.from),
  until: iso(grant.until),
  openUntil: iso(grant.openUntil),
})

/** {@link ParkView} as JSON. */
export const parkOf = ({ iso }: Writing, park: ParkView) => ({ ...park, from: iso(park.from), until: iso(park.until) })

/** {@link FocusView} as JSON. */
export const focusOf = ({ iso, say }: Writing, focus: FocusView) => ({
  ...focus,
  listed: focus.listed.map(({ target, name }) => ({ target, name: say(name) })),
  from: iso(focus.from),
  until: iso(focus.until),
})

/** {@link ExamView} as JSON. */
export const examOf = ({ iso, say }: Writing, { mayEnd: _, ...exam }: ExamView) => ({
  ...exam,
  listed: exam.listed.map(({ target, name }) => ({ target, name: say(name) })),
  from: iso(exam.from),
  until: iso(exam.until),
  rooms: exam.rooms.map(({ focus, class: id, from, until }) => ({
    ...{ focus, class: id, from: iso(from), until: iso(until) },
  })),
})

/** {@link EmergencyView} as JSON. */
export const emergencyOf = ({ iso }: Writing, emergency: EmergencyView) => ({
  ...emergency,
  leftOut: [...emergency.leftOut],
  from: iso(emergency.from),
  until: iso(emergency.until),
})

/** {@link ExclusionView} as JSON: the device by its id. */
export const exclusionOf = ({ iso }: Writing, exclusion: ExclusionView) => ({
  ...exclusion,
  device: exclusion.device.id,
  classes: [...exclusion.classes],
  from: iso(exclusion.from),
  until: iso(exclusion.until),
})

/** Changes of a policy as JSON: what is not there is null. */
export const changesOf = (changes: readonly PolicyChange[]) =>
  // Written out and read back: a policy is plain data.
  changes.map(({ place, kind, before, after }) => ({ place, kind, before: plain(before), after: plain(after) }))

const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as never

/** A value with these instants as text; one that is not there stays away. */
export function dated<T extends object, K extends keyof T>(
  { iso }: Pick<Call, 'iso'>,
  value: T,
  ...instants: readonly K[]
): Omit<T, K> & { readonly [P in keyof Pick<T, K>]: string } {
  const texts = instants
    .filter((key) => value[key] !== undefined)
    .map((key) => [key, iso(value[key] as number)] as const)
  return { ...value, ...Object.fromEntries(texts) } as never
}

/** One value through a writer, where it went well. */
export const writtenBy = <Value, Problem extends string, Told>(
  outcome: Outcome<Value, Problem>,
  write: (value: Value) => Told,
): Outcome<Told, Problem> => (outcome.ok ? { ok: true, value: write(outcome.value) } : outcome)
