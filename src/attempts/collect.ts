import { lowered, spread } from '../dns/labels.ts'
import type { Query } from '../dns/scan.ts'
import type { AttemptBatch, AttemptCause } from '../link.ts'
import type { Entry, View } from '../policy/compile.ts'

/** Milliseconds during which repeats of one device on one name are one row. */
const WINDOW = 60_000
/** Milliseconds between two reports of a row's growing count. */
const COUNT_EVERY = 10_000
/** Most rows held at once; what finds no room is counted as lost. */
const MOST_ROWS = 200_000

interface Row {
  readonly number: number
  readonly address: string
  readonly name: Uint8Array
  readonly type: number
  readonly cause: AttemptCause
  readonly first: number
  last: number
  count: number
  /** When it was last handed over; undefined before the first time. */
  toldAt: number | undefined
  /** Whether there is more to tell than was told. */
  waits: boolean
}

/**
 * Gathers blocked queries and hands them over in batches. Repeats within a minute share a row, told again when its count has grown; a row is told
 * within a second of its first query. Never throws and never waits: with no room left it counts what it loses.
 */
export class AttemptCollector {
  readonly #session: string
  /** The rows whose minute is not over, the oldest first. */
  readonly #rows = new Map<number, Row>()
  /** Rows with something to tell. */
  #waiting: Row[] = []
  #next = 1
  #lost = 0
  #lostInAll = 0

  /** `session` tells this thread's row numbers from those of others. */
  constructor(session: string) {
    this.#session = session
  }

  /** Attempts that found no room since the start. */
  get lost(): number {
    return this.#lostInAll
  }

  /** Notes one blocked query. `addressNumber` (below 2^21) only spreads rows; addresses are compared. */
  record(
    address: string,
    addressNumber: number,
    packet: Uint8Array,
    query: Query,
    view: View,
    entry: Entry,
    now: number,
  ): void {
    // A small integer, which V8 keeps without a box; where two rows share one, the later goes to a neighbouring key.
    const hash = query.name.count === 0 ? 0 : query.name.hash[0]!
    let key = spread(hash ^ Math.imul(addressNumber + 1, 0x9e3779b1)) >>> 2
    for (let row = this.#rows.get(key); row !== undefined; row = this.#rows.get(key)) {
      if (row.address === address && isSameName(row.name, packet, query) && !isOver(row, now)) {
        row.last = now
        row.count += 1
        if (!row.waits) this.#waiting.push(row)
        row.waits = true
        return
      }
      // Its place is taken below; what it counted since it was last told still waits.
      if (isOver(row, now)) break
      key += 1
    }
    if (this.#rows.size >= MOST_ROWS) {
      this.#lost += 1
      this.#lostInAll += 1
      return
    }
    const name = packet.slice(12, query.name.end)
    const row: Row = {
      number: this.#next,
      address,
      name,
      type: query.type,
      cause: causeOf(view, entry),
      first: now,
      last: now,
      count: 1,
      toldAt: undefined,
      waits: true,
    }
    this.#next += 1
    // A map keeps the place of a key that is set again; the row that was there may be over.
    this.#rows.delete(key)
    this.#rows.set(key, row)
    this.#waiting.push(row)
  }

  /** What is new since the last call, or undefined where nothing is; `everything`: growing counts too that were told a moment ago. */
  take(now: number, everything = false): AttemptBatch | undefined {
    this.#dropOver(now)
    const isDue = (row: Row) =>
      everything || row.toldAt === undefined || now - row.toldAt >= COUNT_EVERY || isOver(row, now)
    const rows = this.#waiting.filter(isDue)
    if (rows.length === 0 && this.#lost === 0) return undefined
    this.#waiting = rows.length === this.#waiting.length ? [] : this.#waiting.filter((row) => !isDue(row))
    for (const row of rows) {
      row.toldAt = now
      row.waits = false
    }
    const batch = columns(rows, this.#session, this.#lost)
    this.#lost = 0
    return batch
  }

  /** Lets go of the rows whose minute is over: they stand in front. */
  #dropOver(now: number): void {
    for (const [key, row] of this.#rows) {
      if (!isOver(row, now)) return
      this.#rows.delete(key)
    }
  }
}

/** A row that is ahead of the clock was begun before that was put back: it is over, too. */
const isOver = ({ first }: Row, now: number): boolean => now - first >= WINDOW || now < first

function columns(rows: readonly Row[], session: string, lost: number): AttemptBatch {
  const clients = new Numbers<string>()
  const causes = new Numbers<AttemptCause>()
  const batch = {
    session,
    row: new Float64Array(rows.length),
    first: new Float64Array(rows.length),
    last: new Float64Array(rows.length),
    count: new Uint32Array(rows.length),
    client: new Uint32Array(rows.length),
    cause: new Uint32Array(rows.length),
    type: new Uint16Array(rows.length),
    nameAt: new Uint32Array(rows.length),
    names: new Uint8Array(rows.reduce((sum, row) => sum + row.name.length, 0)),
    clients: clients.values,
    causes: causes.values,
    lost,
  }
  let at = 0
  for (const [i, { number, first, last, count, address, cause, type, name }] of rows.entries()) {
    batch.row[i] = number
    batch.first[i] = first
    batch.last[i] = last
    batch.count[i] = count
    batch.client[i] = clients.of(address)
    batch.cause[i] = causes.of(cause)
    batch.type[i] = type
    batch.nameAt[i] = at
    batch.names.set(name, at)
    at += name.length
  }
  return batch
}

/** Numbers for values, in the order they first come. */
class Numbers<Value> {
  readonly values: Value[] = []
  readonly #numbers = new Map<Value, number>()

  of(value: Value): number {
    let number = this.#numbers.get(value)
    if (number === undefined) {
      number = this.values.push(value) - 1
      this.#numbers.set(value, number)
    }
    return number
  }
}

const known = new WeakMap<Entry, AttemptCause>()

function causeOf(view: View, entry: Entry): AttemptCause {
  let cause = known.get(entry)
  if (cause === undefined) {
    const { reason } = entry.decision
    cause = {
      group: view.client.group,
      reason: reason.kind,
      clause: 'clause' in reason ? reason.clause : undefined,
      rule: 'rule' in reason ? reason.rule : undefined,
      platform: entry.platform,
      category: entry.category,
      kindOfTime: view.kindOfTime,
    }
    known.set(entry, cause)
  }
  return cause
}

function isSameName(name: Uint8Array, packet: Uint8Array, query: Query): boolean {
  if (name.length !== query.name.end - 12) return false
  for (let i = 0; i < name.length; i += 1) if (lowered[name[i]!] !== lowered[packet[12 + i]!]) return false
  return true
}
