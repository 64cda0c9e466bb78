import type { StoredRequest } from '../../storage/request-store.ts'
import type { Clock } from '../../time/clock.ts'
import type { Which } from './asking.ts'

/** How long a no can be taken back: pages offer it for ten seconds. */
const SOON = 30_000

/** What was refused in the last half minute, to be taken back: in memory only. */
export function recentRefusals(clock: Clock) {
  const kept = new Map<string, { readonly at: number; readonly requests: readonly StoredRequest[] }>()
  const keyFor = ({ class: classId, key }: Which) => JSON.stringify([classId, key])
  const forget = () => {
    for (const [key, { at }] of kept) if (clock() - at > SOON) kept.delete(key)
  }
  return {
    add(which: Which, requests: readonly StoredRequest[]): void {
      forget()
      kept.set(keyFor(which), { at: clock(), requests })
    },
    take(which: Which): readonly StoredRequest[] {
      forget()
      const found = kept.get(keyFor(which))?.requests ?? []
      kept.delete(keyFor(which))
      return found
    },
  }
}
