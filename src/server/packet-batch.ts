/** Bytes before each packet: two numbers and its length. */
const HEAD = 10

/** Packets with two numbers each, one after another in one run of bytes: what crosses between threads without a string or an object a packet. */
export class PacketBatch {
  #bytes = new Uint8Array(4_096)
  #length = 0

  get isEmpty(): boolean {
    return this.#length === 0
  }

  /** Adds a copy of a packet of 65,535 bytes at most. */
  add(first: number, second: number, packet: Uint8Array): void {
    const end = this.#length + HEAD + packet.length
    if (end > this.#bytes.length) {
      const more = new Uint8Array(Math.max(end, this.#bytes.length * 2))
      more.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = more
    }
    const view = new DataView(this.#bytes.buffer, this.#length)
    view.setUint32(0, first)
    view.setUint32(4, second)
    view.setUint16(8, packet.length)
    this.#bytes.set(packet, this.#length + HEAD)
    this.#length = end
  }

  /** The bytes of all that was added since the last time, to be given away. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }
}

/** Calls `each` with every packet of a batch, in order; the packet is a view on the batch. */
export function eachPacket(batch: Uint8Array, each: (first: number, second: number, packet: Uint8Array) => void): void {
  const view = new DataView(batch.buffer, batch.byteOffset, batch.length)
  for (let at = 0; at < batch.length; ) {
    const end = at + HEAD + view.getUint16(at + 8)
    each(view.getUint32(at), view.getUint32(at + 4), batch.subarray(at + HEAD, end))
    at = end
  }
}
