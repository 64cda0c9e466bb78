import type { Endpoint } from '../config/config.ts'
import type { Origin } from '../query-path.ts'

/** Reads a packet and writes its reply into `out`; returns the reply's length, 0 where there is none now. */
export type PacketHandler = (packet: Uint8Array, length: number, origin: Origin, out: Uint8Array) => number

/** A listener that can be closed. */
export interface Listener {
  readonly endpoint: Endpoint
  close(): Promise<void>
}
