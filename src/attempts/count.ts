import type { CountRow } from '../link.ts'
import type { Entry, View } from '../policy/compile.ts'
import type { Views } from '../policy/views.ts'

type Counted = CountRow & { count: number; askers?: readonly string[] }

/** Addresses that are noted of one entry between two tellings: five devices have up to some twenty. */
const MOST_ASKERS = 20

/** Gathers how often entries answered, into rows per group, subject and kind of time: figures, never a device or a name. */
export class Counts {
  #rows = new Map<string, Counted>()
  readonly #askers = new Map<Entry, Set<string>>()
  #minutes = new Set<string>()
  #minute = 0

  /** Adds what the views' entries counted since they were last gathered. */
  gather(views: Views): void {
    views.gather((view, entry) => {
      // Minutes are counted apart: while all is closed, the number of queries says nothing.
      if (entry.record !== 'minute' && !isOurs(entry)) this.#add(view, entry, entry.hits)
    })
  }

  /** Notes who asked for what only a trial lets pass: a few, as it only matters whether they are five devices. */
  onTrial(address: string, entry: Entry): void {
    const askers = this.#askers.get(entry)
    if (askers === undefined) this.#askers.set(entry, new Set([address]))
    else if (askers.size < MOST_ASKERS) askers.add(address)
  }

  /** Notes that a device was kept out in this minute; the second time in a minute says nothing new. */
  keptOut(address: string, view: View, entry: Entry, now: number): void {
    const minute = Math.floor(now / 60_000)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#minutes.clear()
    }
    if (this.#minutes.has(address)) return
    this.#minutes.add(address)
    this.#add(view, entry, 1)
  }

  /** The rows since the last call. */
  take(): readonly CountRow[] {
    const rows = [...this.#rows.values()]
    this.#rows = new Map()
    return rows
  }

  #add(view: View, entry: Entry, count: number): void {
    const { decision, record, platform, category } = entry
    const askers = [...(this.#askers.get(entry) ?? [])]
    this.#askers.delete(entry)
    const subject = record === 'minute' ? { platform: undefined, category: undefined } : { platform, category }
    const row = {
      group: view.client.group,
      outcome: decision.reason.kind === 'trial' ? ('trial' as const) : decision.verdict.kind,
      kindOfTime: view.kindOfTime,
      ...subject,
      count,
      ...(askers.length === 0 ? {} : { askers }),
    }
    const key = `${row.group} ${row.outcome} ${row.kindOfTime} ${row.platform} ${row.category}`
    const known = this.#rows.get(key)
    if (known) {
      known.count += count
      known.askers = [...(known.askers ?? []), ...askers]
    } else this.#rows.set(key, row)
  }
}

const isOurs = ({ decision: { reason } }: Entry): boolean =>
  reason.kind === 'own-name' || reason.kind === 'special-use' || reason.kind === 'canary'
