import type { Outcome } from '../outcome.ts'
import type { AccountProblem } from './account-problem.ts'
import type { Person, Role } from './person.ts'

// One-time links on paper: for a new account, and for a new password without mail. Instants are milliseconds since 1970.

/** Who is invited: they choose their own login and password. */
export interface Invitee {
  readonly name: string
  readonly roles: readonly Role[]
  readonly classes: readonly string[]
  readonly language: 'nl' | 'en'
}
/** An invitation that nobody has used yet; its secret is told once, when it is made. */
export interface InvitationView extends Invitee {
  readonly id: string
  /** `password`: for a new password of an account that there is. */
  readonly kind: 'account' | 'password'
  readonly madeAt: number
  readonly by: string
  readonly expires: number
}
export interface MadeInvitation {
  readonly invitation: InvitationView
  readonly secret: string
}
/** What a link is for. */
export type Invited =
  | { readonly kind: 'account'; readonly name: string; readonly language: 'nl' | 'en' }
  | { readonly kind: 'password'; readonly name: string; readonly login: string; readonly language: 'nl' | 'en' }

/** One line of a file of people, read. `problem` says why nobody is invited by it, and the detail what was written. */
export type PersonLine = { readonly line: number } & (
  | { readonly ok: true; readonly invitee: Invitee }
  | { readonly ok: false; readonly problem: PersonLineProblem; readonly detail: string }
)
export type PersonLineProblem =
  | 'name-missing'
  | 'unknown-role'
  | 'no-role'
  | 'unknown-class'
  | 'invited-already'
  | 'name-twice'
/** `bad-table`: the detail is the line, and what is wrong there. */
export type TableProblem = 'not-allowed' | 'bad-table' | 'column-missing' | 'too-many-lines' | 'nothing-usable'

export interface InvitationDesk {
  /** Invites people, all or none. */
  invite(by: Person, people: readonly Invitee[]): Promise<Outcome<readonly MadeInvitation[], AccountProblem>>
  /** Makes a link for a new password; the old one holds until it is used. An earlier link no longer works. */
  reset(by: Person, personId: string): Promise<Outcome<MadeInvitation, AccountProblem>>
  /** Those that still work, for a coordinator. */
  open(by: Person): Promise<readonly InvitationView[]>
  withdraw(by: Person, id: string): Promise<Outcome<void, AccountProblem>>
  /** What a link is for; undefined for one that does not work. */
  behind(secret: string): Promise<Invited | undefined>
  /** Uses a link up: makes the account, or sets the password and ends the sessions of who knew the old one. `login` is for a new account. */
  accept(
    secret: string,
    typed: { readonly login: string; readonly password: string; readonly language?: 'nl' | 'en' },
    from?: string,
  ): Promise<Outcome<Person, AccountProblem>>
  /** Reads a file of people (CSV: name, roles, classes, language); invites nobody. */
  readPeople(by: Person, csv: string): Promise<Outcome<readonly PersonLine[], TableProblem>>
}
