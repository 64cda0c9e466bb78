import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { MessagePort } from 'node:worker_threads'
import { parentPort, workerData } from 'node:worker_threads'
import { createDashboard } from '../../dashboard/app.tsx'
import { boardCopy, catalogueShelf, listFolders, presetBox, presetFolders, presetProblem } from '../app/box/given.ts'
import type { Restarted } from '../app/box/restarted.ts'
import { TOLD_FOR, tellRestarted } from '../app/box/restarted.ts'
import type { Office } from '../app/create-app.ts'
import { createApp } from '../app/create-app.ts'
import { ownNetworks } from '../app/devices/own-networks.ts'
import { firstPolicy } from '../app/policy/first-policy.ts'
import { putInPlace } from '../backup/restore.ts'
import { vault } from '../backup/vault.ts'
import { BoardFolder } from '../board/board-folder.ts'
import { neighbourReader } from '../clients/neighbours.ts'
import { atHome } from '../config/at-home.ts'
import type { Config, Endpoint } from '../config/config.ts'
import { readUpstream, upstreamText } from '../config/endpoint.ts'
import { frontsOf, sharesWeb } from '../config/fronts.ts'
import type { Name } from '../dns/name.ts'
import { officeJobs } from '../jobs/office-jobs.ts'
import { startJobs } from '../jobs/schedule.ts'
import type { IndexData } from '../link.ts'
import { catalogueIndex } from '../lists/catalogue-index.ts'
import { ListLibrary } from '../lists/library.ts'
import { postBy } from '../mail/post.ts'
import { builtAt, root, version } from '../product.ts'
import type { Certificate } from '../server/certificate.ts'
import type { Listener } from '../server/listener.ts'
import { listenPages, pagesPath } from '../server/pages-socket.ts'
import type { WebFetch, WebListener } from '../server/web.ts'
import { listenWeb } from '../server/web.ts'
import { StandingFile } from '../standing/standing.ts'
import { openStorage } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import { systemClock } from '../time/clock.ts'
import { openTraceDoor } from '../trace/trace-door.ts'
import { lookUpAt } from '../upstream/look-up.ts'
import { probe } from '../upstream/probe.ts'
import { backupInThread } from './backup-thread.ts'
import { standBehind } from './behind.ts'
import { blockDoor } from './block-door.ts'
import { buildInThread, readInThread } from './list-thread.ts'
import { beatIn } from './pulse.ts'
import { ResolverLink } from './resolver-link.ts'

/** What an office tells its supervisor. */
export type OfficeNews =
  | { readonly kind: 'ready'; readonly web: string; readonly firstLink: string | undefined }
  | { readonly kind: 'cannot-start'; readonly problem: string; readonly because: 'damaged' | 'full' | 'settings' }
/** What the supervisor hands an office at its start. */
export interface OfficeStart {
  readonly config: Config
  /** Tells this run of the program from others. */
  readonly run: string
  /** Over which the resolver tells the lists that it has. */
  readonly lists: MessagePort
  /** For the dashboard; undefined where that is plain HTTP, on the loopback. */
  readonly certificate: Certificate | undefined
  /** Threads that had to be started again, of late. */
  readonly restarted: readonly Restarted[]
  /** In which it beats once it is at work. */
  readonly pulse: SharedArrayBuffer
}
export type OfficeOrder =
  | { readonly kind: 'resolver'; readonly port: MessagePort }
  | { readonly kind: 'restarted'; readonly restarted: readonly Restarted[] }
  | { readonly kind: 'stop' }

/** Milliseconds that a last page gets to go out. */
const ANSWERS_WITHIN = 500

/** Milliseconds that the resolver gets to say which lists it has. */
const TELLS_WITHIN = 2_000

/** Milliseconds between two looks at what another program has laid down. */
const LOOKS_EVERY = 1_000

/** Milliseconds between two looks at the kernel's neighbour table. */
const NEIGHBOURS_EVERY = 1_000

async function openOffice(
  config: Config,
  run: string,
  lists: MessagePort,
  startAnew: () => void,
): Promise<{ readonly office: Office; readonly link: ResolverLink; readonly close: () => Promise<void> }> {
  const data = (...parts: string[]) => join(config.data, ...parts)
  const isRestored = await putInPlace(config.data)
  const storage = await openStorage(config.data)
  if (isRestored)
    await storage.audit.append({ at: systemClock(), by: undefined, action: 'backup-restored', subject: '' })
  const board =
    config.board === undefined
      ? undefined
      : new BoardFolder({ folder: config.board, copy: boardCopy(config) }, (file, yaml) =>
          presetProblem(file, yaml, catalogues.current()),
        )
  await board?.fetch()
  const catalogues = catalogueShelf(config, 'server')
  await board?.fetchPresets()
  const library = await ListLibrary.open(listFolders(config), buildInThread, () => listsOf(lists), readInThread)
  const link = new ResolverLink(new StandingFile(data('standing')), systemClock, run)
  // Those that the dashboard sets, once the office knows them.
  let lookUp = lookUpAt(config.upstreams, undefined, config.forward)
  const office = await createApp({
    storage,
    clock: systemClock,
    catalogues,
    ...(board === undefined ? {} : { board }),
    keepAttemptsDays: config.keepAttemptsDays,
    ...(config.mail === undefined ? {} : { post: postBy(config.mail) }),
    compileCatalogue: (given, policy) => catalogueIndex(given, policy, config.statusName as Name),
    library,
    resolver: link,
    neighbours: neighbourReader(() => performance.now()),
    lookUp: (name) => lookUp(name),
    isAtHome: atHome(config),
    upstreams: {
      given: config.upstreams.map(upstreamText),
      read: (text) => {
        const upstream = readUpstream(text)
        return upstream && upstreamText(upstream)
      },
      check: (text) => probe(readUpstream(text)!),
      use: (texts) => {
        lookUp = lookUpAt(
          texts.flatMap((text) => readUpstream(text) ?? []),
          undefined,
          config.forward,
        )
      },
    },
    presets: presetBox(config, () => catalogues.current()),
    ownNetworks,
    vault: vault({ data: config.data, ...config.backup, keepDays: config.keepAttemptsDays }, backupInThread),
    startAnew,
    firstPolicy: () => firstPolicy(config.preset, catalogues.current(), presetFolders(config)),
    statusName: config.statusName as Name,
    version,
    builtAt,
  })
  const work = officeJobs({ office, storage, clock: systemClock, builtAt, keepAttemptsDays: config.keepAttemptsDays })
  const stopJobs = startJobs(work, office.app.zone.id, (job, error) => console.error('job', job, error), systemClock)
  // A command beside this server (an import, lists to be read anew) is noticed here: nobody can tell it.
  const others = setInterval(() => void office.reload().catch(() => {}), LOOKS_EVERY)
  const neighbours = setInterval(() => void office.syncNeighbours().catch(() => {}), NEIGHBOURS_EVERY)
  return {
    office,
    link,
    async close() {
      clearInterval(others)
      clearInterval(neighbours)
      await stopJobs()
      await storage.close()
    },
  }
}

/** The lists that the resolver has; undefined where it has none, or does not say in time. */
async function listsOf(resolver: MessagePort): Promise<IndexData | undefined> {
  const told = new Promise<IndexData | undefined>((resolve) => {
    resolver.once('message', resolve)
    resolver.once('close', () => resolve(undefined))
  })
  return Promise.race([told, setTimeout(TELLS_WITHIN, undefined, { ref: false })])
}

async function run(
  supervisor: MessagePort,
  { config, run, lists, certificate, restarted, pulse }: OfficeStart,
): Promise<void> {
  let pages: Pick<Listener, 'close'> | undefined
  const end = async () => {
    traces.close()
    await web.close()
    await pages?.close()
    await door.close()
    await link.finish()
    await close()
    process.exit(0)
  }
  // The page that asked for it goes out first; the supervisor starts another office.
  const startAnew = () => void setTimeout(ANSWERS_WITHIN).then(end)
  const { office, link, close } = await openOffice(config, run, lists, startAnew)
  const door = await blockDoor(config, office.app.school.policy().school.name, systemClock)
  const secure = certificate !== undefined
  const dashboard = createDashboard(office.app, {
    assets: join(root, 'dist', 'assets'),
    secure,
    names: [config.statusName, hostname()],
    keepAttemptsDays: config.keepAttemptsDays,
    hears: config.dns.map(({ address }) => address),
    ...(door.told === undefined ? {} : { block: door.told }),
    onError: (error, path) => console.error('dashboard:', path, error),
  })
  const fetch: WebFetch = (request, env) => dashboard.fetch(request, env)
  const fronts = frontsOf(config)
  const isShared = sharesWeb(fronts)
  // Where others share its port the handshakes are done by their thread, which asks here.
  const web = isShared ? elsewhere(config.web) : await listenWeb(fetch, config.web, certificate)
  const noteRestarted = followRestarts(office)
  noteRestarted(restarted)
  const warnOf = (line: string) => console.error('office:', line)
  const traces = openTraceDoor(config.data, (question) => link.trace(question), warnOf)
  let isPublished = false
  supervisor.on('message', async (order: OfficeOrder) => {
    if (order.kind === 'resolver') {
      link.attach(order.port, office.receive)
      // Those that come later are told what the first was.
      if (!isPublished) await office.publish()
      isPublished = true
      return
    }
    if (order.kind === 'restarted') return noteRestarted(order.restarted)
    await end()
  })
  const { address } = config.web
  const url = `${secure ? 'https' : 'http'}://${address.includes(':') ? `[${address}]` : address}:${web.port}`
  const shown = await door.open(office.app, `${secure ? 'https' : 'http'}://${config.statusName}:${web.port}/status`)
  if (fronts.length > 0) pages = await listenPages(pagesPath(config.data), isShared ? { ...shown, web: fetch } : shown)
  const secret = (await office.app.accounts.isNew()) ? await office.app.accounts.firstLink() : undefined
  supervisor.postMessage({
    kind: 'ready',
    web: url,
    firstLink: secret && `${url}/welcome/${secret}`,
  } satisfies OfficeNews)
  beatIn(pulse)
}

/** Takes in which threads were started again, and lets go of that after a day. */
function followRestarts(office: Office): (restarted: readonly Restarted[]) => void {
  let forgets: NodeJS.Timeout | undefined
  const note = (restarted: readonly Restarted[]) => {
    tellRestarted(office.notices, office.app.zone, restarted, systemClock())
    clearInterval(forgets)
    if (restarted.length > 0) forgets = setInterval(() => note(restarted), TOLD_FOR).unref()
  }
  return note
}

/** A dashboard that another thread listens for. */
const elsewhere = ({ port }: Endpoint): WebListener => ({ port, close: async () => {} })

const given = workerData as (OfficeStart & { readonly role: string }) | null
if (parentPort && given?.role === 'office') {
  standBehind(5)
  const supervisor = parentPort
  run(supervisor, given).catch((error: Error) => {
    supervisor.postMessage({
      kind: 'cannot-start',
      problem: error.message,
      because: becauseOf(error),
    } satisfies OfficeNews)
  })
}

function becauseOf(error: Error): Extract<OfficeNews, { kind: 'cannot-start' }>['because'] {
  const { code } = (error instanceof StorageError ? (error.cause ?? {}) : error) as { readonly code?: unknown }
  if (/^(SQLITE_FULL|SQLITE_IOERR\w*|ENOSPC|EDQUOT)$/.test(String(code))) return 'full'
  return error instanceof StorageError && (error.problem === 'damaged' || error.problem === 'newer')
    ? 'damaged'
    : 'settings'
}
