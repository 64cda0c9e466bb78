import { createRequire } from 'node:module'
import { join } from 'node:path'
import { canonicalAddress } from '../clients/address.ts'
import type { Endpoint } from '../config/config.ts'
import type { Listener, PacketHandler } from './listener.ts'

/** `native/udp-batch.c`: a socket that reads and writes up to 64 datagrams in one system call. */
interface Native {
  open(
    address: string,
    port: number,
    bufferBytes: number,
    block: ArrayBuffer,
    onBatch: (count: number) => void,
    threads: number,
  ): { readonly socket: object; readonly port: number }
  stream(address: string, port: number, threads: number): number
  steer(descriptor: number, threads: number): void
  send(socket: object, address: Uint8Array, reply: Uint8Array): void
  close(socket: object): void
}

/** The layout of the block of memory that both sides know. */
const BATCH = 64
const ROOM = { in: 4096, out: 1280, address: 28 }
const AT_OUT_LENGTHS = BATCH * 4
const AT_ADDRESSES = AT_OUT_LENGTHS + BATCH * 4
const AT_IN = AT_ADDRESSES + BATCH * ROOM.address
const AT_OUT = AT_IN + BATCH * ROOM.in
const BLOCK = AT_OUT + BATCH * ROOM.out

/** Listens with batched reads and writes, as one of so many threads. Throws what `bind` said, with its code. */
export type ListenInBatches = (
  endpoint: Endpoint,
  bufferBytes: number,
  handle: PacketHandler,
  threads?: number,
) => Listener

/** Binds sockets for connections, each one of so many on the same endpoint. Both throw what the system said, with its code. */
export interface SharedStreams {
  /** The descriptor of a bound socket. */
  bind(endpoint: Endpoint, threads: number): number
  /** Of those that listen on an endpoint, one for each thread, an asker is always sent to the same one. To be called when this one listens. */
  steer(descriptor: number, threads: number): void
}

/** Loads the batched sockets from the built product; undefined where they were not built (no C compiler, not Linux). */
export function batchedSockets(dist: string): ListenInBatches | undefined {
  const native = load(dist)
  return (
    native && ((endpoint, bufferBytes, handle, threads = 1) => listen(native, endpoint, bufferBytes, handle, threads))
  )
}

/** The same for connections that several threads take; undefined where there are no batched sockets. */
export function sharedStreams(dist: string): SharedStreams | undefined {
  const native = load(dist)
  if (native?.stream === undefined) return undefined
  return {
    bind: ({ address, port }, threads) => native.stream(address, port, threads),
    steer: (descriptor, threads) => native.steer(descriptor, threads),
  }
}

function load(dist: string): Native | undefined {
  try {
    return createRequire(import.meta.url)(join(dist, 'udp-batch.node')) as Native
  } catch {
    return undefined
  }
}

function listen(
  native: Native,
  { address: local, port: wanted }: Endpoint,
  buffer: number,
  handle: PacketHandler,
  threads: number,
): Listener {
  const block = new ArrayBuffer(BLOCK)
  const inLengths = new Uint32Array(block, 0, BATCH)
  const outLengths = new Uint32Array(block, AT_OUT_LENGTHS, BATCH)
  const slots = (at: number, room: number) =>
    Array.from({ length: BATCH }, (_, i) => new Uint8Array(block, at + i * room, room))
  const addresses = slots(AT_ADDRESSES, ROOM.address)
  const packets = slots(AT_IN, ROOM.in)
  const replies = slots(AT_OUT, ROOM.out)
  const names = new AddressTexts()

  let at = 0
  let closed = false
  const later = () => {
    const to = addresses[at]!.slice()
    return (reply: Uint8Array) => {
      if (!closed) native.send(socket, to, reply)
    }
  }
  const origin = { address: '', local, transport: 'udp' as const, later }
  const onBatch = (count: number) => {
    for (at = 0; at < count; at++) {
      const length = inLengths[at]!
      if (length === 0) continue
      origin.address = names.of(addresses[at]!)
      outLengths[at] = handle(packets[at]!, length, origin, replies[at]!)
    }
  }
  const { socket, port } = native.open(local, wanted, buffer, block, onBatch, threads)
  const close = async () => {
    if (!closed) native.close(socket)
    closed = true
  }
  return { endpoint: { address: local, port }, close }
}

/** At most this many texts are remembered; a flood of made-up addresses costs no more. */
const MOST_TEXTS = 65_536

/** The text of a `sockaddr`, remembered: the same asker comes again and again. */
class AddressTexts {
  readonly #v4 = new Map<number, string>()
  readonly #v6 = new Map<string, string>()

  of(address: Uint8Array): string {
    // AF_INET is 2 everywhere; the only other family here is AF_INET6.
    if (address[0] !== 2) return this.#six(address)
    const key = (address[4]! << 24) | (address[5]! << 16) | (address[6]! << 8) | address[7]!
    let text = this.#v4.get(key)
    if (text === undefined) {
      text = `${address[4]}.${address[5]}.${address[6]}.${address[7]}`
      if (this.#v4.size >= MOST_TEXTS) this.#v4.clear()
      this.#v4.set(key, text)
    }
    return text
  }

  #six(address: Uint8Array): string {
    const bytes = Buffer.from(address.buffer, address.byteOffset + 8, 16)
    const key = bytes.toString('latin1')
    let text = this.#v6.get(key)
    if (text === undefined) {
      const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16))
      text = canonicalAddress(groups.join(':'))!
      if (this.#v6.size >= MOST_TEXTS) this.#v6.clear()
      this.#v6.set(key, text)
    }
    return text
  }
}
