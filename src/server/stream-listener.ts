import type { Socket } from 'node:net'
import { createServer, isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import type { ListenFlag } from './listen-error.ts'
import { listenError } from './listen-error.ts'
import type { Listener } from './listener.ts'
import type { SharedStreams } from './udp-batch.ts'

/** Most connections at once: in all, and from one address. */
export interface Crowd {
  readonly all: number
  readonly perAddress: number
}

/** Connections that wait to be taken. */
const BACKLOG = 511

/** Listens for connections (one of several that do on the same endpoint, where it is `shared`), and lets in no more than may be. Rejects with a sentence where it cannot listen. */
export function listenStreams(
  flag: ListenFlag,
  endpoint: Endpoint,
  most: Crowd,
  serve: (socket: Socket) => void,
  shared?: { readonly streams: SharedStreams; readonly threads: number },
): Promise<Listener> {
  const open = new Map<string, number>()
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    const address = socket.remoteAddress ?? ''
    const count = (open.get(address) ?? 0) + 1
    if (count > most.perAddress || sockets.size >= most.all) {
      socket.destroy()
      return
    }
    open.set(address, count)
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      if (open.get(address) === 1) open.delete(address)
      else open.set(address, open.get(address)! - 1)
    })
    serve(socket)
  })
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(listenError(flag, 'tcp', endpoint, error))
    const onListening = () => {
      server.removeAllListeners('error')
      // Out of file descriptors, say: connections are refused until there are some again.
      server.on('error', () => {})
      const bound = { address: endpoint.address, port: (server.address() as { port: number }).port }
      resolve({ endpoint: bound, close: () => close(server, sockets) })
    }
    server.once('error', fail)
    const { address: host, port } = endpoint
    if (shared === undefined) {
      server.listen({ port, host, ipv6Only: isIPv6(host), backlog: BACKLOG }, onListening)
      return
    }
    try {
      const fd = shared.streams.bind(endpoint, shared.threads)
      server.listen({ fd }, BACKLOG, () => {
        shared.streams.steer(fd, shared.threads)
        onListening()
      })
    } catch (error) {
      fail(error as NodeJS.ErrnoException)
    }
  })
}

function close(server: ReturnType<typeof createServer>, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  return new Promise((done) => server.close(() => done()))
}
