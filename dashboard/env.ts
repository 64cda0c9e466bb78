import type { Context } from 'hono'
import type { App, Editor, Person, Role } from '../src/app/app.ts'
import type { Text } from '../src/policy/policy.ts'
import type { Fields } from './forms/fields.ts'
import type { Texts } from './locales/nl.ts'
import type { Language } from './locales/texts.ts'
import type { Moments } from './moments.ts'
import type { Undo } from './undo.ts'

/** What the server hands in with a request, and what the middleware adds to it for the pages. */
export interface Env {
  readonly Bindings: {
    /** The address of the other end of the connection. */
    readonly peer?: string
    /** Gives this request longer to come in than others: a file may be big, and the line slow. */
    readonly takeLong?: () => void
  }
  readonly Variables: {
    readonly view: View
    readonly session: string | undefined
  }
}

/** All that a view needs besides its own props. */
export interface View {
  readonly language: Language
  readonly t: Texts
  readonly moments: Moments
  readonly now: number
  /** How much faster than the machine's the clock goes: 1 but in a demonstration. */
  readonly speed: number
  /** The revision of the policy that the page shows. */
  readonly revision: number
  readonly school: string
  /** Whether the box belongs to a board. */
  readonly hasBoard: boolean
  readonly person: Person | undefined
  /** The one of the person's roles whose menu is shown. */
  readonly role: Role | undefined
  /** How many reports wait that nobody has read, of those that this person may read. */
  readonly unread: number
  readonly path: string
  /** Gives the address of a file in the assets folder. */
  readonly asset: (file: string) => string
  /** Whether something that was changed does not hold for every device yet. */
  readonly passingOn: boolean
  /** What the last act did, when the page follows one. */
  readonly done: keyof Texts['done'] | undefined
  /** How it is taken back, for some seconds. */
  readonly undo: Undo | undefined
  /** Picks the language of a text that comes from the policy. */
  readonly say: (text: Text) => string
}

/** What every page is built with. */
export interface Parts {
  readonly app: App
  readonly cookies: CookieOptions
  /** How many days attempts are kept, for the page that tells the public. */
  readonly keepAttemptsDays: number
  /** The name of the page "Wat mag nu?". */
  readonly statusName: string
  /** The addresses at which devices' questions are heard; every one of this machine when left out. */
  readonly hears?: readonly string[]
  /** Where the block page is, and the school's own certificate for it (PEM), where there is one. */
  readonly block?: { readonly where: string; readonly ca?: string }
}

/** How cookies are set: `secure` when the pages are served over TLS. */
export interface CookieOptions {
  readonly secure: boolean
}

/** The person who is signed in. Only for routes that the access table gives to roles: elsewhere it throws. */
export function personOf(c: Context<Env>): Person {
  const { person } = c.var.view
  if (!person) throw new Error(`${c.req.path} needs a person but is open to everyone`)
  return person
}

/** The person who is signed in, with the revision that the form was made from: what they change may not have changed since. */
export function editorOf(c: Context<Env>, fields: Fields): Editor {
  const seen = fields.optional('seen')
  return seen === undefined ? personOf(c) : { person: personOf(c), seen: Number(seen) }
}
