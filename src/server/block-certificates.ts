import { createSecureContext } from 'node:tls'
import type { ContextFor } from './block-listener.ts'
import type { Certificate } from './certificate.ts'
import type { SchoolCa } from './school-ca.ts'

/** Certificates kept at once; milliseconds that one is used (it is valid for longer); and how many are made in a second, and in a minute for one address. */
const LIMITS = { kept: 1_000, used: 12 * 3600_000, perSecond: 20, perMinuteAndAddress: 60 }

/**
 * Certificates by the school's own authority, made when they are first asked for and only for names that `mayShow` says yes to: at each handshake, so
 * that a name that is open again gets none. `now` is in milliseconds since 1970.
 */
export function blockCertificates(
  ca: SchoolCa,
  mayShow: (name: string, address: string) => boolean,
  now: () => number,
): ContextFor {
  return certificatesBy(ca, mayShow, now, (pair) => createSecureContext({ ...pair, minVersion: 'TLSv1.2' }))
}

/** The same, for who makes something else of a certificate and its key. */
export function certificatesBy<Made>(
  ca: SchoolCa,
  mayShow: (name: string, address: string) => boolean,
  now: () => number,
  from: (pair: Certificate) => Made,
): (name: string, address: string) => Promise<Made | undefined> {
  const kept = new Map<string, { readonly madeAt: number; readonly context: Promise<Made> }>()
  const made = new Tally(1_000)
  const madeFor = new Tally(60_000)

  const make = async (name: string): Promise<Made> => from(await ca.issue(name, now()))

  return async (name, address) => {
    const at = now()
    if (!mayShow(name, address)) return undefined
    const known = kept.get(name)
    if (known !== undefined && at - known.madeAt < LIMITS.used) return known.context
    if (made.count('', at) >= LIMITS.perSecond || madeFor.count(address, at) >= LIMITS.perMinuteAndAddress)
      return undefined
    made.add('', at)
    madeFor.add(address, at)
    const context = make(name)
    kept.delete(name)
    kept.set(name, { madeAt: at, context })
    if (kept.size > LIMITS.kept) kept.delete(kept.keys().next().value!)
    return context.catch(() => {
      kept.delete(name)
      return undefined
    })
  }
}

/** Counts within fixed spans of time; a new span begins at nothing. */
class Tally {
  readonly #span: number
  readonly #counts = new Map<string, number>()
  #began = Number.NEGATIVE_INFINITY

  constructor(span: number) {
    this.#span = span
  }

  count(key: string, at: number): number {
    if (at - this.#began >= this.#span || at < this.#began) {
      this.#began = at
      this.#counts.clear()
    }
    return this.#counts.get(key) ?? 0
  }

  add(key: string, at: number): void {
    this.#counts.set(key, this.count(key, at) + 1)
  }
}
