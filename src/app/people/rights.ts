import type { Policy } from '../../policy/policy.ts'
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

/**
 * As {@link mayActOn}, or stepping in: a teacher with classes, for another one, where the school leaves that to them. Until the end of the lesson at most
 * ({@link stepsIn}); no exams, and nothing that tells which device or pupil it is about.
 */
export function mayActNow({ school }: Policy, person: Person, classId: string): boolean {
  return mayActOn(person, classId) || (school.otherClasses !== false && isTeacherOnAccount(person))
}

/** Whether what this person does for these classes is stepping in: not one of them is theirs. */
export function stepsIn(person: Person, classIds: readonly string[]): boolean {
  return !mayActOnAll(person) && !classIds.some((id) => mayActOn(person, id))
}

/** A day pass is for the classes that are on it, and a token for those of its role. */
const isTeacherOnAccount = (person: Person): boolean => holds(person, 'teacher') && hasAccount(person)

/** Not a substitute on a day pass, and not a program with a token. */
export function hasAccount(person: Person): boolean {
  return person.pass === undefined && person.token === undefined
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
