import type { SchoolClass, Target, Text } from '../../policy/policy.ts'
import type { ActEnd, EndProblem } from '../acts/act-end.ts'
import type { GrantProblem, GrantView } from '../grants/granting.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'
import type { WhyAbout } from '../why/why-about.ts'

// Requests: a device asks, without signing in, to have something opened. Instants are milliseconds since 1970.

/** A request as the device sees it that made it. Who answered is not said. */
export interface AskerView {
  readonly target: Target
  readonly targetName: Text
  /** `over`: it was approved, and that has ended. */
  readonly state: 'waiting' | 'approved' | 'refused' | 'expired' | 'over'
  readonly madeAt: number
  /** When it ends by itself, unanswered. */
  readonly expires: number
  /** Until when it is open, where it was approved. */
  readonly until?: number
  /** What the one who refused said. */
  readonly word?: string
}

/** What devices of one class ask, merged: how many, never which. */
export interface WaitingView {
  /** Left out for devices without a class: those are the coordinator's and the director's to answer. */
  readonly class?: SchoolClass
  readonly target: Target
  readonly targetName: Text
  /** The target as text, to answer by. */
  readonly key: string
  /** What to look up. */
  readonly why?: WhyAbout
  readonly devices: number
  /** How many of them are enrolled: only those can have something of their own. */
  readonly enrolled: number
  /** What they wrote, each text once, newest first; ten at most. */
  readonly reasons: readonly string[]
  readonly since: number
  /** When the last of them ends by itself. */
  readonly expires: number
}

/** Which requests are answered: those of a class (or of devices without one) for a target. */
export interface Which {
  readonly class?: string
  readonly key: string
}

/**
 * `not-here`: no device of the school's networks. `already-open`: nothing closes it now. `excluded`, `exam-running`: nothing can be opened for this device now.
 * `asked-too-often`: this device; `asked-enough`: its class, or the school. `reason-long`: how many characters there may be.
 */
export type AskProblem =
  | 'not-here'
  | 'bad-site'
  | 'locked'
  | 'already-open'
  | 'excluded'
  | 'exam-running'
  | 'asked-too-often'
  | 'asked-enough'
  | 'reason-long'
/** `not-enrolled`: none of these devices is, so none can have something of its own. */
export type AnswerProblem = GrantProblem | EndProblem | 'no-class' | 'not-enrolled'

export interface RequestDesk {
  /**
   * Asks for a site or a platform, by its name, from the device at an address. A device has one open request: a new one takes its place, the same once
   * more changes nothing. It ends by itself with the lesson, or after thirty minutes.
   */
  ask(address: string, what: string, reason?: string): Promise<Outcome<AskerView, AskProblem>>
  /** The newest request of the device at an address, for a day. */
  mine(address: string): Promise<AskerView | undefined>
  /** Takes the open request of the device at an address back. */
  withdraw(address: string): Promise<Outcome<void, 'already-over'>>
  /** What waits for an answer by this person, longest first: of the classes that are theirs, or of this one, which they may step in for. */
  waiting(person: Person, classId?: string): Promise<readonly WaitingView[]>
  /** Says yes until a stated end: a grant for the class, or for the devices that asked only. The class's other requests for it are answered too. */
  approve(
    person: Person,
    which: Which,
    audience: 'class' | 'devices',
    end: ActEnd,
  ): Promise<Outcome<readonly GrantView[], AnswerProblem>>
  /** Says no, with a word where there is one. */
  refuse(person: Person, which: Which, word?: string): Promise<Outcome<void, AnswerProblem>>
  /** Takes a no back, within half a minute after it: what was asked waits for an answer again. */
  reopen(person: Person, which: Which): Promise<Outcome<void, AnswerProblem>>
}
