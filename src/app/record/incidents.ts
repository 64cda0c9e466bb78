import type { Text } from '../../policy/policy.ts'
import type { Letters } from '../../reports/letters.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'

export type IncidentProblem =
  | 'not-allowed'
  | 'unknown-device'
  | 'unknown-incident'
  | 'reason-missing'
  | 'bad-span'
  | 'already-over'
  | 'note-missing'

/** What a director looks into. */
export interface NewIncident {
  readonly device: string
  readonly reason: string
  /** The span, half-open. It begins in the past and ends in the past or at most 30 days on, and is at most 60 days long. */
  readonly from: number
  readonly until: number
}

/** An incident, without what it holds. */
export interface IncidentView {
  readonly id: string
  readonly device: { readonly id: string; readonly label: string }
  readonly group: Text
  readonly reason: string
  readonly from: number
  readonly until: number
  readonly opened: number
  readonly by: string
  readonly closed?: number
  readonly closedBy?: string
  /** Whether attempts still come in. */
  readonly isRecording: boolean
}

/** An incident with the attempts that were kept and the notes that were made. */
export interface Incident extends IncidentView {
  readonly attempts: readonly {
    readonly first: number
    readonly last: number
    readonly count: number
    readonly name: string
    readonly kindOfTime: KindOfTime
    readonly clause?: string
    readonly reason: Text
  }[]
  readonly notes: readonly { readonly at: number; readonly by: string; readonly text: string }[]
}

/**
 * What a director looks into, with a reason: the blocked attempts of one device over a span. They are kept from expiry from the opening on. Where the
 * device's group is only counted, its attempts are recorded from the opening to the end of the span, and stand nowhere but here. Each step and each look
 * is recorded.
 */
export interface IncidentDesk {
  open(person: Person, what: NewIncident): Promise<Outcome<IncidentView, IncidentProblem>>
  /** All incidents, newest first; none for who is no director. */
  list(person: Person): Promise<readonly IncidentView[]>
  look(person: Person, id: string): Promise<Outcome<Incident, IncidentProblem>>
  note(person: Person, id: string, text: string): Promise<Outcome<void, IncidentProblem>>
  /** Nothing comes in any more. A year later it is removed. */
  close(person: Person, id: string): Promise<Outcome<void, IncidentProblem>>
  /** The whole incident as a letter for the file, or for the board that is consulted. */
  print(person: Person, id: string, whom: 'file' | 'board'): Promise<Outcome<Letters, IncidentProblem>>
  /** Removes it for good, before its time. */
  erase(person: Person, id: string): Promise<Outcome<void, IncidentProblem>>
}
