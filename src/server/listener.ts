import type { Endpoint } from '../config/config.ts'
import type { Origin } from '../query-path.ts'
import type { Certificate } from './certificate.ts'

/** Reads a packet and writes its reply into `out`; returns the reply's length, 0 where there is none now. */
export type PacketHandler = (packet: Uint8Array, length: number, origin: Origin, out: Uint8Array) => number

/** How many threads listen on the same endpoints, each for its own share of the askers; the first makes sure that no other program listens there. */
export interface Sharing {
  readonly threads: number
  readonly isFirst: boolean
}

/** A listener that can be closed. */
export interface Listener {
  readonly endpoint: Endpoint
  close(): Promise<void>
}

/** One over TLS. */
export interface SecureListener extends Listener {
  /** Shows this certificate from now on; connections that are open go on. */
  renew(certificate: Certificate): void
}
