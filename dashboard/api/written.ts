import type { EmergencyView, ExclusionView, FocusView, GrantView, ParkView, PolicyChange } from '../../src/app/app.ts'
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
