import type { CountRow } from '../link.ts'
import type { Entry, View } from '../policy/compile.ts'
import type { Views } from '../policy/views.ts'

/** Gathers how often entries answered, into rows per group, subject and kind of time: figures, never a device or a name. */
export class Counts {
  #rows = new Map<string, CountRow & { count: number }>()
  #minutes = new Set<string>()
  #minute = 0

  /** Adds what the views' entries counted since they were last gathered. */
  gather(views: Views): void {
    views.gather((view, entry) => {
      // Minutes are counted apart: while all is closed, the number of queries says nothing.
      if (entry.record !== 'minute' && !isOurs(entry)) this.#add(view, entry, entry.hits)
    })
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

  #add(view: View, { decision, record, platform, category }: Entry, count: number): void {
    const subject = record === 'minute' ? { platform: undefined, category: undefined } : { platform, category }
    const row = {
      group: view.client.group,
      outcome: decision.reason.kind === 'trial' ? ('trial' as const) : decision.verdict.kind,
      kindOfTime: view.kindOfTime,
      ...subject,
      count,
    }
    const key = `${row.group} ${row.outcome} ${row.kindOfTime} ${row.platform} ${row.category}`
    const known = this.#rows.get(key)
    if (known) known.count += count
    else this.#rows.set(key, row)
  }
}

const isOurs = ({ decision: { reason } }: Entry): boolean =>
  reason.kind === 'own-name' || reason.kind === 'special-use' || reason.kind === 'canary'
