import type { Message } from '../../mail/post.ts'
import { pdfOf } from '../../papers/pdf.ts'
import type { StoredMailWish } from '../../storage/mail-wish-store.ts'
import type { OverviewReader } from '../figures/overview.ts'
import type { Outcome } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { personFrom } from '../people/person.ts'
import { hasAccount, holds } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Letterbox } from '../record/letterbox.ts'
import { receivers } from '../record/letterbox.ts'
import { overviewText, reportLetter } from './mail-words.ts'
import type { Notices } from './notices.ts'

export type MailProblem = 'not-allowed' | 'no-mail' | 'bad-mail-address' | 'mail-failed'

/** What can come by mail: the overview of the week that is over, and word that there is a report, without anything that is in it. */
export type MailKind = 'overview' | 'reports'
export interface MailWish {
  readonly address: string
  readonly kinds: readonly MailKind[]
}

/** Mail for who wants it: each chooses for themselves. */
export interface MailDesk {
  /** Whether the settings file names a mail server. */
  readonly isPossible: boolean
  /** What this person can choose: the overview is for directors, word of reports for who reads them. */
  kindsFor(person: Person): readonly MailKind[]
  /** What this person gets, and where; undefined where it is nothing. */
  wishOf(person: Person): Promise<MailWish | undefined>
  /** From the next week that is over on, and of reports that come from now on; without an address or a kind never more. */
  want(person: Person, wish: MailWish | undefined): Promise<Outcome<void, MailProblem>>
  /** Sends what is wanted at once, to see that it comes: the last week, and word of a report that there need not be. */
  tryOut(person: Person): Promise<Outcome<void, MailProblem>>
}
/** The desk, and what the job tells it. */
export interface Mailing extends MailDesk {
  /** Sends what is due: the week that is over from Monday 7:00 on, word of reports as they are there, and both again at each call until the server takes it. */
  sendDue(): Promise<void>
}

const LONGEST = 254
/** An address as people have them: no name, no list, nothing that could end a line of the mail's head. */
const isAddress = (text: string): boolean =>
  text.length <= LONGEST && /^[^\s@<>()[\],;:"\\\p{Cc}]+@[a-z0-9.-]+\.[a-z0-9-]+$/iu.test(text)
const SEVEN = 7 * 60

const kindsFor = (person: Person): readonly MailKind[] => {
  if (!hasAccount(person)) return []
  const reads = receivers.some((role) => holds(person, role))
  return [...(holds(person, 'director') ? (['overview'] as const) : []), ...(reads ? (['reports'] as const) : [])]
}

/** Sends mail. */
export function mailDesk(
  parts: Parts,
  ledger: Ledger,
  overviews: OverviewReader,
  letters: Letterbox,
  notices: Notices,
): Mailing {
  const { storage, clock, post } = parts
  const { mailWishes, people, audit } = storage
  const lastWeek = () => overviews.weekWith(ledger.zone.instantsOf(overviews.weekWith(clock()).from, 0)[0]! - 1)
  const storedOf = async (person: Person) => (await mailWishes.all()).find((wish) => wish.person === person.id)

  const overviewFor = async (person: Person): Promise<Omit<Message, 'to'> | undefined> => {
    const read = await overviews.overview(person, lastWeek())
    if (!read.ok) return undefined
    const paper = overviews.paper(read.value, person.language)
    const pdf = await pdfOf(paper, new Date(clock()))
    const name = `${person.language === 'nl' ? 'weekoverzicht' : 'overview'}-${read.value.wish.from}.pdf`
    return {
      subject: `${paper.title} ${ledger.policy.school.name}`.replace(/\s+/g, ' '),
      text: overviewText(read.value, person.language, ledger.policy.school.name),
      files: [{ name, type: 'application/pdf', content: pdf }],
    }
  }

  const send = async (person: Person, to: string, kind: MailKind): Promise<Outcome<void, MailProblem>> => {
    if (post === undefined) return { ok: false, problem: 'no-mail' }
    try {
      const letter =
        kind === 'overview'
          ? await overviewFor(person)
          : { ...reportLetter(person.language, ledger.policy.school.name), files: [] }
      if (letter === undefined) return { ok: false, problem: 'not-allowed' }
      await post.send({ to, ...letter })
      return { ok: true, value: undefined }
    } catch (error) {
      return { ok: false, problem: 'mail-failed', detail: lineOf(error) }
    }
  }

  /** What somebody wants and may have; what they no longer may is forgotten, and asked anew should they get the role again. */
  const stillWanted = async (wish: StoredMailWish): Promise<{ person: Person; wish: StoredMailWish } | undefined> => {
    const stored = await people.byId(wish.person)
    const person = stored && personFrom(stored)
    const kinds = person === undefined ? [] : kindsFor(person)
    const overview = wish.overview && kinds.includes('overview')
    const toldUntil = kinds.includes('reports') ? wish.toldUntil : undefined
    const now = { ...wish, overview, toldUntil }
    if (person === undefined || (!overview && toldUntil === undefined)) {
      await mailWishes.remove(wish.person)
      return undefined
    }
    if (overview !== wish.overview || toldUntil !== wish.toldUntil) await mailWishes.set(now)
    return { person, wish: now }
  }

  /** Sends somebody what is due, and notes that it was sent; returns what went wrong. */
  const sendTo = async (found: StoredMailWish, week: string | undefined): Promise<readonly string[]> => {
    const wanted = await stillWanted(found)
    if (wanted === undefined) return []
    const { person } = wanted
    let { wish } = wanted
    const failed: string[] = []
    const sendOne = async (kind: MailKind, sent: Partial<StoredMailWish>) => {
      const outcome = await send(person, wish.address, kind)
      if (!outcome.ok) return void failed.push(outcome.detail ?? outcome.problem)
      wish = { ...wish, ...sent }
      await mailWishes.set(wish)
    }
    if (week !== undefined && wish.overview && wish.sentFor < week) await sendOne('overview', { sentFor: week })
    const { newest = 0 } = wish.toldUntil === undefined ? {} : await letters.unread(person)
    if (wish.toldUntil !== undefined && newest > wish.toldUntil) await sendOne('reports', { toldUntil: newest })
    return failed
  }

  return {
    isPossible: post !== undefined,
    kindsFor,

    async wishOf(person) {
      const stored = await storedOf(person)
      return stored && { address: stored.address, kinds: kindsOf(stored) }
    },

    async want(person, wish) {
      const typed = wish?.address.trim() ?? ''
      const may = kindsFor(person)
      if (may.length === 0 || wish?.kinds.some((kind) => !may.includes(kind)))
        return { ok: false, problem: 'not-allowed' }
      if (typed !== '' && !isAddress(typed))
        return { ok: false, problem: 'bad-mail-address', detail: typed.slice(0, 60) }
      if (typed === '' || wish === undefined || wish.kinds.length === 0) await mailWishes.remove(person.id)
      else if (post === undefined) return { ok: false, problem: 'no-mail' }
      else
        await mailWishes.set({
          ...{ person: person.id, address: typed, overview: wish.kinds.includes('overview') },
          ...{ sentFor: lastWeek().from, toldUntil: wish.kinds.includes('reports') ? clock() : undefined },
        })
      await audit.append({ at: clock(), by: person, action: 'mail-wished', subject: person.id })
      return { ok: true, value: undefined }
    },

    async tryOut(person) {
      const stored = await storedOf(person)
      if (stored === undefined) return { ok: false, problem: 'bad-mail-address' }
      for (const kind of kindsOf(stored)) {
        const sent = await send(person, stored.address, kind)
        if (!sent.ok) return sent
      }
      return { ok: true, value: undefined }
    },

    async sendDue() {
      if (post === undefined) return
      const { weekday, minute } = ledger.zone.at(clock())
      const week = weekday === 'mon' && minute < SEVEN ? undefined : lastWeek().from
      const failed: string[] = []
      for (const wish of await mailWishes.all()) failed.push(...(await sendTo(wish, week)))
      if (failed[0] === undefined) notices.clear('mail-failed')
      else notices.raise('mail-failed', failed[0])
    },
  }
}

const kindsOf = ({ overview, toldUntil }: StoredMailWish): readonly MailKind[] => [
  ...(overview ? (['overview'] as const) : []),
  ...(toldUntil === undefined ? [] : (['reports'] as const)),
]

/** What a server said, in one line that can be shown. */
function lineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 200)
}
