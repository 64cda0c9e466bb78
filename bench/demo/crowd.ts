import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type } from '../../src/dns/codes.ts'
import { name, wireOfName } from '../../src/dns/name.ts'
import type { Catalogue } from '../../src/policy/policy.ts'
import { type DemoDevice, present } from './devices.ts'
import type { Dice } from './dice.ts'

/** Questions a second, all together. */
const RATE = 4
const MINUTE = 60_000

const open = [
  'nl.wikipedia.org',
  'www.magister.nl',
  'leren.zermelo.nl',
  'classroom.google.com',
  'www.nrc.nl',
  'www.nos.nl',
  'portal.office.com',
  'www.buienradar.nl',
]
const wanted = ['snapchat', 'tiktok', 'instagram', 'youtube', 'roblox', 'discord', 'whatsapp', 'twitch']

/**
 * Devices that ask a few questions a second over the loopback, each from its own address: what school needs, and what pupils try. Who is there
 * changes with the minutes. Returns how to stop them.
 */
export async function startCrowd(
  port: number,
  devices: readonly DemoDevice[],
  others: readonly string[],
  catalogue: Catalogue,
  dice: Dice,
): Promise<() => void> {
  const names = wanted.flatMap(
    (id) => catalogue.platforms.find((platform) => platform.id === id)?.names.slice(0, 3) ?? [],
  )
  const sockets = new Map<string, Socket>()
  const socketOf = async (address: string) => sockets.get(address) ?? (await openOne(address, sockets))
  let asked = 0
  const ask = async () => {
    const here = present(devices, Math.floor(Date.now() / MINUTE), dice)
    asked += 1
    const address = asked % 40 === 0 ? dice.one(others) : dice.one(here).address
    const question = dice.next() < 0.45 ? dice.oftenFirst(names) : dice.one(open)
    const socket = await socketOf(address)
    socket.send(packetOf(question, dice.below(65_536)), port, '127.0.0.1')
  }
  const timer = setInterval(() => void ask().catch(() => {}), 1000 / RATE)
  return () => {
    clearInterval(timer)
    for (const socket of sockets.values()) socket.close()
  }
}

async function openOne(address: string, sockets: Map<string, Socket>): Promise<Socket> {
  const socket = createSocket('udp4')
  // Answers are not looked at, and a server that is gone is no reason to stop.
  socket.on('error', () => {})
  sockets.set(address, socket)
  socket.bind(0, address)
  await once(socket, 'listening')
  return socket
}

function packetOf(text: string, id: number): Buffer {
  const header = Buffer.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  return Buffer.concat([header, wireOfName(name(text)), Buffer.from([0, type.A, 0, 1])])
}
