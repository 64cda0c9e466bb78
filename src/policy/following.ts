import type { Following } from '../time/calendar.ts'
import type { Client, Policy } from './policy.ts'

/** The timetables a client follows: those of its classes that have their own, or else its group's. */
export function following(policy: Policy, client: Client): Following {
  const { calendar, timetables, classes, groups } = policy
  const ofClasses = classes
    .filter(({ id, timetable }) => timetable !== undefined && client.classes.includes(id))
    .map(({ timetable }) => timetable)
  const ids = ofClasses.length > 0 ? ofClasses : [groups.find(({ id }) => id === client.group)?.timetable]
  return {
    calendar,
    classes: client.classes,
    timetables: ids.map((id) => timetables.find((timetable) => timetable.id === id)),
  }
}
