import type { Limits } from '../../policy/limits.ts'
import type { Group, Policy, SchoolClass } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { Editor, EditProblem, Unsound } from './editor.ts'

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
  | 'bad-time'
  | 'overlap'
  | 'bad-date'
  | 'name-missing'
  | 'changed-since'
  | EditProblem

/** One difference between two policies, in the words of their YAML. `moved` is of a list's order. */
export interface PolicyChange {
  /** `groups.pupils.safe-search`, `rules.social`, `timetables.lower.days.wed`. */
  readonly place: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  /** What is written there; undefined where nothing is. */
  readonly before: unknown
  readonly after: unknown
}

/** Looking back at the policy, and going back. What goes back is a new revision; the old ones stay. */
export interface RevisionOffice {
  /** Newest first. */
  revisions(limit: number): Promise<readonly Revision[]>
  /** What was in force at an instant; undefined before the first revision. */
  asAt(at: number): Promise<(Revision & { readonly policy: Policy }) | undefined>
  /** What is different in revision `b` from revision `a`. */
  changesBetween(a: number, b: number): Promise<Outcome<readonly PolicyChange[], 'unknown-revision'>>
  /** Takes back what a revision changed, and leaves what others changed; refused (who and when in the detail) where one of these things was changed since. */
  undo(by: Editor, number: number): Promise<Outcome<Revision, EditProblem | 'changed-since'>>
  /** Puts the whole policy back as it was. */
  restore(
    by: Editor,
    to: { readonly at: number } | { readonly revision: number },
  ): Promise<Outcome<Revision, EditProblem>>
  /** Puts another policy in the place of the whole one: an import. */
  replace(by: Editor, policy: Policy, why: string): Promise<Outcome<Revision, EditProblem>>
  /** Why this policy could not be put in the place of the one that holds, if it could not. */
  unsound(policy: Policy): Unsound | undefined
}

/** What is set of a class beside its name; what is left out stays. A timetable of null: that of the group of each device. */
export interface ClassSettings {
  readonly timetable?: string | null | undefined
  readonly room?: boolean | undefined
}

/** The policy and its revisions: what the coordinator keeps. Every change is one revision. */
export interface SchoolOffice extends RevisionOffice {
  policy(): Policy
  revision(): number
  addClass(by: Editor, name: string, settings?: ClassSettings): Promise<Outcome<SchoolClass, SchoolProblem>>
  /** A class's own hours, or those of its devices' groups, and whether it is a room. */
  setClass(by: Editor, id: string, settings: ClassSettings): Promise<Outcome<SchoolClass, SchoolProblem>>
  removeClass(by: Editor, id: string): Promise<Outcome<void, SchoolProblem>>
  setNetworks(by: Editor, group: string, networks: readonly string[]): Promise<Outcome<Group, SchoolProblem>>
  setGroup(
    by: Editor,
    group: string,
    change: Partial<Pick<Group, 'safeSearch' | 'youtube' | 'record' | 'timetable' | 'ech' | 'onlyThese' | 'blocks'>>,
  ): Promise<Outcome<Group, SchoolProblem>>
  /** Whether a teacher may step in for a class that is not theirs, until the end of the lesson. */
  setOtherClasses(by: Editor, may: boolean): Promise<Outcome<void, SchoolProblem>>
  /** How much one device may ask. */
  setLimits(by: Editor, limits: Limits): Promise<Outcome<void, SchoolProblem>>
  /** `day` undefined: no school that day. Times are `HH:MM`; of kind lesson, break, free (a free hour) or inloop. */
  setDay(
    by: Editor,
    timetable: string,
    weekday: string,
    day: readonly { readonly from: string; readonly to: string; readonly kind: string }[] | undefined,
  ): Promise<Outcome<void, SchoolProblem>>
  addCalendarEntry(
    by: Editor,
    entry: {
      readonly from: string
      readonly to: string
      readonly name: string
      readonly kind: 'holiday' | 'study-day' | 'special'
      readonly classes?: readonly string[]
      /** The hours of a special day; all day when left out. */
      readonly day?: readonly { readonly from: string; readonly to: string; readonly kind: string }[]
    },
  ): Promise<Outcome<void, SchoolProblem>>
  removeCalendarEntry(by: Editor, index: number): Promise<Outcome<void, SchoolProblem>>
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
  /** It carries a medical mark; why is another question, and not for everyone. */
  readonly medical?: true
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
