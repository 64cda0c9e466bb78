import type { Audience, SchoolClass, Target, Text } from '../../policy/policy.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { ActEnd, EndProblem } from '../acts/act-end.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'

// Opening something for a class, a group or a device, and closing it again. Instants are milliseconds since 1970.

/** What a grant opens, as a person chose it: a platform, set or category by its id, a site as it was typed. */
export type Openable =
  | { readonly platform: string }
  | { readonly site: string }
  | { readonly set: string }
  | { readonly category: string }

/** A grant as people see it. */
export interface GrantView {
  readonly id: string
  readonly audience: Audience
  readonly target: Target
  readonly targetName: Text
  readonly by: string
  readonly from: number
  readonly until: number
  /** Grants add up: until when it is open for these, by this grant or a later one for the same. Revoking this one leaves the others. */
  readonly openUntil: number
  /** The other running grants of the same target for the same class, group or device: what stays open when this one is revoked. */
  readonly others: readonly { readonly id: string; readonly by: string; readonly until: number }[]
  /** It is for a room, and ends with the bell: longer than that nothing is open there. */
  readonly untilBell?: true
  /** What keeps it shut meanwhile: it is kept, and holds again when that is over. */
  readonly resting?: Resting
  /** Why it was given, where that was asked. */
  readonly reason?: string
}
/** What a grant rests under. */
export type Resting = 'park' | 'focus' | 'exam'

/** `locked`: the detail is the clause. `exam-running`: the class whose exam it is. */
export type GrantProblem =
  | EndProblem
  | 'unknown-class'
  | 'unknown-group'
  | 'unknown-device'
  | 'not-your-class'
  | 'bad-site'
  | 'locked'
  | 'unknown-target'
  | 'already-over'
  | 'not-allowed'
  | 'exam-running'

/** What holds for one class at this moment. */
export interface ClassNow {
  readonly class: SchoolClass
  /** It is not this person's class: what they do for it ends with the lesson at the latest. */
  readonly stepsIn?: true
  readonly kindOfTime: KindOfTime
  /** The period's name and the instant it ends: the next change of kind of time. */
  readonly periodName?: string
  /** The break is a free hour. */
  readonly freeHour?: true
  readonly periodEnds: number
  /** The kind of time that follows at `periodEnds`, for "until the break 10:15". */
  readonly followedBy?: KindOfTime
  readonly devicesKnown: number
  readonly grants: readonly GrantView[]
  /** What is open for single devices of the class only, because they asked: how many, not whose. */
  readonly deviceGrants: readonly GrantView[]
  /** Per group that has devices in this class (pupils and pupil-phones when it has none yet): what is closed now, in words, and until when. */
  readonly closed: readonly { readonly group: Text; readonly groupId: string; readonly what: readonly ClosedNow[] }[]
  /** Platforms a teacher can open here now, favourites first. */
  readonly openable: readonly { readonly id: string; readonly name: string }[]
  /** When "until the end of the lesson" would end. */
  readonly lessonEnds: number
  /** When "until the break" would; undefined once today's bells have gone, and where the bell that ends all goes before. */
  readonly breakBegins?: number
  /** When "until the end of the day" would; undefined once it has ended, and where the bell that ends all goes before. */
  readonly dayEnds?: number
}
export interface ClosedNow {
  readonly target: Target
  readonly name: Text
  readonly until: number | undefined
  readonly clause?: string
  readonly locked: boolean
}

export interface GrantDesk {
  /** The classes this person may act on: a teacher's own, everyone's for a coordinator or director. */
  classesOf(person: Person): Promise<readonly SchoolClass[]>
  /** The classes that this person has not, and may step in for until the end of the lesson. */
  othersOf(person: Person): Promise<readonly SchoolClass[]>
  now(person: Person, classId: string): Promise<Outcome<ClassNow, 'unknown-class' | 'not-your-class'>>
  /** Opens a target for a class. It is in force at the resolver when the promise resolves. */
  give(person: Person, classId: string, what: Openable, end: ActEnd): Promise<Outcome<GrantView, GrantProblem>>
  /** Opens a target for a class, a group (coordinator, director) or a device (a teacher: one of an own class). A standing permission needs a reason. */
  giveTo(
    person: Person,
    audience: Audience,
    what: Openable,
    end: ActEnd,
    reason?: string,
  ): Promise<Outcome<GrantView, GrantProblem>>
  /** Un-parks a class and opens something for it, in one go. An exam goes on: it is refused. A focus goes on too: the grant rests under it. */
  unparkAndGive(person: Person, classId: string, what: Openable, end: ActEnd): Promise<Outcome<GrantView, GrantProblem>>
  /** Moves the end of a grant, counted from now. For who may revoke it. */
  extend(person: Person, grantId: string, end: ActEnd, reason?: string): Promise<Outcome<GrantView, GrantProblem>>
  /** Ends a grant: for who gave it, who has the class, a coordinator and a director. Undoing one is the same. */
  revoke(person: Person, grantId: string): Promise<Outcome<void, GrantProblem>>
  /** Every running grant, for the coordinator and the director. */
  running(): Promise<readonly GrantView[]>
}
