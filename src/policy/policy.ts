import type { Name } from '../dns/name.ts'
import type { Calendar, KindOfTime, Timetable } from '../time/calendar.ts'

/** A text in both languages of the product. */
export interface Text {
  readonly nl: string
  readonly en: string
}

/** What a rule, a grant or a focus is about. */
export type Target =
  | { readonly kind: 'site'; readonly name: Name }
  | { readonly kind: 'platform'; readonly id: string }
  | { readonly kind: 'set'; readonly id: string }
  | { readonly kind: 'category'; readonly id: string }
  | { readonly kind: 'everything' }

/** When a rule is in force: always, or in these kinds of time. */
export type When = 'always' | readonly KindOfTime[]

/** One line of a protocol: for these groups, this target is open or closed at these times. */
export interface Rule {
  readonly id: string
  readonly groups: readonly string[]
  /** Only for devices of these classes too, when given. */
  readonly classes?: readonly string[]
  readonly target: Target
  readonly state: 'open' | 'closed'
  readonly when: When
  /** A locked rule is closed for every grant. */
  readonly locked: boolean
  /** The clause of the school's protocol that this rule carries out. */
  readonly clause?: string
}

/** What may be written down about a group's blocked queries (the product's privacy page): nothing, figures only, or attempts by device. */
export type Recording = 'none' | 'counts' | 'attempts'

/** A device's policy and timetable. Every device has exactly one. */
export interface Group {
  readonly id: string
  readonly name: Text
  /** CIDR blocks whose devices belong here when nothing more is known of them. */
  readonly networks: readonly string[]
  readonly timetable?: string
  readonly record: Recording
  /** "Only these": what no rule opens is closed. */
  readonly onlyThese: boolean
  readonly safeSearch: boolean
  readonly youtube: 'open' | 'moderate' | 'strict'
}

/** A named set of devices that a teacher acts on: 3B, a cart, a lesson group, a room. Its devices are personal data and kept elsewhere. */
export interface SchoolClass {
  readonly id: string
  readonly name: string
  /** A timetable of its own, instead of the group's. */
  readonly timetable?: string
}

/** Platforms that a protocol names together. */
export interface PlatformSet {
  readonly id: string
  readonly name: Text
  readonly platforms: readonly string[]
  /** "And all new ones like them": platforms whose catalogue entry names this set join it. */
  readonly andAllLikeThem: boolean
  /** The platforms that do not join although they are like them: the protocol leaves them out. */
  readonly not?: readonly string[]
}

/** All that a school decides, as one value. A change makes a new one (a revision). */
export interface Policy {
  readonly school: {
    readonly name: string
    readonly type: 'primary' | 'secondary'
    readonly zone: string
    readonly language: 'nl' | 'en'
  }
  /** The protocol's sentences, by clause id. */
  readonly clauses: Readonly<Record<string, Text>>
  readonly groups: readonly Group[]
  /** The group of a device that no network and no enrolment places: the strictest. */
  readonly unknown: string
  readonly classes: readonly SchoolClass[]
  readonly timetables: readonly Timetable[]
  readonly calendar: Calendar
  readonly sets: readonly PlatformSet[]
  /** Names this school adds to the essential and the protected ones of the catalogue. */
  readonly essential: readonly Name[]
  readonly protected: readonly Name[]
  readonly rules: readonly Rule[]
}

/** A service and every name it needs. */
export interface Platform {
  readonly id: string
  readonly name: string
  /** The sets it belongs to by its nature. */
  readonly sets: readonly string[]
  readonly names: readonly Name[]
  /** Names that other pages load from it: opened with the platform, not closed with it. */
  readonly library: readonly Name[]
}

/** What ships with the product and can be replaced without a release. */
export interface Catalogue {
  readonly platforms: readonly Platform[]
  readonly essential: readonly Name[]
  readonly protected: readonly Name[]
  /** Names that tell of a person: counted, never recorded by device. */
  readonly sensitive: readonly Name[]
  readonly categories: readonly string[]
  readonly restricted: Restricted
}

/** The search engines and YouTube names that have a safer twin to be sent to. */
export interface Restricted {
  readonly safeSearch: readonly { readonly target: Name; readonly names: readonly Name[] }[]
  readonly youtube: { readonly strict: Name; readonly moderate: Name; readonly names: readonly Name[] }
}

/** Whom an act is for. A class act follows the devices of the class. */
export type Audience =
  | { readonly kind: 'class'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'device'; readonly id: string }

/** An act of a person: it begins, it always ends, and in between it holds (`from <= t < until`, in milliseconds since 1970). */
export interface Span {
  readonly id: string
  readonly from: number
  readonly until: number
}

/** A target opened for a class, group or device. */
export interface Grant extends Span {
  readonly audience: Audience
  readonly target: Target
}
/** All but essential closed for a class now. */
export interface Park extends Span {
  readonly class: string
}
/** "Only these" for a class; an exam is a focus that parking does not end. */
export interface Focus extends Span {
  readonly class: string
  readonly targets: readonly Target[]
  readonly exam: boolean
}
/** A device closed by decision, with the clause that allows it. */
export interface Exclusion extends Span {
  readonly device: string
  readonly clause?: string
}
/** The `communication` set opened for staff groups or everyone. */
export interface Emergency extends Span {
  readonly for: 'staff' | 'everyone'
}
/** One site opened by a director for one staff device, above the locked rules. */
export interface Opening extends Span {
  readonly device: string
  readonly site: Name
}
/** A group's rules are counted, not enforced; locked ones hold all the same. */
export interface Trial extends Span {
  readonly group: string
}
/** A marked event in the building (a play, an open day): rules for `event` hold. */
export interface MarkedEvent extends Span {
  readonly name: string
}
/** "This list is wrong about this name": the category is taken off it, for good. */
export interface Correction {
  readonly id: string
  readonly name: Name
  readonly category: string
}

/** What people have opened and closed: the small overlay on the policy. Ended acts may be left in; they no longer hold. */
export interface Acts {
  readonly grants: readonly Grant[]
  readonly parks: readonly Park[]
  readonly focuses: readonly Focus[]
  readonly exclusions: readonly Exclusion[]
  readonly emergencies: readonly Emergency[]
  readonly openings: readonly Opening[]
  readonly trials: readonly Trial[]
  readonly events: readonly MarkedEvent[]
  readonly corrections: readonly Correction[]
}

export const noActs: Acts = {
  grants: [],
  parks: [],
  focuses: [],
  exclusions: [],
  emergencies: [],
  openings: [],
  trials: [],
  events: [],
  corrections: [],
}

/** Who asks, as far as policy cares. */
export interface Client {
  readonly group: string
  readonly classes: readonly string[]
  /** Opaque id of an enrolled device. */
  readonly device?: string
}
