import type { Context } from 'hono'
import { Hono } from 'hono'
import type { App } from '../src/app/app.ts'
import { readName } from '../src/app/app.ts'
import type { Name } from '../src/dns/name.ts'
import { headers } from './app.tsx'
import { readAssets } from './assets.ts'
import { bodyLimit } from './body-limit.ts'
import type { Env } from './env.ts'
import { Fields, readFields, TooManyFields } from './forms/fields.ts'
import { comesFromUs, hostOf, isAddress } from './guards.tsx'
import { visitorView } from './session.ts'
import type { BlockPageProps } from './views/block-page.tsx'
import { BlockPage } from './views/block-page.tsx'

/** What the block page needs besides the {@link App}. */
export interface BlockOptions {
  /** The folder that `scripts/assets.mjs` wrote. */
  readonly assets: string
  /** The address of "Wat mag nu?" of this box, by its name. */
  readonly status: string
  /** The names of this box itself: nothing is closed there. */
  readonly names: readonly string[]
  readonly onError?: (error: unknown) => void
}

/**
 * What a browser gets that asks this box for a closed site: why it is closed, by which clause and until when, and a way to ask permission. Every name
 * and every path gets it; none is stored, and no cookie is set. 403, so that no program takes it for the site; 503 where the site is open by now.
 */
export function createBlockApp(app: App, options: BlockOptions): Hono<Env> {
  const assets = readAssets(options.assets)
  const links = { status: options.status, report: new URL('/melden', options.status).href }
  const own = new Set(['localhost', ...options.names.map((name) => name.toLowerCase())])
  const block = new Hono<Env>()
  block.use(headers)
  block.route('/', assets.routes)
  const tooMuch = (c: Context) => c.text('Too much text. / Te veel tekst.', 413)
  block.use(bodyLimit(8 * 1024, tooMuch))

  /** The name that was asked for; undefined for this box itself, and for what is no name. */
  const askedFor = (c: Context<Env>): Name | undefined => {
    const host = hostOf(c).toLowerCase().replace(/\.$/, '')
    const read = own.has(host) || isAddress(host) ? undefined : readName(host)
    return read !== undefined && 'name' in read ? read.name : undefined
  }
  const propsFor = async (c: Context<Env>, name: Name): Promise<BlockPageProps> => {
    const peer = c.env?.peer ?? ''
    const [seen, request] = await Promise.all([app.blocks.view(peer, name), app.requests.mine(peer)])
    const view = visitorView(c, app, assets.address)
    return { view, seen, ...links, ...(request === undefined ? {} : { request }) }
  }
  const show = async (c: Context<Env>, name: Name, more: Partial<BlockPageProps> = {}): Promise<Response> => {
    const props = { ...(await propsFor(c, name)), ...more }
    c.header('Cache-Control', 'no-store')
    c.header('Vary', 'Accept-Language')
    // While a question waits the page looks for the answer itself, scripts or not.
    if (props.request?.state === 'waiting') c.header('Refresh', '20')
    const isOpen = props.seen?.explained.verdict !== 'block'
    if (isOpen) c.header('Retry-After', '10')
    return c.html(`<!doctype html>${await (<BlockPage {...props} />)}`, isOpen ? 503 : 403)
  }

  block.post('*', async (c) => {
    const name = askedFor(c)
    if (name === undefined || !comesFromUs(c)) return c.text('Refused. / Geweigerd.', 403)
    const [peer, fields] = [c.env?.peer ?? '', await readFields(c)]
    if (c.req.query('withdraw') !== undefined) {
      await app.requests.withdraw(peer)
      return show(c, name)
    }
    const asked = await app.requests.ask(peer, name, fields.optional('reason'))
    return show(c, name, asked.ok ? {} : { problem: asked, fields })
  })

  block.all('*', async (c) => {
    const name = askedFor(c)
    if (!wantsPage(c)) return c.text(visitorView(c, app, assets.address).t.everyone.block.short, 403)
    if (name !== undefined) return show(c, name)
    const view = visitorView(c, app, assets.address)
    c.header('Cache-Control', 'no-store')
    return c.html(`<!doctype html>${await (<BlockPage view={view} {...links} fields={new Fields([])} />)}`)
  })

  block.onError((error, c) => {
    if (error instanceof TooManyFields) return tooMuch(c)
    options.onError?.(error)
    return c.text('This site is closed here. / Deze site is hier dicht.', 500)
  })
  return block
}

/** Whether a person is to read it: pictures, scripts and what apps fetch get a line of text. */
function wantsPage(c: Context<Env>): boolean {
  const purpose = c.req.header('sec-fetch-dest')
  if (purpose !== undefined) return purpose === 'document' || purpose === 'iframe' || purpose === 'frame'
  return c.req.method === 'GET' && /text\/html|\*\/\*/.test(c.req.header('accept') ?? '*/*')
}
