import { createSocket } from 'node:dgram'
import { setTimeout as delay } from 'node:timers/promises'
import { encode } from 'dns-packet'
import type { Endpoint } from '../../src/config/config.ts'

/** What came back of a flood. */
export interface Flooded {
  readonly answered: number
  readonly truncated: number
  readonly nothing: number
}

/** Sends so many questions for a name from one address, as fast as they can be read, and waits for what comes back. */
export async function flood(server: Endpoint, name: string, from: string, count: number): Promise<Flooded> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 })
  await new Promise<void>((bound) => socket.bind(0, from, bound))
  let [answered, truncated] = [0, 0]
  socket.on('message', (reply) => {
    if ((reply[2]! & 2) === 0) answered += 1
    else truncated += 1
  })
  const packet = encode({ type: 'query', id: 7, flags: 0x100, questions: [{ name, type: 'A' }] })
  for (let sent = 0; sent < count; sent += 1) {
    socket.send(packet, server.port, server.address)
    if (sent % 100 === 99) await delay(1)
  }
  for (let before = -1; before !== answered + truncated; await delay(50)) before = answered + truncated
  socket.close()
  return { answered, truncated, nothing: count - answered - truncated }
}
