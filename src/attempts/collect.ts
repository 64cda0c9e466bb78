import { spread } from '../dns/labels.ts'
import type { Query } from '../dns/scan.ts'
import type { AttemptBatch, AttemptCause } from '../link.ts'
import type { Entry, View } from '../policy/compile.ts'
import { AttemptRing, NONE } from './attempt-ring.ts'

/** Milliseconds during which repeats of one device on one name are one row. */
const WINDOW = 60_000
/** Milliseconds between two reports of a row's growing count. */
const COUNT_EVERY = 30_000

/**
 * Gathers blocked queries and hands them over in batches. Repeats within a minute share a row, told again when its count has grown; a row is told
 * within a second of its first query. Never throws and never waits: with no room left it counts what it loses.
 */
export class AttemptCollector {
  readonly #session: string
  /** The rows whose minute is not over. */
  readonly #ring = new AttemptRing()
  /** Rows with something to tell. */
  #waiting: number[] = []
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
    const ring = this.#ring
    const nameHash = query.name.count === 0 ? 0 : query.name.hash[0]!
    const hash = spread(nameHash ^ Math.imul(addressNumber + 1, 0x9e3779b1)) | 0
    const slot = ring.find(hash, address, packet, query)
    if (slot !== NONE && !isOver(ring, slot, now)) {
      this.#repeat(slot, now)
      return
    }
    // What a row counted whose minute is over still waits to be told.
    const row = ring.add(hash, address, packet, query, causeOf(view, entry), now)
    if (row === NONE) {
      this.#lost += 1
      this.#lostInAll += 1
    } else this.#waiting.push(row)
  }

  /** What is new since the last call, or undefined where nothing is; `everything`: growing counts too that were told a moment ago. */
  take(now: number, everything = false): AttemptBatch | undefined {
    const told: number[] = []
    const left: number[] = []
    for (const row of this.#waiting) (everything || this.#isDue(row, now) ? told : left).push(row)
    this.#waiting = left
    const { toldAt, waits } = this.#ring.columns
    for (const row of told) {
      const slot = this.#ring.slotOf(row)
      toldAt[slot] = now
      waits[slot] = 0
    }
    const batch =
      told.length === 0 && this.#lost === 0 ? undefined : columns(this.#ring, told, this.#session, this.#lost)
    this.#lost = 0
    // Only now: what is over is due, and told.
    this.#dropOver(now)
    return batch
  }

  #repeat(slot: number, now: number): void {
    const { last, count, waits } = this.#ring.columns
    last[slot] = now
    count[slot]! += 1
    if (waits[slot] === 0) this.#waiting.push(this.#rowAt(slot))
    waits[slot] = 1
  }

  /** The number of the row in a slot: the only one since the oldest that falls there. */
  #rowAt(slot: number): number {
    const { oldest, columns } = this.#ring
    return oldest + ((slot - this.#ring.slotOf(oldest)) & (columns.next.length - 1))
  }

  #isDue(row: number, now: number): boolean {
    const slot = this.#ring.slotOf(row)
    const told = this.#ring.columns.toldAt[slot]!
    return told === 0 || now - told >= COUNT_EVERY || isOver(this.#ring, slot, now)
  }

  /** Lets go of the rows whose minute is over: they are the oldest. */
  #dropOver(now: number): void {
    const ring = this.#ring
    while (ring.oldest < ring.next && isOver(ring, ring.slotOf(ring.oldest), now)) ring.drop()
  }
}

/** A row that is ahead of the clock was begun before that was put back: it is over, too. */
function isOver({ columns }: AttemptRing, slot: number, now: number): boolean {
  const first = columns.first[slot]!
  return now - first >= WINDOW || now < first
}

function columns(ring: AttemptRing, rows: readonly number[], session: string, lost: number): AttemptBatch {
  const of = ring.columns
  const slots = rows.map((row) => ring.slotOf(row))
  const clients = new Numbers<string>()
  const causes = new Numbers<AttemptCause>()
  const batch = {
    session,
    row: Float64Array.from(rows),
    first: Float64Array.from(slots, (slot) => of.first[slot]!),
    last: Float64Array.from(slots, (slot) => of.last[slot]!),
    count: Uint32Array.from(slots, (slot) => of.count[slot]!),
    client: Uint32Array.from(slots, (slot) => clients.of(of.address[slot]!)),
    cause: Uint32Array.from(slots, (slot) => causes.of(of.cause[slot]!)),
    type: Uint16Array.from(slots, (slot) => of.type[slot]!),
    nameAt: new Uint32Array(rows.length),
    names: new Uint8Array(slots.reduce((sum, slot) => sum + of.nameLength[slot]!, 0)),
    clients: clients.values,
    causes: causes.values,
    lost,
  }
  let at = 0
  for (const [i, slot] of slots.entries()) {
    batch.nameAt[i] = at
    at = ring.copyName(slot, batch.names, at)
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
