import type { Socket as UdpSocket } from 'node:dgram'
import { createSocket } from 'node:dgram'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import type { Answer, Packet } from 'dns-packet'
import { decode, encode } from 'dns-packet'
import type { Endpoint } from '../../src/config/config.ts'

/** What the upstream does with one question. Left out: records for A and AAAA, none for other types. */
export interface Scripted {
  readonly answers?: readonly Answer[]
  readonly authorities?: readonly Answer[]
  readonly rcode?: number
  /** `silent` never answers; `truncate` sends an empty answer with TC over UDP and the whole one over TCP. */
  readonly behaviour?: 'silent' | 'truncate'
}

/** A name server on real sockets that says what its script says, and counts what it was asked. */
export interface ScriptedUpstream {
  readonly endpoint: Endpoint
  /** Says from now on what comes of a question; undefined leaves it to what is usual. */
  script(next: (name: string, type: string) => Scripted | undefined): void
  /** How often a name was asked for, or everything. */
  asked(name?: string): number
  close(): Promise<void>
}

/** Seconds that the usual answers may be kept: longer than any permission. */
export const UPSTREAM_TTL = 3600

/** Starts a {@link ScriptedUpstream} on 127.0.0.1. */
export async function scriptedUpstream(): Promise<ScriptedUpstream> {
  const asked: string[] = []
  let script: (name: string, type: string) => Scripted | undefined = () => undefined
  const reply = (message: Buffer, overTcp: boolean): Buffer | undefined => {
    const query = decode(message)
    const question = query.questions![0]!
    const name = question.name.toLowerCase()
    asked.push(name)
    const scripted = { ...usual(name, question.type), ...script(name, question.type) }
    if (scripted.behaviour === 'silent') return undefined
    return encode(packetOf(query, scripted, scripted.behaviour === 'truncate' && !overTcp))
  }

  const open = new Set<Socket>()
  const tcp = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    let rest: Buffer = Buffer.alloc(0)
    socket.on('data', (bytes) => {
      // Messages come split and joined as the kernel likes.
      rest = Buffer.concat([rest, bytes])
      while (rest.length >= 2 && rest.length >= rest.readUInt16BE() + 2) {
        const end = rest.readUInt16BE() + 2
        const answer = reply(rest.subarray(2, end), true)
        rest = rest.subarray(end)
        if (answer) socket.write(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 255]), answer]))
      }
    })
  })
  const udp = await onePort(tcp)
  udp.on('message', (message, from) => {
    const answer = reply(message, false)
    if (answer) udp.send(answer, from.port, from.address)
  })
  const endpoint = { address: '127.0.0.1', port: udp.address().port }

  return {
    endpoint,
    script: (next) => {
      script = next
    },
    asked: (name) => asked.filter((one) => name === undefined || one === name).length,
    async close() {
      for (const socket of open) socket.destroy()
      await Promise.all([
        new Promise<void>((done) => udp.close(() => done())),
        new Promise<void>((done) => tcp.close(() => done())),
      ])
    },
  }
}

/** Has `tcp` listen and a new UDP socket bound to the same port: one that is free for the one may be taken for the other. */
async function onePort(tcp: Server): Promise<UdpSocket> {
  for (;;) {
    await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done))
    const udp = createSocket('udp4')
    const bound = await new Promise<boolean>((done) => {
      udp.once('error', () => done(false))
      udp.bind((tcp.address() as AddressInfo).port, '127.0.0.1', () => done(true))
    })
    if (bound) return udp
    udp.close()
    await new Promise<void>((done) => tcp.close(() => done()))
  }
}

/** Every name has one address of each family, and no other records. */
function usual(name: string, type: string): Scripted {
  if (type === 'A') return { answers: [{ type, name, ttl: UPSTREAM_TTL, data: '198.51.100.7' }] }
  if (type === 'AAAA') return { answers: [{ type, name, ttl: UPSTREAM_TTL, data: '2001:db8::7' }] }
  return { authorities: [soa] }
}

const soa: Answer = {
  type: 'SOA',
  name: 'example',
  ttl: UPSTREAM_TTL,
  data: { mname: 'ns.example', rname: 'admin.example', serial: 1, minimum: UPSTREAM_TTL },
}

function packetOf(query: Packet, { answers, authorities, rcode }: Scripted, truncated: boolean): Packet {
  return {
    type: 'response',
    id: query.id!,
    flags: 0x180 | (truncated ? 0x200 : 0) | (rcode ?? 0),
    questions: query.questions!,
    answers: truncated ? [] : [...(answers ?? [])],
    authorities: truncated ? [] : [...(authorities ?? [])],
  }
}
