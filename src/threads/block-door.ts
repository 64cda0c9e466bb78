import { hostname } from 'node:os'
import { join } from 'node:path'
import { createBlockApp } from '../../dashboard/block-app.tsx'
import type { App } from '../app/app.ts'
import type { Config } from '../config/config.ts'
import { endpointText } from '../config/endpoint.ts'
import { frontsOf } from '../config/fronts.ts'
import { readName } from '../dns/name.ts'
import { root } from '../product.ts'
import { blockCertificates, certificatesBy } from '../server/block-certificates.ts'
import { listenBlock, listenBlockTls } from '../server/block-listener.ts'
import type { Listener } from '../server/listener.ts'
import type { Pages } from '../server/pages-socket.ts'
import type { SchoolCa } from '../server/school-ca.ts'

/** The block page at work: what the dashboard tells of it, and how it opens once it is known where "Wat mag nu?" is; what of it is served at a port that others share is handed back. */
export interface BlockDoor {
  /** Left out where the page is not on. */
  readonly told?: { readonly where: string; readonly ca?: string }
  /** `status`: the address of "Wat mag nu?" by the box's name. Rejects with a sentence where it cannot listen. */
  open(app: App, status: string): Promise<Pick<Pages, 'block' | 'certificateFor'>>
  close(): Promise<void>
}

/** Makes the school's certificate authority ready where the page is served over TLS. It runs in the office: a handshake here delays no answer. */
export async function blockDoor(config: Config, school: string, now: () => number): Promise<BlockDoor> {
  const { block, blockTls, statusName } = config
  const shared = frontsOf(config)
  const own = blockTls.filter(({ address, port }) => !shared.some((at) => at.address === address && at.port === port))
  const names = [statusName, hostname().toLowerCase()]
  const ca = blockTls.length === 0 ? undefined : await authority(config, school, now())
  const where = [...block, ...blockTls].map(endpointText).join(', ')
  let listeners: readonly Listener[] = []
  return {
    ...(where === '' ? {} : { told: { where, ...(ca === undefined ? {} : { ca: ca.cert }) } }),

    async open(app, status) {
      if (where === '') return {}
      const pages = createBlockApp(app, {
        ...{ assets: join(root, 'dist', 'assets'), status, names },
        onError: (error) => console.error('block page:', error),
      })
      const fetch = (request: Request, env: { readonly peer: string }) => pages.fetch(request, env)
      const contextFor = ca && blockCertificates(ca, mayShow(app, names), now)
      for (const endpoint of block) listeners = [...listeners, await listenBlock(endpoint, fetch)]
      for (const endpoint of own) listeners = [...listeners, await listenBlockTls(endpoint, fetch, contextFor)]
      if (ca === undefined || own.length === blockTls.length) return {}
      return { block: fetch, certificateFor: certificatesBy(ca, mayShow(app, names), now, (pair) => pair) }
    },

    async close() {
      await Promise.all(listeners.map((listener) => listener.close()))
    },
  }
}

async function authority(config: Config, school: string, now: number): Promise<SchoolCa> {
  // Loaded only here: most of its weight is in the making of certificates.
  const { ensureSchoolCa } = await import('../server/school-ca.ts')
  return ensureSchoolCa(join(config.data, 'certificate'), school, now)
}

/** A page is shown for this box's own name, and for a name that it may stand in for: closed for who asks, now. */
const mayShow =
  (app: App, names: readonly string[]) =>
  (typed: string, address: string): boolean => {
    const read = readName(typed)
    return 'name' in read && (names.includes(read.name) || app.blocks.mayStandIn(address, read.name))
  }
