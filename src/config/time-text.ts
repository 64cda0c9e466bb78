import type { Calendar, SchoolWeek, Timetable } from '../time/calendar.ts'
import type { PolicyText } from './policy-schema.ts'
import { periodText } from './times.ts'

// Timetables and the calendar, between their YAML and their form in a policy.

type TimetableText = PolicyText['timetables'][string]

/** Makes a {@link Timetable} of its text. */
export function timetableOf([id, { name, days, schedules }]: readonly [string, TimetableText]): Timetable {
  const weeks = Object.entries(schedules ?? {}).map(([schedule, week]) => [schedule, week.days as SchoolWeek] as const)
  return {
    id,
    name,
    days: days as SchoolWeek,
    ...(schedules === undefined ? {} : { schedules: Object.fromEntries(weeks) }),
  }
}

/** Makes a {@link Calendar} of its text, without the holidays of a region that stand in a file of their own. */
export function calendarOf(text: PolicyText['calendar']): Calendar {
  const { 'school-days': schoolDays, entries, region, 'not-here': notHere } = text
  return {
    schoolDays,
    entries: entries.map(({ classes, day, schedule, unconfirmed, holiday, ...entry }) => ({
      ...entry,
      ...(classes === undefined ? {} : { classes }),
      ...(day === undefined ? {} : { day }),
      ...(schedule === undefined ? {} : { schedule }),
      ...(unconfirmed === undefined ? {} : { unconfirmed }),
      ...(holiday === undefined ? {} : { holiday }),
    })),
    ...(region === undefined ? {} : { region }),
    ...(notHere === undefined ? {} : { notHere }),
  }
}

/** A timetable in the words of its YAML. */
export function timetableText({ name, days, schedules }: Timetable) {
  const weeks = Object.entries(schedules ?? {}).map(([id, week]) => [id, { days: weekText(week) }] as const)
  return { name, days: weekText(days), ...(schedules === undefined ? {} : { schedules: Object.fromEntries(weeks) }) }
}

/** The calendar in the words of its YAML. The holidays of its region stand in the entries like any other. */
export function calendarText({ schoolDays, entries, region, notHere }: Calendar) {
  return {
    'school-days': schoolDays,
    entries: entries.map(({ day, ...entry }) => ({
      ...entry,
      ...(day === undefined ? {} : { day: day.map(periodText) }),
    })),
    ...(region === undefined ? {} : { region, holidays: 'listed' as const }),
    ...(notHere === undefined ? {} : { 'not-here': [...notHere] }),
  }
}

const weekText = (week: SchoolWeek) =>
  Object.fromEntries(Object.entries(week).map(([weekday, day]) => [weekday, day === 'off' ? day : day.map(periodText)]))
