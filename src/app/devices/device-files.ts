import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { DeviceProblem } from '../policy/keeping.ts'
import type { ReadProblem } from '../table.ts'

export type ImportProblem = ReadProblem | 'not-allowed'

/** One line of a file of devices, read. `problem` says why it is left out, and the detail what was written there. */
export type DeviceLine = { readonly line: number; readonly label: string } & (
  | { readonly state: 'new' | 'changed' | 'same' }
  | { readonly state: 'bad'; readonly problem: DeviceProblem | 'twice'; readonly detail: string }
)
/** What a file would do, or has done. */
export interface DeviceImport {
  readonly lines: readonly DeviceLine[]
}

/** Devices as a file (CSV): label, mac, address, group, classes. */
export interface DeviceFiles {
  /** What the file would change; changes nothing. */
  preview(person: Person, csv: string): Promise<Outcome<DeviceImport, ImportProblem>>
  /** Takes the good lines over, all at once, and leaves the bad ones out. */
  take(person: Person, csv: string): Promise<Outcome<DeviceImport, ImportProblem>>
  /** All enrolled devices as such a file; taking it out is recorded. */
  write(person: Person): Promise<Outcome<string, 'not-allowed'>>
}
