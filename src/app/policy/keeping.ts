import type { Limits } from '../../policy/limits.ts'
import type { Group, Policy, SchoolClass, Text } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { Editor, EditProblem, Unsound } from './editor.ts'
import type { NameProblem } from './naming.ts'

// What the coordinator keeps: the policy and the devices.

export interface Revision {
  readonly number: number
  readonly at: number
  readonly by: string
  readonly why: string
}
export type SchoolProblem =
  | 'unknown-id'
  | 'in-use'
  | 'bad-network'
  | 'bad-time'
  | 'overlap'
  | 'bad-date'
  | 'changed-since'
  | 'unknown-group'
  | 'group-of-unknown'
  | 'group-busy'
  | 'officer-half'
  | NameProblem
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
  /** Takes back what a revision changed, and leaves what others changed; refused (who and when in the detail) where one of these things was changed since, or where devices are by now in a group that would go. */
  undo(by: Editor, number: number): Promise<Outcome<Revision, EditProblem | 'changed-since' | 'in-use'>>
  /** Puts the whole policy back as it was. */
  restore(
    by: Editor,
    to: { readonly at: number } | { readonly revision: number },
  ): Promise<Outcome<Revision, EditProblem | 'in-use'>>
  /** Puts another policy in the place of the whole one: an import. */
  replace(by: Editor, policy: Policy, why: string): Promise<Outcome<Revision, EditProblem>>
  /** Why this policy could not be put in the place of the one that holds, if it could not. */
  unsound(policy: Policy): Unsound | undefined
}

/** What is set of a group; what is left out stays. */
export type GroupSettings = Partial<
  Pick<Group, 'name' | 'safeSearch' | 'youtube' | 'record' | 'timetable' | 'ech' | 'onlyThese' | 'blocks'>
>

/** The device groups: each change is one revision. */
export interface GroupOffice {
  /** A group with the settings and the rules of another, without its networks: its devices are enrolled. */
  addGroup(by: Editor, wish: { readonly name: Text; readonly copyOf: string }): Promise<Outcome<Group, SchoolProblem>>
  setGroup(by: Editor, group: string, change: GroupSettings): Promise<Outcome<Group, SchoolProblem>>
  setNetworks(by: Editor, group: string, networks: readonly string[]): Promise<Outcome<Group, SchoolProblem>>
  /** Its rules go with it. Refused while devices, a network, unknown devices or an act need it. */
  removeGroup(by: Editor, group: string): Promise<Outcome<void, SchoolProblem>>
  /** The group of a device that no network and no enrolment places. */
  setUnknown(by: Editor, group: string): Promise<Outcome<void, SchoolProblem>>
}

/** What is set of a class beside its name; what is left out stays. A timetable of null: that of the group of each device. */
export interface ClassSettings {
  readonly timetable?: string | null | undefined
  readonly room?: boolean | undefined
}

/** What the school says of itself. An officer of empty texts: none is named. Its type decides words and nothing else; left out, it stays. */
export interface SchoolDetails {
  readonly name: string
  readonly type?: 'primary' | 'secondary' | undefined
  readonly language: 'nl' | 'en'
  readonly officer: { readonly name: string; readonly contact: string }
}

/** The policy and its revisions: what the coordinator keeps. Every change is one revision. */
export interface SchoolOffice extends RevisionOffice, GroupOffice {
  policy(): Policy
  revision(): number
  addClass(by: Editor, name: string, settings?: ClassSettings): Promise<Outcome<SchoolClass, SchoolProblem>>
  /** What a class is called, its own hours or those of its devices' groups, and whether it is a room. Its id stays. */
  setClass(
    by: Editor,
    id: string,
    settings: ClassSettings & { readonly name?: string | undefined },
  ): Promise<Outcome<SchoolClass, SchoolProblem>>
  removeClass(by: Editor, id: string): Promise<Outcome<void, SchoolProblem>>
  setSchool(by: Editor, details: SchoolDetails): Promise<Outcome<void, SchoolProblem>>
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
