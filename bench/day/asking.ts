import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type } from '../../src/dns/codes.ts'
import { name, wireOfName } from '../../src/dns/name.ts'
import type { Clock } from '../../src/time/clock.ts'
import type { Asked, SchoolDay } from './day.ts'

/** Who wants to know what came of the questions. */
export interface Listener {
  /** `id` is the question's number on its device's socket. */
  sent(asked: Asked, id: number): void
  answered(device: number, packet: Buffer): void
}

const MINUTE = 60_000
/** Milliseconds of the machine between two looks at the clock. */
const TICK = 1
/** Questions sent in one go at most: what is more waits for the next look, a few milliseconds. */
const AT_ONCE = 50

/**
 * Lets the devices of a day ask a server (a port of 127.0.0.1) as the clock goes, each from its own loopback address and over one socket of its own.
 * Returns how to stop them.
 */
export async function startAsking(
  day: SchoolDay,
  port: number,
  clock: Clock,
  listener?: Listener,
): Promise<() => void> {
  const sockets = await Promise.all(day.devices.map(({ address }, i) => bound(address, i, listener)))
  const ids = new Uint16Array(sockets.length)
  const wires = new Map<string, Buffer>()
  let minute = Math.floor(clock() / MINUTE)
  // Whoever starts in the middle of a minute does not ask its first half at once.
  let due: readonly Asked[] = day.minute(minute * MINUTE).filter(({ at }) => at >= clock())
  let next = 0
  const look = () => {
    const now = clock()
    for (let sent = 0; sent < AT_ONCE; ) {
      const asked = due[next]
      if (asked === undefined) {
        if ((minute + 1) * MINUTE > now) return
        minute += 1
        due = day.minute(minute * MINUTE)
        next = 0
      } else if (asked.at > now) return
      else {
        next += 1
        sent += 1
        ids[asked.device]! += 1
        const id = ids[asked.device]!
        sockets[asked.device]!.send(packetOf(asked.name, id, wires), port, '127.0.0.1')
        listener?.sent(asked, id)
      }
    }
  }
  const timer = setInterval(look, TICK)
  return () => {
    clearInterval(timer)
    for (const socket of sockets) socket.close()
  }
}

async function bound(address: string, device: number, listener: Listener | undefined): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 16 })
  // A server that is gone is no reason to stop.
  socket.on('error', () => {})
  socket.on('message', (packet) => listener?.answered(device, packet))
  socket.bind(0, address)
  await once(socket, 'listening')
  return socket
}

/** An A question; what follows the id is written once for each name. */
function packetOf(text: string, id: number, wires: Map<string, Buffer>): Buffer {
  let same = wires.get(text)
  if (same === undefined) {
    const header = Buffer.from([0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    same = Buffer.concat([header, wireOfName(name(text)), Buffer.from([0, type.A, 0, 1])])
    wires.set(text, same)
  }
  // It is sent a moment later, when the next one may have been written.
  const packet = Buffer.from(same)
  packet.writeUInt16BE(id, 0)
  return packet
}
