import type { Person, Role } from './person.ts'

// Who may do what, in one place. Pages ask too, but only to hide what would be refused.

/** Whether the person holds this role. */
export function holds(person: Person, role: Role): boolean {
  return person.roles.includes(role)
}

/** Lists, groups, devices, timetables, accounts. */
export function mayKeepSchool(person: Person): boolean {
  return holds(person, 'coordinator')
}

/**
 * Opening for a class and closing again: a teacher for the own classes, one without any for the class at hand (what is done is recorded), a coordinator and
 * a director for all.
 */
export function mayActOn(person: Person, classId: string): boolean {
  if (mayActOnAll(person)) return true
  return holds(person, 'teacher') && (person.classes.includes(classId) || hasNoClass(person))
}

/** A teacher of many classes, or of none in particular: asked each time which class it is now. */
export function hasNoClass(person: Person): boolean {
  return person.classes.length === 0 && person.pass === undefined
}

/** Measures, exclusions, incidents and investigations. */
export function mayDirect(person: Person): boolean {
  return holds(person, 'director')
}

/** Beginning and ending an emergency. */
export function mayCallEmergency(person: Person): boolean {
  return mayActOnAll(person) || holds(person, 'first-responder')
}

/** Whether every class is theirs to act on. */
export function mayActOnAll(person: Person): boolean {
  return holds(person, 'coordinator') || holds(person, 'director')
}

/** The board's figures of all its schools, and what each records: for who directs, and for the data-protection officer. */
export function mayReadBoard(person: Person): boolean {
  return holds(person, 'director') || holds(person, 'officer')
}
