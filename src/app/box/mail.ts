import { pdfOf } from '../../papers/pdf.ts'
import type { StoredMailWish } from '../../storage/mail-wish-store.ts'
import type { Overview, OverviewReader } from '../figures/overview.ts'
import type { Outcome } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { personFrom } from '../people/person.ts'
import { holds } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Notices } from './notices.ts'

export type MailProblem = 'not-allowed' | 'no-mail' | 'bad-mail-address' | 'mail-failed'

/** The weekly overview by mail, for directors who want it: each chooses for themselves. */
export interface MailDesk {
  /** Whether the settings file names a mail server. */
  readonly isPossible: boolean
  /** Where this person gets it; undefined where they do not. */
  wishOf(person: Person): Promise<string | undefined>
  /** From the next week that is over on; without an address never more. */
  want(person: Person, address: string | undefined): Promise<Outcome<void, MailProblem>>
  /** Sends last week's at once, to see that it comes. */
  tryOut(person: Person): Promise<Outcome<void, MailProblem>>
}
/** The desk, and what the job tells it. */
export interface Mailing extends MailDesk {
  /** Sends the week that is over to who has not had it: from Monday 7:00 on, and again at each call until the server takes it. */
  sendDue(): Promise<void>
}

const LONGEST = 254
/** An address as people have them: no name, no list, nothing that could end a line of the mail's head. */
const isAddress = (text: string): boolean =>
  text.length <= LONGEST && /^[^\s@<>()[\],;:"\\\p{Cc}]+@[a-z0-9.-]+\.[a-z0-9-]+$/iu.test(text)
const SEVEN = 7 * 60

/** Mails the overview. */
export function mailDesk(parts: Parts, ledger: Ledger, overviews: OverviewReader, notices: Notices): Mailing {
  const { storage, clock, post } = parts
  const { mailWishes, people, audit } = storage
  const lastWeek = () => overviews.weekWith(ledger.zone.instantsOf(overviews.weekWith(clock()).from, 0)[0]! - 1)

  const send = async (person: Person, to: string): Promise<Outcome<void, MailProblem>> => {
    if (post === undefined) return { ok: false, problem: 'no-mail' }
    const read = await overviews.overview(person, lastWeek())
    if (!read.ok) return { ok: false, problem: 'not-allowed' }
    const paper = overviews.paper(read.value, person.language)
    try {
      const pdf = await pdfOf(paper, new Date(clock()))
      const name = `${person.language === 'nl' ? 'weekoverzicht' : 'overview'}-${read.value.wish.from}.pdf`
      const text = textOf(read.value, person.language, ledger.policy.school.name)
      const files = [{ name, type: 'application/pdf', content: pdf }]
      await post.send({ to, subject: `${paper.title} ${ledger.policy.school.name}`.replace(/\s+/g, ' '), text, files })
      return { ok: true, value: undefined }
    } catch (error) {
      return { ok: false, problem: 'mail-failed', detail: lineOf(error) }
    }
  }

  /** Sends somebody's week, and notes that it was sent; what went wrong, otherwise. */
  const sendTo = async ({ person: id, address }: StoredMailWish, week: string): Promise<string | undefined> => {
    const stored = await people.byId(id)
    const person = stored && personFrom(stored)
    // Who is no longer a director gets none, and is asked anew should they become one again.
    if (person === undefined || !holds(person, 'director')) {
      await mailWishes.remove(id)
      return undefined
    }
    const sent = await send(person, address)
    if (!sent.ok) return sent.detail ?? sent.problem
    await mailWishes.set({ person: id, address, sentFor: week })
    return undefined
  }

  return {
    isPossible: post !== undefined,
    async wishOf(person) {
      return (await mailWishes.all()).find((wish) => wish.person === person.id)?.address
    },

    async want(person, address) {
      if (!holds(person, 'director')) return { ok: false, problem: 'not-allowed' }
      const typed = address?.trim() ?? ''
      if (typed !== '' && !isAddress(typed))
        return { ok: false, problem: 'bad-mail-address', detail: typed.slice(0, 60) }
      if (typed === '') await mailWishes.remove(person.id)
      else if (post === undefined) return { ok: false, problem: 'no-mail' }
      else await mailWishes.set({ person: person.id, address: typed, sentFor: lastWeek().from })
      await audit.append({ at: clock(), by: person, action: 'mail-wished', subject: person.id })
      return { ok: true, value: undefined }
    },

    async tryOut(person) {
      const address = (await mailWishes.all()).find((wish) => wish.person === person.id)?.address
      if (address === undefined) return { ok: false, problem: 'bad-mail-address' }
      return await send(person, address)
    },

    async sendDue() {
      const { weekday, minute } = ledger.zone.at(clock())
      if (post === undefined || (weekday === 'mon' && minute < SEVEN)) return
      const week = lastWeek().from
      const due = (await mailWishes.all()).filter(({ sentFor }) => sentFor < week)
      const failed: string[] = []
      for (const wish of due) {
        const problem = await sendTo(wish, week)
        if (problem !== undefined) failed.push(problem)
      }
      if (failed[0] === undefined) notices.clear('mail-failed')
      else notices.raise('mail-failed', failed[0])
    },
  }
}

/** What a server said, in one line that can be shown. */
function lineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 200)
}

function textOf({ words, wish }: Overview, language: 'nl' | 'en', school: string): string {
  const t =
    language === 'nl'
      ? {
          head: `${school}: week van ${wish.from} tot en met ${wish.to}`,
          tail: 'Alle cijfers staan in de bijlage. Wil je deze mail niet meer? Zet hem uit bij Weekoverzicht in Rooster.',
        }
      : {
          head: `${school}: week from ${wish.from} to ${wish.to}`,
          tail: 'All figures are in the file that came with this. No longer want this mail? Turn it off under Overview in Rooster.',
        }
  return [t.head, ...words[language], t.tail].join('\n\n')
}
