import { chmodSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Certificate } from './certificate.ts'
import type { Listener } from './listener.ts'
import { limitBody, PATIENCE } from './patience.ts'
import type { WebFetch } from './web.ts'

/** What the office serves to the listener that shares a port, each where it is shared. */
export interface Pages {
  readonly web?: WebFetch
  readonly block?: WebFetch
  /** The certificate of a closed name for the device at an address; undefined where there is none to give. */
  readonly certificateFor?: (name: string, address: string) => Promise<Certificate | undefined>
}

/** Headers between the two: whose page is wanted (`web`, `block`, `certificate`), and the address of who asks. Never taken from outside. */
export const DOOR = 'x-rooster-door'
export const PEER = 'x-rooster-peer'

/** Where the socket is. */
export const pagesPath = (data: string): string => join(data, 'pages.sock')

/** Serves pages over a socket in the data folder, which only this program's user can open. The handshakes are done by who asks here. */
export function listenPages(path: string, pages: Pages): Promise<Pick<Listener, 'close'>> {
  const server = createServer(
    { requestTimeout: PATIENCE.long },
    (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const takeLong = limitBody(incoming, outgoing, PATIENCE)
      const { [DOOR]: door, [PEER]: from = '' } = incoming.headers
      const peer = String(from)
      const fetch = door === 'web' ? pages.web : door === 'block' ? pages.block : undefined
      const answer = getRequestListener(
        (request) => {
          if (door === 'certificate') return certificate(request, peer, pages)
          return fetch?.(request, { peer, takeLong }) ?? new Response(null, { status: 404 })
        },
        { overrideGlobalObjects: false },
      )
      void answer(incoming, outgoing)
    },
  )
  // What comes here came over TLS: addresses of pages begin with https.
  server.on('connection', (socket) => Object.assign(socket, { encrypted: true }))
  // What a server that died has left behind.
  rmSync(path, { force: true })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      server.on('error', () => {})
      chmodSync(path, 0o600)
      const close = () =>
        new Promise<void>((done) => {
          server.close(() => done())
          server.closeAllConnections()
        })
      resolve({ close })
    })
  })
}

async function certificate(request: Request, peer: string, { certificateFor }: Pages): Promise<Response> {
  const name = new URL(request.url).searchParams.get('name') ?? ''
  const made = await certificateFor?.(name, peer)
  return made === undefined ? new Response(null, { status: 404 }) : Response.json(made)
}
