import type { Group, Policy, SchoolClass } from '../policy/policy.ts'
import type { Outcome } from './outcome.ts'
import type { Person } from './person.ts'

// What the coordinator keeps: the policy, the devices and the lists.

export interface Revision {
  readonly number: number
  readonly at: number
  readonly by: string
  readonly why: string
}
export type SchoolProblem =
  | 'id-taken'
  | 'id-bad'
  | 'unknown-id'
  | 'in-use'
  | 'bad-network'
  | 'network-taken'
  | 'bad-time'
  | 'overlap'
  | 'bad-date'
  | 'not-allowed'
  | 'changed-meanwhile'
  | 'name-missing'
  | 'not-last'

/** The policy and its revisions: what the coordinator keeps. Every change is one revision. */
export interface SchoolOffice {
  policy(): Policy
  revision(): number
  revisions(limit: number): Promise<readonly Revision[]>
  /** Takes back the newest revision by making a new one that equals the one before it. */
  undo(person: Person, number: number): Promise<Outcome<Revision, SchoolProblem>>
  addClass(person: Person, name: string, timetable?: string): Promise<Outcome<SchoolClass, SchoolProblem>>
  removeClass(person: Person, id: string): Promise<Outcome<void, SchoolProblem>>
  setNetworks(person: Person, group: string, networks: readonly string[]): Promise<Outcome<Group, SchoolProblem>>
  setGroup(
    person: Person,
    group: string,
    change: Partial<Pick<Group, 'safeSearch' | 'youtube' | 'record' | 'timetable'>>,
  ): Promise<Outcome<Group, SchoolProblem>>
  /** `day` undefined: no school that day. Times are `HH:MM`. */
  setDay(
    person: Person,
    timetable: string,
    weekday: string,
    day: readonly { readonly from: string; readonly to: string; readonly kind: string }[] | undefined,
  ): Promise<Outcome<void, SchoolProblem>>
  addCalendarEntry(
    person: Person,
    entry: {
      readonly from: string
      readonly to: string
      readonly name: string
      readonly kind: 'holiday' | 'special'
      readonly classes?: readonly string[]
    },
  ): Promise<Outcome<void, SchoolProblem>>
  removeCalendarEntry(person: Person, index: number): Promise<Outcome<void, SchoolProblem>>
}

export interface DeviceView {
  readonly id: string
  readonly label: string
  readonly mac?: string
  readonly addresses: readonly string[]
  readonly group: string
  readonly classes: readonly string[]
  readonly known: boolean
  /** A private (randomised) MAC: second hex digit 2, 6, A or E. */
  readonly randomMac: boolean
  readonly lastSeen?: number
}
export type DeviceProblem =
  | 'not-allowed'
  | 'unknown-device'
  | 'bad-mac'
  | 'bad-address'
  | 'taken'
  | 'unknown-group'
  | 'unknown-class'
  | 'nothing-to-know-it-by'
  | 'name-missing'
export interface DeviceChange {
  readonly label: string
  readonly mac?: string
  readonly address?: string
  readonly group: string
  readonly classes: readonly string[]
}
export interface DeviceOffice {
  devices(person: Person): Promise<readonly DeviceView[]>
  enrol(person: Person, device: DeviceChange): Promise<Outcome<DeviceView, DeviceProblem>>
  change(person: Person, id: string, device: DeviceChange): Promise<Outcome<DeviceView, DeviceProblem>>
  erase(person: Person, id: string): Promise<Outcome<void, DeviceProblem>>
}

export interface ListView {
  readonly id: string
  readonly category: string
  readonly source: 'built-in' | 'folder'
  readonly names: number
  readonly problems: readonly { readonly line: number; readonly text: string; readonly problem: string }[]
  readonly problemCount: number
  readonly state: 'in-use' | 'kept-last-good'
  readonly note?: string
  readonly updated: number
}
export interface ListOffice {
  lists(): Promise<readonly ListView[]>
  /** Reads the folder anew, off the answer path. */
  refresh(person: Person | 'console'): Promise<void>
}
