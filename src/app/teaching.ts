import type { ParkDesk } from './acts/parks.ts'
import type { RestoreDesk } from './acts/restoring.ts'
import type { FocusDesk } from './focus/focusing.ts'
import type { GrantDesk } from './grants/granting.ts'
import type { OwnHistory } from './grants/own-history.ts'
import type { DayPassDesk } from './people/day-passes.ts'
import type { PinDesk } from './people/pins.ts'
import type { ChangeReader } from './policy/changes.ts'
import type { RequestDesk } from './requests/asking.ts'
import type { CompanionReader } from './why/companions.ts'
import type { SnagDesk } from './why/snags.ts'

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
