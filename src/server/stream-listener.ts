import type { Socket } from 'node:net'
import { createServer, isIPv6 } from 'node:net'
import type { Endpoint } from '../config/config.ts'
import { admission, type Crowd } from './crowd.ts'
import type { ListenFlag } from './listen-error.ts'
import { listenError } from './listen-error.ts'
import type { Listener } from './listener.ts'
import type { SharedStreams } from './udp-batch.ts'

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
  const admits = admission(most)
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    // Without an address it was given up before we took it: there is nobody to answer.
    if (socket.remoteAddress === undefined || !admits(socket)) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
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
