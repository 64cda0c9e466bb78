import type { BellSchedule, Text } from '../../policy/policy.ts'
import type { CalendarEntry, Region, SchoolWeek, Timetable } from '../../time/calendar.ts'
import type { IcsProblem, TimedEvent } from '../../time/ics.ts'
import type { DateText, Weekday } from '../../time/school-time.ts'
import type { Outcome } from '../outcome.ts'
import type { Editor } from '../policy/editor.ts'
import type { SchoolProblem } from '../policy/keeping.ts'
import type { TimetableNow } from './timetables-now.ts'

// Days that differ: other bells on a date, the holidays of the region, and what comes from a calendar file.

export type CalendarProblem = SchoolProblem | 'unknown-holiday' | 'nothing-read'

/** Dates for which the school, or these classes, follow other bells. One date needs no `to`. */
export interface BellDates {
  readonly from: DateText
  readonly to?: DateText
  readonly classes?: readonly string[]
}

/** A period as it is typed: `HH:MM`; of kind lesson, break, free (a free hour) or inloop. */
export interface TypedPeriod {
  readonly from: string
  readonly to: string
  readonly kind: string
  /** What people call it. Left out: as the period was called that began at the same time; empty: nothing. */
  readonly name?: string
}

/** A holiday that does not hold before somebody has said whether, and when, this school has it. */
export interface HolidayQuestion {
  readonly id: string
  readonly name: Text
  /** The dates as they are thought to be. */
  readonly from: DateText
  readonly to: DateText
}

/** What a calendar file is read for. */
export type IcsPurpose = 'holidays' | { readonly lessonsOf: string }

interface IcsRead {
  /** What could not be read; `problemCount` counts those that are not listed too. */
  readonly problems: readonly IcsProblem[]
  readonly problemCount: number
}

/** One all-day event of a file, as a day of the school. */
export interface IcsDay {
  /** Where it begins in the file: names it. */
  readonly line: number
  readonly entry: CalendarEntry
  /** Its name says that there is no school. Others are taken only when somebody chooses them: an open evening lasts a day too. */
  readonly isSure: boolean
  /** `confirms`: it gives the dates of a holiday that waits to be confirmed. `there`: the calendar has it already. */
  readonly state: 'new' | 'confirms' | 'there'
}

/** What a calendar file would change. */
export type IcsPreview =
  | (IcsRead & {
      readonly kind: 'holidays'
      readonly days: readonly IcsDay[]
      /** Events with a time of day: no holidays. The first hundred. */
      readonly timed: readonly TimedEvent[]
    })
  | (IcsRead & {
      readonly kind: 'lessons'
      /** The week that the class would follow. */
      readonly days: SchoolWeek
      /** Of how many weeks of the file it was made. */
      readonly weeks: number
      /** School days without a lesson in the file: there the school's own hours go on holding. */
      readonly kept: readonly Weekday[]
      /** Lessons that are not there in most weeks: they are left out. The first hundred. */
      readonly irregular: readonly TimedEvent[]
      readonly irregularCount: number
    })

/** The timetables themselves: which there are, and what they are called. */
export interface TimetableOffice {
  /** One with the days of another, under each of its bells; without `copyOf` it is empty, and every school day counts as lesson. */
  addTimetable(
    by: Editor,
    wish: { readonly name: Text; readonly copyOf?: string | undefined },
  ): Promise<Outcome<Timetable, CalendarProblem>>
  renameTimetable(by: Editor, id: string, name: Text): Promise<Outcome<Timetable, CalendarProblem>>
  /** Refused while a group or a class follows it. */
  removeTimetable(by: Editor, id: string): Promise<Outcome<void, CalendarProblem>>
}

/** The calendar as it is kept. Changes are revisions of the policy; other bells may be set by coordinator and director, the rest by the coordinator. */
export interface CalendarOffice extends TimetableOffice {
  /** The bells to choose from, the normal ones (id `normal`) first. */
  schedules(): readonly BellSchedule[]
  /** The bells that the calendar names for a date: of the school, and of the classes that have others. */
  bellsOn(date: DateText): {
    readonly school: string
    readonly classes: readonly { readonly class: string; readonly schedule: string }[]
  }
  /** What holds at this moment by each timetable that is followed. */
  now(): readonly TimetableNow[]
  /** From now on other bells for these dates, in the place of those that were set before. `normal` is a choice too. */
  setSchedule(by: Editor, wish: BellDates & { readonly schedule: string }): Promise<Outcome<void, CalendarProblem>>
  /** Takes back what was set for these dates and these classes, or the whole school. */
  clearSchedule(by: Editor, dates: BellDates): Promise<Outcome<void, CalendarProblem>>
  addSchedule(by: Editor, name: Text): Promise<Outcome<BellSchedule, CalendarProblem>>
  /** Refused while the calendar names it for a day that is still to come. */
  removeSchedule(by: Editor, id: string): Promise<Outcome<void, CalendarProblem>>
  /** One day of a timetable under a bell schedule; `off`: no school; undefined: as on normal days. */
  setScheduleDay(
    by: Editor,
    of: { readonly timetable: string; readonly schedule: string; readonly weekday: string },
    day: readonly TypedPeriod[] | 'off' | undefined,
  ): Promise<Outcome<void, CalendarProblem>>
  /**
   * Several days of a timetable in one revision, by their short names (`mon`): its own days, or those under a bell schedule. `off`: no school; undefined:
   * not filled in, or, under a bell schedule, as on normal days. Days that are not named stay.
   */
  setWeek(
    by: Editor,
    of: { readonly timetable: string; readonly schedule?: string },
    days: Readonly<Record<string, readonly TypedPeriod[] | 'off' | undefined>>,
  ): Promise<Outcome<void, CalendarProblem>>

  /** The holidays of this school year, not yet over, of which the school has not said whether and when it has them. */
  holidaysToConfirm(): readonly HolidayQuestion[]
  /** The school has the holiday on these dates, or not at all. */
  confirmHoliday(
    by: Editor,
    id: string,
    answer: { readonly from: DateText; readonly to: DateText } | 'not-here',
  ): Promise<Outcome<void, CalendarProblem>>
  /** Brings in the holidays of a region in the place of those of another; of the same region, those that are new. */
  setRegion(by: Editor, region: string): Promise<Outcome<Region, CalendarProblem>>

  /** What the file would change; changes nothing. */
  previewIcs(by: Editor, text: string, as: IcsPurpose): Promise<Outcome<IcsPreview, CalendarProblem>>
  /** Changes it. Of days, those of these lines; those that are sure when left out. */
  applyIcs(
    by: Editor,
    text: string,
    as: IcsPurpose,
    take?: readonly number[],
  ): Promise<Outcome<IcsPreview, CalendarProblem>>
}
