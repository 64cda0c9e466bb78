import type { Socket } from 'node:net'

/** Most connections at once: in all, from one address, and from all strangers together, where it is said who is one. */
export interface Crowd {
  readonly all: number
  readonly perAddress: number
  readonly strangers?: number
  readonly isStranger?: (address: string) => boolean
}

/** Counts connections: says of each new one whether there is room for it. One that was let in counts until it closes. */
export function admission({
  all,
  perAddress,
  strangers = all,
  isStranger = () => false,
}: Crowd): (socket: Socket) => boolean {
  const open = new Map<string, number>()
  const inside = { all: 0, strangers: 0 }
  return (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    const stranger = isStranger(address) ? 1 : 0
    if (count > perAddress || inside.all >= all || inside.strangers + stranger > strangers) return false
    open.set(address, count)
    inside.all += 1
    inside.strangers += stranger
    socket.once('close', () => {
      inside.all -= 1
      inside.strangers -= stranger
      if (open.get(address) === 1) open.delete(address)
      else open.set(address, open.get(address)! - 1)
    })
    return true
  }
}
