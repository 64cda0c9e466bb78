import type { Socket } from 'node:net'

/** Most connections at once: in all, from one address, and from all strangers together, where it is said who is one. */
export interface Crowd {
  readonly all: number
  readonly perAddress: number
  readonly strangers?: number
  readonly isStranger?: (address: string) => boolean
}

/**
 * Counts connections: says of each new one whether there is room for it. One that was let in counts until it closes. When the house is full, whoever has
 * fewest goes first: the address with the most connections loses its oldest to one that has fewer (RFC 7766 section 6.2.2), so that a few who
 * keep what they do not use keep nobody else out.
 */
export function admission({
  all,
  perAddress,
  strangers = all,
  isStranger = () => false,
}: Crowd): (socket: Socket) => boolean {
  const inside = new Inside()
  let strange = 0
  return (socket) => {
    const address = socket.remoteAddress ?? ''
    const stranger = isStranger(address) ? 1 : 0
    if (inside.of(address) >= perAddress || strange + stranger > strangers) return false
    if (inside.count >= all && !inside.makeRoomFor(address)) return false
    inside.add(address, socket)
    strange += stranger
    socket.once('close', () => {
      inside.delete(address, socket)
      strange -= stranger
    })
    return true
  }
}

/** Who is inside, by address, the oldest first. */
class Inside {
  readonly #byAddress = new Map<string, Set<Socket>>()
  count = 0

  of(address: string): number {
    return this.#byAddress.get(address)?.size ?? 0
  }

  add(address: string, socket: Socket): void {
    const others = this.#byAddress.get(address)
    if (others) others.add(socket)
    else this.#byAddress.set(address, new Set([socket]))
    this.count += 1
  }

  delete(address: string, socket: Socket): void {
    const others = this.#byAddress.get(address)
    if (!others?.delete(socket)) return
    this.count -= 1
    if (others.size === 0) this.#byAddress.delete(address)
  }

  /** Ends the oldest connection of the address that has the most, if that is more than `address` has. */
  makeRoomFor(address: string): boolean {
    let most = this.of(address)
    let crowd: readonly [string, ReadonlySet<Socket>] | undefined
    for (const one of this.#byAddress) {
      if (one[1].size <= most) continue
      most = one[1].size
      crowd = one
    }
    if (crowd === undefined) return false
    const [from, sockets] = crowd
    const [oldest] = sockets
    this.delete(from, oldest!)
    oldest!.destroy()
    return true
  }
}
