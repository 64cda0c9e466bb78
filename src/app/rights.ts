import type { Person, Role } from './app.ts'

// Who may do what, in one place. Pages ask too, but only to hide what would be refused.

/** Whether the person holds this role. */
export function holds(person: Person, role: Role): boolean {
  return person.roles.includes(role)
}

/** Lists, groups, devices, timetables, accounts. */
export function mayKeepSchool(person: Person): boolean {
  return holds(person, 'coordinator')
}

/** Opening for a class and closing again: a teacher for the own classes, a coordinator and a director for all. */
export function mayActOn(person: Person, classId: string): boolean {
  return mayActOnAll(person) || (holds(person, 'teacher') && person.classes.includes(classId))
}

/** Whether every class is theirs to act on. */
export function mayActOnAll(person: Person): boolean {
  return holds(person, 'coordinator') || holds(person, 'director')
}
