import type { Target, Text } from '../../policy/policy.ts'
import type { GrantProblem, GrantView } from '../grants/granting.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { WhyAbout } from './why-about.ts'

// "Er werkt iets niet": what was just blocked for a class, opened in one tap, with a note for the coordinator. Instants are milliseconds since 1970.

/** Something that was just blocked for a class and that a tap can open. Never by which device. */
export interface JustBlocked {
  readonly target: Target
  readonly targetName: Text
  /** The target as text, to open it by. */
  readonly key: string
  /** The names that were asked for, the newest first; three at most. */
  readonly names: readonly string[]
  readonly last: number
}

/** A note for the coordinator: what did not work in a class. */
export interface SnagView {
  readonly id: string
  readonly class: string
  readonly className: string
  readonly target?: Target
  readonly targetName?: Text
  /** Of a target: what to look up. */
  readonly why?: WhyAbout
  /** What the teacher wrote. */
  readonly words?: string
  readonly by: string
  readonly at: number
}

/** `nothing-noted`: no words. `noted-enough`: by this person, within an hour. `too-few-devices`: of fewer than five, what was blocked tells of one. */
export type SnagProblem = GrantProblem | 'nothing-noted' | 'noted-enough' | 'too-few-devices'

export interface SnagDesk {
  /** What rules closed for the class in the last ten minutes and still close; nothing locked, nothing that is open. Newest first, twelve at most. */
  justBlocked(person: Person, classId: string): Promise<Outcome<readonly JustBlocked[], SnagProblem>>
  /** Opens one of those for the class until the break (thirty minutes after the last bell), and leaves a note. */
  open(person: Person, classId: string, key: string): Promise<Outcome<GrantView, SnagProblem>>
  /** Leaves a note in words. Opens nothing. */
  note(person: Person, classId: string, words: string): Promise<Outcome<void, SnagProblem>>
  /** What the coordinator has not settled yet, newest first; nothing for anybody else. */
  waiting(person: Person): Promise<readonly SnagView[]>
  /** The coordinator has seen to it. */
  settle(person: Person, id: string): Promise<Outcome<void, 'not-allowed' | 'already-over'>>
}
