import type { Measure } from '../../policy/policy.ts'
import type { Letters } from '../../reports/letters.ts'
import type { MeasureKind } from '../../storage/measure-store.ts'
import type { Outcome } from '../outcome.ts'
import type { Person } from '../people/person.ts'

export type MeasureProblem =
  | 'not-allowed'
  | 'not-your-class'
  | 'unknown-device'
  | 'unknown-class'
  | 'unknown-offence'
  | 'unknown-measure'
  | 'reason-missing'
  | 'already-over'

/** Whom a measure is about: a device, or somebody of a class, whose name is not kept. */
export type About = { readonly device: string } | { readonly class: string }
/** Why: in words, and the offence of the register where it is one. */
export interface Why {
  readonly why: string
  readonly offence?: string
}

/** A measure that was taken. */
export interface TakenMeasure {
  readonly id: string
  readonly kind: MeasureKind
  readonly device?: { readonly id: string; readonly label: string }
  readonly class?: string
  readonly offence?: Measure
  readonly why: string
  readonly by: string
  /** Whether this person took it. */
  readonly mine: boolean
  readonly from: number
  /** When it ends or ended. */
  readonly until?: number
  readonly isOver: boolean
  /** How many were taken about this device before, this school year; 0 for one about a class. Only for a director. */
  readonly earlier?: number
}

/** What the school does about offences: the register, and what was done. */
export interface MeasureDesk {
  /** The register, which everyone may read. */
  register(): readonly Measure[]
  /** Devices this person may take a measure about: all for a director, pupils' own of the own classes for a teacher. */
  choices(
    person: Person,
  ): readonly { readonly id: string; readonly label: string; readonly classes: readonly string[] }[]
  /** A phone is taken until the end of the day: by a teacher, of an own class, or by a director. */
  takePhone(person: Person, about: About, why: Why): Promise<Outcome<TakenMeasure, MeasureProblem>>
  /** A director writes down a warning, or something else that was done. An exclusion writes itself down. */
  record(
    person: Person,
    about: About,
    kind: 'warning' | 'other',
    why: Why,
  ): Promise<Outcome<TakenMeasure, MeasureProblem>>
  /** Ends one before its time: a director, or who took it. An exclusion is lifted instead. */
  end(person: Person, id: string): Promise<Outcome<void, MeasureProblem>>
  /** Those of this school year, newest first: all for a director, their own for a teacher. With `device` those about that one. */
  taken(person: Person, device?: string): Promise<readonly TakenMeasure[]>
  /** The letter about a measure, for a director or who took it. For the file only a director has it. */
  letter(person: Person, id: string, whom: 'parents' | 'file'): Promise<Outcome<Letters, MeasureProblem>>
}
