import type { MessagePort } from 'node:worker_threads'
import type { Origin } from '../query-path.ts'
import type { PacketHandler } from './listener.ts'
import { eachPacket, PacketBatch } from './packet-batch.ts'
import type { Caller, Carried, Offers } from './secure-link.ts'

/** Answers the queries that come over `port` as those that come over TCP, and notes in `discovery` what is offered, for as long as it is. */
export function answerCarried(port: MessagePort, discovery: { offers: Offers }, handle: PacketHandler): void {
  const callers = new Map<number, Caller>()
  const replies = new Replies(port)
  const out = new Uint8Array(65_535)
  let offered: Offers | undefined

  const answer = (caller: Caller | undefined, id: number, query: Uint8Array) => {
    if (caller === undefined) return
    let comesLater = false
    const later = () => {
      comesLater = true
      return (reply: Uint8Array) => replies.add(id, reply)
    }
    const { address, local, transport } = caller
    const origin: Origin = { address, local, transport, later }
    const length = handle(query, query.length, origin, out)
    if (length > 0 || !comesLater) replies.add(id, out.subarray(0, length))
  }

  port.on('message', (message: Carried) => {
    switch (message.kind) {
      case 'offers':
        offered = message.offers
        discovery.offers = offered
        return
      case 'caller':
        callers.set(message.caller.number, message.caller)
        return
      case 'gone':
        callers.delete(message.number)
        return
      case 'queries':
        eachPacket(message.batch, (number, id, query) => answer(callers.get(number), id, query))
        return
      default:
        message satisfies never
    }
  })
  // The thread has gone: nobody is sent there, unless another has taken its place already.
  port.on('close', () => {
    if (discovery.offers === offered) discovery.offers = { dot: [], doh: [] }
  })
}

/** Replies that go back together, at the end of the turn. */
class Replies {
  readonly #port: MessagePort
  readonly #batch = new PacketBatch()

  constructor(port: MessagePort) {
    this.#port = port
  }

  add(id: number, reply: Uint8Array): void {
    if (this.#batch.isEmpty) setImmediate(() => this.#flush())
    this.#batch.add(id, 0, reply)
  }

  #flush(): void {
    const batch = this.#batch.take()
    this.#port.postMessage(batch, [batch.buffer])
  }
}
