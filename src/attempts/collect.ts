import { lowered } from '../dns/labels.ts'
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
  /** The count last handed over, and when. */
  told: number
  toldAt: number
}

/**
 * Gathers blocked queries and hands them over in batches. Repeats within a minute share a row, told again when its count has grown; a row is told
 * within a second of its first query. Never throws and never waits: with no room left it counts what it loses.
 */
export class AttemptCollector {
  readonly #session: string
  readonly #rows = new Map<number, Row>()
  #fresh: Row[] = []
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
    // 21 bits of address and 32 of hash fit an exact integer; two names with one hash go to neighbouring keys.
    let key = addressNumber * 0x1_0000_0000 + (query.name.count === 0 ? 0 : query.name.hash[0]!)
    for (let row = this.#rows.get(key); row !== undefined; row = this.#rows.get(key)) {
      if (row.address === address && isSameName(row.name, packet, query) && now - row.first < WINDOW) {
        row.last = now
        row.count += 1
        return
      }
      if (now - row.first >= WINDOW) break
      key += 1
    }
    if (this.#rows.size >= MOST_ROWS) {
      this.#lost += 1
      this.#lostInAll += 1
      return
    }
    const name = packet.slice(12, query.name.end)
    const row = {
      number: this.#next,
      address,
      name,
      type: query.type,
      cause: causeOf(view, entry),
      first: now,
      last: now,
      count: 1,
      told: 0,
      toldAt: now,
    }
    this.#next += 1
    this.#rows.set(key, row)
    this.#fresh.push(row)
  }

  /** What is new since the last call, or undefined where nothing is. Drops the rows whose minute is over. */
  take(now: number): AttemptBatch | undefined {
    const rows = this.#fresh
    this.#fresh = []
    for (const [key, row] of this.#rows) {
      const over = now - row.first >= WINDOW
      if (row.told > 0 && row.count > row.told && (over || now - row.toldAt >= COUNT_EVERY)) rows.push(row)
      if (over) this.#rows.delete(key)
    }
    if (rows.length === 0 && this.#lost === 0) return undefined
    for (const row of rows) {
      row.told = row.count
      row.toldAt = now
    }
    const batch = columns(rows, this.#session, this.#lost)
    this.#lost = 0
    return batch
  }
}

function columns(rows: readonly Row[], session: string, lost: number): AttemptBatch {
  const clients = new Numbers<string>()
  const causes = new Numbers<AttemptCause>()
  const nameAt = new Uint32Array(rows.length)
  const names = new Uint8Array(rows.reduce((sum, row) => sum + row.name.length, 0))
  let at = 0
  for (const [i, row] of rows.entries()) {
    nameAt[i] = at
    names.set(row.name, at)
    at += row.name.length
  }
  return {
    session,
    row: Float64Array.from(rows, (row) => row.number),
    first: Float64Array.from(rows, (row) => row.first),
    last: Float64Array.from(rows, (row) => row.last),
    count: Uint32Array.from(rows, (row) => row.count),
    client: Uint32Array.from(rows, (row) => clients.of(row.address)),
    cause: Uint32Array.from(rows, (row) => causes.of(row.cause)),
    type: Uint16Array.from(rows, (row) => row.type),
    nameAt,
    names,
    clients: clients.values,
    causes: causes.values,
    lost,
  }
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
