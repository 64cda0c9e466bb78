import { join } from 'node:path'
import type { Endpoint } from '../config/config.ts'
import { root } from '../product.ts'
import { listenError } from './listen-error.ts'
import type { Listener, PacketHandler } from './listener.ts'
import { batchedSockets } from './udp-batch.ts'
import { listenPlain } from './udp-plain.ts'

/** Bytes of the kernel's buffer for what comes in while we are busy: the default holds some 256 small datagrams. */
const BUFFER = 4 << 20

const inBatches = batchedSockets(join(root, 'dist'))

/** Which sockets are in use: those that take 64 datagrams a system call, or Node's own where the former were not built. */
export const udpSockets: 'batched' | 'plain' = inBatches === undefined ? 'plain' : 'batched'

/** Listens on one address: so a reply always leaves from the address that was asked. Rejects with a sentence where it cannot. */
export async function listenUdp(endpoint: Endpoint, handle: PacketHandler): Promise<Listener> {
  try {
    return await (inBatches ?? listenPlain)(endpoint, BUFFER, handle)
  } catch (error) {
    throw listenError('dns', 'udp', endpoint, error as NodeJS.ErrnoException)
  }
}
