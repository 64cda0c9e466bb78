import type { RequestDesk } from './asking.ts'
import type { ChangeReader } from './changes.ts'
import type { CompanionReader } from './companions.ts'
import type { DayPassDesk } from './day-passes.ts'
import type { FocusDesk } from './focusing.ts'
import type { GrantDesk } from './granting.ts'
import type { OwnHistory } from './own-history.ts'
import type { ParkDesk } from './parks.ts'
import type { PinDesk } from './pins.ts'
import type { RestoreDesk } from './restoring.ts'
import type { SnagDesk } from './snags.ts'

/** The desks of who stands before a class, and what they need to be quick there. */
export interface Teaching {
  readonly desk: GrantDesk
  readonly parks: ParkDesk
  readonly focus: FocusDesk
  readonly requests: RequestDesk
  readonly passes: DayPassDesk
  readonly companions: CompanionReader
  readonly snags: SnagDesk
  readonly restoring: RestoreDesk
  readonly history: OwnHistory
  readonly pins: PinDesk
  readonly changes: ChangeReader
}
