import type { Name } from '../dns/name.ts'
import type { Calendar, KindOfTime, Timetable } from '../time/calendar.ts'
import type { BlockLooks } from './block-look.ts'
import type { GroupKind } from './group-kind.ts'
import type { Limits } from './limits.ts'

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

/** When a rule is in force: always, or in these kinds of time; `event` is while a marked event runs, whatever the kind of time. */
export type When = 'always' | readonly (KindOfTime | 'event')[]

/** YouTube as it is, or in one of the two modes that its maker restricts. */
export type YoutubeMode = 'open' | 'moderate' | 'strict'

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
  /** What it is to the product, for one that the school made; left out: itself. */
  readonly like?: GroupKind
  /** CIDR blocks whose devices belong here when nothing more is known of them. */
  readonly networks: readonly string[]
  readonly timetable?: string
  readonly record: Recording
  /** "Only these": what no rule opens is closed. */
  readonly onlyThese: boolean
  /** Search engines in their safe version: always, never, or in these kinds of time. */
  readonly safeSearch: boolean | readonly KindOfTime[]
  /** One mode for all time, or one for each kind of it. */
  readonly youtube: YoutubeMode | Readonly<Record<KindOfTime, YoutubeMode>>
  /** Whether answers keep the key by which a browser hides a site's name from the network (RFC 9460 `ech`); left out: `pass`. */
  readonly ech?: 'pass' | 'withhold'
  /** What a device sees of a block; left out: `nodata`. */
  readonly blocks?: BlockLooks
}

/** A named set of devices that a teacher acts on: 3B, a cart, a lesson group, a room. Its devices are personal data and kept elsewhere. */
export interface SchoolClass {
  readonly id: string
  readonly name: string
  /** A timetable of its own, instead of the group's. */
  readonly timetable?: string
  /** It is a room, in which devices come and go: what is opened for it ends at the next bell at the latest. Decides nothing by itself. */
  readonly room?: true
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

/**
 * A platform that the school adds (an id that the catalogue does not have), or what it corrects of one that the catalogue has. What both say of one
 * platform is put together by `catalogueWith`.
 */
export interface OwnPlatform {
  readonly id: string
  /** A platform that is added has one; a corrected one keeps the catalogue's where it is left out. */
  readonly name?: string
  /** The sets it belongs to, in the place of the catalogue's. */
  readonly sets?: readonly string[]
  /** Names that it has beside those of the catalogue. */
  readonly names: readonly Name[]
  /** Names that other pages load from it, beside those of the catalogue. */
  readonly library: readonly Name[]
  /** Names of the catalogue that are not its own after all. */
  readonly not: readonly Name[]
  /** The platforms that it shares names with: a name that they have is closed only when all of them are. */
  readonly sharedWith: readonly string[]
}

/** What the school does about an offence, as it laid down and made known. */
export interface Measure {
  readonly id: string
  readonly offence: Text
  readonly measure: Text
  /** Whether the parents are told, and whether it goes to the police. */
  readonly parents: boolean
  readonly police: boolean
  readonly clause?: string
}

/** Bells that the whole school may follow instead of its normal ones, on dates of the calendar: short lessons, heat, tests. */
export interface BellSchedule {
  readonly id: string
  readonly name: Text
}

/** All that a school decides, as one value. A change makes a new one (a revision). */
export interface Policy {
  readonly school: {
    readonly name: string
    readonly type: 'primary' | 'secondary'
    readonly zone: string
    readonly language: 'nl' | 'en'
    /** The name of the board that the school is one of. */
    readonly board?: string
    /** A teacher may not step in for a class that is not theirs; left out: they may, until the end of the lesson. Decides nothing by itself. */
    readonly otherClasses?: false
    /** The data-protection officer, as the pages name them. */
    readonly officer?: { readonly name: string; readonly contact: string }
  }
  /** The protocol's sentences, by clause id. */
  readonly clauses: Readonly<Record<string, Text>>
  readonly groups: readonly Group[]
  /** The group of a device that no network and no enrolment places: the strictest. */
  readonly unknown: string
  readonly classes: readonly SchoolClass[]
  readonly timetables: readonly Timetable[]
  /** Left out: none but the normal one, which has no entry here. */
  readonly schedules?: readonly BellSchedule[]
  readonly calendar: Calendar
  readonly sets: readonly PlatformSet[]
  /** Names this school adds to the essential and the protected ones of the catalogue. */
  readonly essential: readonly Name[]
  readonly protected: readonly Name[]
  readonly rules: readonly Rule[]
  /** Left out: {@link usualLimits}. */
  readonly limits?: Limits
  /** The register of measures. */
  readonly measures?: readonly Measure[]
  /** Whether teachers too exclude a device of an own class, until the end of the day. */
  readonly teachersMayExclude?: boolean
  /** The platforms that the school adds to the catalogue or corrects. */
  readonly platforms?: readonly OwnPlatform[]
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
  /** What each of its names is for, where the catalogue says so. */
  readonly roles?: Readonly<Partial<Record<NameRole, readonly Name[]>>>
  /** Whose catalogue it is from; left out: the one that ships with the product. */
  readonly origin?: 'folder' | 'board'
}

/** What a platform needs a name for: its pages, its app, its pictures and films, short links, what other pages load. */
export type NameRole = 'web' | 'api' | 'media' | 'short' | 'library'

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
  /** What the rooms of one exam have in common. Decides nothing. */
  readonly examId?: string
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
/**
 * A group's rules, and "only these", are worked out and counted but not enforced. For the children's safety all else holds as ever: locked
 * rules, focus and exams, park and exclusion.
 */
export interface Trial extends Span {
  readonly group: string
}
/** A marked event in the building (a play, an open day): rules for `event` are in force while it runs. */
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
  /**
   * The device carries a medical mark: a sensor's app must work, also by names that nobody knows. Nothing that closes all names closes them to it:
   * no unlocked rule on everything, no park, no "only these" mode. Locked rules, focus and exams, exclusion and all other rules hold.
   */
  readonly exempt?: true
  /** Its blocked queries are recorded though its group's are only counted: a director opened an incident. Decides nothing. */
  readonly recorded?: true
}
