import type { Paper } from '../../papers/paper.ts'
import type { Text } from '../../policy/policy.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { MeasureKind } from '../../storage/measure-store.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { DateText } from '../../time/school-time.ts'
import type { Term } from '../../time/terms.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { Step } from './figure-wish.ts'

export type OverviewProblem = 'not-allowed' | 'bad-overview-span'

/** What somebody wants to see: dates, both included; what is left out does not limit. */
export interface OverviewWish {
  readonly from: DateText
  readonly to: DateText
  /** `break` stands for breaks and inloop. */
  readonly kind?: 'lesson' | 'break' | 'outside'
  readonly group?: string
  /** `platform:ID` or `category:ID`. */
  readonly subject?: string
}
/** Whether a wish is for a part only. What was opened, asked for, refused and done is of the whole school all the same. */
export const isPart = ({ kind, group, subject }: OverviewWish): boolean =>
  [kind, group, subject].some((limit) => limit !== undefined)

/** A part with its count, and with that of the span before, where that may be shown. */
export interface OverviewPart {
  readonly id: string
  readonly name: Text
  readonly count: number
  readonly before?: number
}
/** A span of time at school in figures, as far as its days are over, without names; what is of fewer than five devices is in none (the rule is in `src/reports/suppress.ts`). */
export interface Overview {
  readonly wish: OverviewWish
  readonly total: number
  /** The span before; undefined where there are no figures of it. */
  readonly before?: number
  /** How many days both are long, as far as they are over. */
  readonly days: { readonly now: number; readonly before: number }
  readonly byKindOfTime: readonly { readonly kind: KindOfTime; readonly count: number; readonly before?: number }[]
  readonly byGroup: readonly OverviewPart[]
  readonly bySubject: readonly OverviewPart[]
  readonly step: Step
  readonly bars: readonly {
    readonly date: DateText
    readonly lesson: number
    readonly break: number
    readonly outside: number
  }[]
  /** The same span earlier, the longest ago first, this one last. `back`: how many spans back; `year`: the same weeks a year ago. */
  readonly trend: readonly {
    readonly from: DateText
    readonly to: DateText
    readonly total: number
    readonly isYearAgo?: true
  }[]
  /**
   * Where the filter is in the way: what was opened for classes and groups, and how many devices asked for what, and were refused it, on days that are over and on which
   * five did. Of the whole school, whatever part is asked for; so is all that follows.
   */
  readonly mostGranted: readonly { readonly name: Text; readonly count: number }[]
  readonly mostRequested: readonly { readonly name: Text; readonly count: number }[]
  readonly mostRefused: readonly { readonly name: Text; readonly count: number }[]
  readonly grants: number
  readonly emergencies: number
  readonly exclusions: readonly { readonly from: number; readonly until: number; readonly clause?: string }[]
  readonly measures: readonly { readonly kind: MeasureKind; readonly from: number; readonly until?: number }[]
  /** Who looked at what tells of a person, newest first. */
  readonly looks: readonly { readonly at: number; readonly by: string; readonly action: AuditAction }[]
  readonly unknownDevices: number
  /** How many cells of groups, kinds of time and subjects are in no figure; of the whole school. */
  readonly suppressed: number
  /** Whether the span has days that are not over: of these there are no figures yet. */
  readonly goesOn: boolean
  /** Since which date there are figures at all. */
  readonly since?: DateText
  /** The three sentences that stand first; two where a part is asked for. */
  readonly words: { readonly nl: readonly string[]; readonly en: readonly string[] }
  /** What can be chosen: groups of the school, and the subjects of this span. */
  readonly choices: {
    readonly groups: readonly { readonly id: string; readonly name: Text }[]
    readonly subjects: readonly { readonly id: string; readonly name: Text }[]
  }
}

/** The director's figures of any span, for a director or a coordinator. */
export interface OverviewReader {
  /** At most two years and a bit. */
  overview(person: Person, wish: OverviewWish): Promise<Outcome<Overview, OverviewProblem>>
  /** The same as a paper, in one language. */
  paper(overview: Overview, language: 'nl' | 'en'): Paper
  /** Every figure as one long table: part, line, column, value. */
  table(
    overview: Overview,
    language: 'nl' | 'en',
  ): { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | number)[])[] }
  /** The week that an instant lies in, Monday to Sunday. */
  weekWith(at: number): OverviewWish
  /** The term that a date lies in, from one holiday to the next; of a date in a holiday the one before, or with 1 the one after. */
  term(date: DateText, way?: -1 | 1): Term
}
