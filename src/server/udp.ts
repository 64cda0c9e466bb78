import { join } from 'node:path'
import type { Endpoint } from '../config/config.ts'
import { root } from '../product.ts'
import { listenError } from './listen-error.ts'
import type { Listener, PacketHandler } from './listener.ts'
import { batchedSockets, sharedStreams } from './udp-batch.ts'
import { listenPlain } from './udp-plain.ts'

/** Bytes of the kernel's buffer for what comes in while we are busy: the default holds some 256 small datagrams. */
export const BUFFER = 4 << 20

const inBatches = batchedSockets(join(root, 'dist'))

/** Which sockets are in use: those that take 64 datagrams a system call, or Node's own where the former were not built. */
export const udpSockets: 'batched' | 'plain' = inBatches === undefined ? 'plain' : 'batched'

/** Sockets for connections that several threads take; undefined where that cannot be. */
export const streams = sharedStreams(join(root, 'dist'))

/** Whether several threads can listen on one endpoint, each asker being always the same one's: with the batched sockets, and a kernel that steers. */
export function canShare(): boolean {
  if (inBatches === undefined || streams === undefined) return false
  try {
    void inBatches({ address: '127.0.0.1', port: 0 }, BUFFER, () => 0, 2).close()
    return true
  } catch {
    return false
  }
}

/** Listens on one address: so a reply always leaves from the address that was asked. `threads` (one, where {@link canShare} is not so) listen there. Rejects with a sentence where it cannot. */
export async function listenUdp(endpoint: Endpoint, handle: PacketHandler, threads = 1): Promise<Listener> {
  try {
    return await (inBatches ?? listenPlain)(endpoint, BUFFER, handle, threads)
  } catch (error) {
    throw listenError('dns', 'udp', endpoint, error as NodeJS.ErrnoException)
  }
}
