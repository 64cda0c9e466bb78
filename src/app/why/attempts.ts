import { setImmediate } from 'node:timers/promises'
import type { Name } from '../../dns/name.ts'
import { selfAndParents, textOfWire } from '../../dns/name.ts'
import type { AttemptBatch } from '../../link.ts'
import type { NewAttempt, StoredAttempt } from '../../storage/stored-attempt.ts'
import type { AttemptReader, AttemptView, Person } from '../app.ts'
import type { Notices } from '../box/notices.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import { attemptView } from './attempt-view.ts'
import type { AttemptWish } from './attempts-asked.ts'
import { attemptsAsked, isAsked } from './attempts-asked.ts'

/** Most attempts that wait to be written: for a disk that takes none, or their turn. */
const WAITING_AT_MOST = 200_000
/** Attempts written in one go: some tens of milliseconds, so that no person's act waits long behind them. */
const CHUNK = 2000
/** Most attempts in one answer. */
const LIMIT = 500

/** The attempts pages, and what comes in from the resolver. */
export interface AttemptDesk extends AttemptReader {
  /**
   * Stores a batch and tells the followers; resolves when it is written, or has failed to be. Never throws: what the disk does not take waits for
   * the next batch, and what finds no room is counted.
   */
  take(batch: AttemptBatch): Promise<void>
  /** Attempts lost since the start. */
  lost(): number
}

interface Follower {
  readonly person: Person
  readonly filter: AttemptWish
  readonly onAttempts: (attempts: readonly AttemptView[]) => void
}

/** Blocked queries as people may see them. `aside` takes those of groups that are only counted: they never stand among the others. */
export function attemptDesk(
  { storage }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  notices: Notices,
  aside: (attempts: readonly NewAttempt[]) => Promise<void>,
): AttemptDesk {
  const followers = new Set<Follower>()
  const waiting: NewAttempt[] = []
  let writing: Promise<void> | undefined
  let lost = 0

  const tell = (stored: readonly StoredAttempt[]) => {
    for (const { person, filter, onAttempts } of followers) {
      const asked = attemptsAsked(person, ledger, book, filter)
      if (asked === 'nothing' || asked === 'too-few') continue
      const shown = stored.filter((attempt) => isAsked(attempt, asked.query))
      if (shown.length > 0) onAttempts(shown.map((attempt) => attemptView(ledger, book, attempt, asked.classes)))
    }
  }

  const writeAll = async () => {
    while (waiting.length > 0) {
      const chunk = waiting.slice(0, CHUNK)
      let ids: readonly number[]
      try {
        ids = storage.attempts.write(chunk)
      } catch {
        notices.raise('attempts-not-written')
        return
      }
      waiting.splice(0, chunk.length)
      notices.clear('attempts-not-written')
      tell(chunk.map((attempt, i) => ({ ...attempt, id: ids[i]! })))
      await setImmediate()
    }
  }

  return {
    take(batch) {
      const sensitive = new Set<string>(ledger.catalogue.sensitive)
      const told = attemptsIn(batch, book).filter(({ name }) => !tellsOfAPerson(name, sensitive))
      const { true: fresh = [], false: others = [] } = Object.groupBy(
        told,
        (attempt) => `${isRecorded(attempt, ledger)}`,
      )
      const room = Math.max(0, WAITING_AT_MOST - waiting.length)
      for (const attempt of fresh.slice(0, room)) waiting.push(attempt)
      lost += batch.lost + Math.max(0, fresh.length - room)
      if (lost > 0) notices.raise('attempts-lost', String(lost))
      writing ??= writeAll().finally(() => {
        writing = undefined
      })
      if (others.length === 0) return writing
      // What the disk does not take of these is lost: they have no place to wait in.
      return Promise.all([writing, aside(others).catch(() => notices.raise('attempts-not-written'))]).then(
        () => undefined,
      )
    },

    lost: () => lost,

    async recent(person, filter) {
      const { before, beforeId, limit: most, ...wish } = filter
      const asked = attemptsAsked(person, ledger, book, wish)
      if (asked === 'nothing' || asked === 'too-few') return []
      const limit = Math.min(Math.max(1, most), LIMIT)
      const found = await storage.attempts.recent({ ...asked.query, before, beforeId, limit })
      return found.map((attempt) => attemptView(ledger, book, attempt, asked.classes))
    },

    isOfTooFew: (person, filter) => attemptsAsked(person, ledger, book, filter) === 'too-few',

    async one(person, id) {
      const attempt = mayActOnAll(person) ? await storage.attempts.byId(id) : undefined
      return attempt && attemptView(ledger, book, attempt, [])
    },

    follow(person, filter, onAttempts) {
      const follower = { person, filter, onAttempts }
      followers.add(follower)
      return () => followers.delete(follower)
    },
  }
}

/** The batch's rows, each with the device that is at the address now. */
function attemptsIn(batch: AttemptBatch, book: DeviceBook): readonly NewAttempt[] {
  const devices = batch.clients.map((address) => book.at(address)?.id)
  return Array.from(batch.row, (row, i) => {
    const { reason, ...cause } = batch.causes[batch.cause[i]!]!
    return {
      ...cause,
      reason,
      session: batch.session,
      row,
      first: batch.first[i]!,
      last: batch.last[i]!,
      count: batch.count[i]!,
      device: devices[batch.client[i]!],
      name: textOfWire(batch.names, batch.nameAt[i]!),
      type: batch.type[i]!,
    }
  })
}

// The privacy page's promise, kept here once more: only groups whose attempts are recorded, and no name that tells of a person.
const isRecorded = ({ group }: NewAttempt, { policy }: Ledger): boolean =>
  policy.groups.find(({ id }) => id === group)?.record === 'attempts'
const tellsOfAPerson = (name: Name, sensitive: ReadonlySet<string>): boolean =>
  selfAndParents(name).some((parent) => sensitive.has(parent))
