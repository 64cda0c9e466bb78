import { canonicalAddress } from '../clients/address.ts'
import { addressBytes } from '../dns/address.ts'
import { long } from '../dns/scan.ts'

/**
 * The place of who asks from an address among so many threads, as the kernel counts it for UDP and TCP (`steer` of `native/udp-batch.c`): what comes over
 * TLS and HTTPS goes to the thread that knows the device. What is no address has the first.
 */
export function placeOf(address: string, threads: number): number {
  const bytes = addressBytes(canonicalAddress(address) ?? '') ?? new Uint8Array(4)
  let folded = 0
  for (let at = 0; at < bytes.length; at += 4) folded ^= long(bytes, at)
  return (Math.imul(folded, 0x9e37_79b1) >>> 16) % threads
}

/** What listens on one endpoint for each of several threads, in the order in which the kernel counts it. */
export class Sharers<Sharer> {
  readonly #all: Sharer[] = []

  get all(): readonly Sharer[] {
    return this.#all
  }

  add(sharer: Sharer): void {
    this.#all.push(sharer)
  }

  /** One has gone: the last takes its place, as in the kernel. */
  remove(sharer: Sharer): void {
    const at = this.#all.indexOf(sharer)
    if (at === -1) return
    const last = this.#all.pop()!
    if (last !== sharer) this.#all[at] = last
  }

  /** Who is at a place; while some are away, whose it is for now. The kernel shares those out by port, too, which nobody else can know. */
  at(place: number): Sharer | undefined {
    return this.#all[place] ?? this.#all[place % this.#all.length]
  }
}
