import type { Socket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import { encode } from 'dns-packet'
import type { Endpoint } from '../../src/config/config.ts'

/** Asks closed names all the time, whether or not anybody answers, and notes every answer that opens one. */
export interface AWatch {
  /** From now on this name is closed, too. */
  add(name: string): void
  /** Names that an answer opened. */
  readonly opened: readonly string[]
  /** How many answers came so far. */
  answered(): number
  stop(): void
}

/** Milliseconds between two questions, and devices that put them in turn: each is far from its limit. */
const EVERY = 5
const DEVICES = 12

/** Starts to watch, one question every 5 ms from devices at 127.0.7.1 and up. Stop it before the test is over. */
export async function aWatch(server: Endpoint, closed: readonly string[]): Promise<AWatch> {
  const names = [...closed]
  const opened: string[] = []
  /** The name that was asked with each id. */
  const asked = new Map<number, string>()
  let answered = 0
  const hear = (reply: Buffer) => {
    answered += 1
    const name = asked.get(reply.readUInt16BE(0))
    if (name !== undefined && reply.readUInt16BE(6) > 0) opened.push(name)
  }
  const devices = await Promise.all(Array.from({ length: DEVICES }, (_, i) => aDevice(`127.0.7.${i + 1}`, hear)))
  let turn = 0
  const timer = setInterval(() => {
    const [name, id] = [names[turn % names.length]!, turn & 0xffff]
    asked.set(id, name)
    const packet = encode({ type: 'query', id, flags: 0x100, questions: [{ name, type: 'A' }] })
    devices[turn % DEVICES]!.send(packet, server.port, server.address, () => {})
    turn += 1
  }, EVERY)
  return {
    opened,
    add: (name) => void names.push(name),
    answered: () => answered,
    stop() {
      clearInterval(timer)
      for (const device of devices) device.close()
    },
  }
}

async function aDevice(from: string, hear: (reply: Buffer) => void): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.on('message', hear)
  await new Promise<void>((bound) => socket.bind(0, from, bound))
  return socket
}
