import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import type { App } from '../src/app/app.ts'
import { api } from './api/api.ts'
import { metrics } from './api/metrics.ts'
import { readAssets } from './assets.ts'
import { bodyLimit } from './body-limit.ts'
import type { Env, Parts } from './env.ts'
import { TooManyFields } from './forms/fields.ts'
import { ownHost, roleGuard, sameOrigin } from './guards.tsx'
import { accountPages } from './pages/account.tsx'
import { attemptPages } from './pages/attempts.tsx'
import { auditPages } from './pages/audit.tsx'
import { blocksPages } from './pages/blocks.tsx'
import { boardPages } from './pages/board.tsx'
import { boxPages } from './pages/box.tsx'
import { calendarPages } from './pages/calendar.tsx'
import { changePages } from './pages/changes.tsx'
import { classPages } from './pages/classes.tsx'
import { clausePages } from './pages/clauses.tsx'
import { dayPassPages } from './pages/day-passes.tsx'
import { deviceFilePages } from './pages/device-files.tsx'
import { devicePages } from './pages/devices.tsx'
import { emergencyPages } from './pages/emergency.tsx'
import { eventPages } from './pages/events.tsx'
import { exclusionPages } from './pages/exclusions.tsx'
import { filterTestHeaders, filterTestPages, testNameOf } from './pages/filter-test.tsx'
import { focusPages } from './pages/focus.tsx'
import { groupPages } from './pages/groups.tsx'
import { incidentPages } from './pages/incidents.tsx'
import { invitationPages } from './pages/invitations.tsx'
import { letterboxPages } from './pages/letterbox.tsx'
import { listPages } from './pages/lists.tsx'
import { measurePages } from './pages/measures.tsx'
import { myAccountPages } from './pages/my-account.tsx'
import { nowPages } from './pages/now.tsx'
import { officerPages } from './pages/officer.tsx'
import { openingPages } from './pages/openings.tsx'
import { ownHistoryPages } from './pages/own-history.tsx'
import { passPages } from './pages/passes.tsx'
import { peoplePages } from './pages/people.tsx'
import { phonePages } from './pages/phones.tsx'
import { pinPages } from './pages/pin.tsx'
import { platformPages } from './pages/platforms.tsx'
import { publicPages } from './pages/public.tsx'
import { registerPages } from './pages/register.tsx'
import { rulePages } from './pages/rules.tsx'
import { setPages } from './pages/sets.tsx'
import { setupPages } from './pages/setup.tsx'
import { snagPages } from './pages/snags.tsx'
import { timetablePages } from './pages/timetable.tsx'
import { todayPages } from './pages/today.tsx'
import { tokenPages } from './pages/tokens.tsx'
import { weekPages } from './pages/week.tsx'
import { whyPages } from './pages/why.tsx'
import { page } from './respond.tsx'
import { session } from './session.ts'
import { ErrorPage } from './views/error-page.tsx'

/** What the dashboard needs besides the {@link App}. */
export interface DashboardOptions {
  /** The folder that `scripts/assets.mjs` wrote. */
  readonly assets: string
  /** Whether the pages are served over TLS: cookies are then kept off plain HTTP. */
  readonly secure: boolean
  /** Names by which people open the dashboard, besides `localhost` and every IP address. */
  readonly names?: readonly string[]
  /** How many days attempts are kept: 14 unless the settings say otherwise. */
  readonly keepAttemptsDays?: number
  /** The addresses at which devices' questions are heard, `0.0.0.0` and `::` among them; every one of this machine when left out. */
  readonly hears?: readonly string[]
  /** Where the block page is, and the school's own certificate for it (PEM), where there is one. */
  readonly block?: { readonly where: string; readonly ca?: string }
  /** Called with what a page threw. The person sees a page without details. */
  readonly onError?: (error: unknown, path: string) => void
}

const maxBody = 64 * 1024
/** A calendar file of the size that is read, and the form around it. */
const maxFile = 2.1 * 1024 * 1024
/** Where a form sends a file along. */
const takesFile: ReadonlySet<string> = new Set(['/calendar/file', '/devices/import', '/people/import', '/lists/own'])
/** Where a coordinator sends one that may be big. */
const takesBigFile: ReadonlySet<string> = new Set(['/lists/file', '/setup/restore'])
/** A backup of a school of some size; a bigger one is put back on the server itself. */
const maxBackup = 512 * 1024 * 1024

/** Builds all pages. Give its `fetch` to `listenWeb`, which adds the peer's address. Throws where the assets are missing. */
export function createDashboard(app: App, options: DashboardOptions): Hono<Env> {
  const assets = readAssets(options.assets)
  const statusName = options.names?.[0] ?? 'rooster.internal'
  const parts: Parts = {
    app,
    cookies: { secure: options.secure },
    keepAttemptsDays: options.keepAttemptsDays ?? 14,
    statusName,
    ...(options.hears === undefined ? {} : { hears: options.hears }),
    ...(options.block === undefined ? {} : { block: options.block }),
  }

  const dashboard = new Hono<Env>()
  dashboard.use('/filtertest/*', filterTestHeaders(statusName))
  dashboard.use(headers)
  dashboard.use(ownHost(options.names ?? [], testNameOf(statusName)))
  dashboard.use(compress())
  dashboard.route('/', assets.routes)
  // Before the sessions: programs come with tokens, and a cookie does not count there.
  dashboard.route('/', api(app, options.onError ?? (() => {})))
  dashboard.route('/', metrics(app))
  dashboard.use(session(app, parts.cookies, assets.address))
  dashboard.use(sameOrigin)
  const [usual, withFile, withBackup] = [bodyOf(maxBody), bodyOf(maxFile), bodyOf(maxBackup)]
  dashboard.use((c, next) => {
    if (!takesBigFile.has(c.req.path) || !c.var.view.person?.roles.includes('coordinator'))
      return takesFile.has(c.req.path) ? withFile(c, next) : usual(c, next)
    // Only who may send one can make us wait for it, and hold it; a list goes to the disk as it comes, and is counted there.
    c.env?.takeLong?.()
    return c.req.path === '/lists/file' ? next() : withBackup(c, next)
  })
  dashboard.use(roleGuard)
  for (const pages of allPages) dashboard.route('/', pages(parts))

  dashboard.notFound((c) => page(c, <ErrorPage view={c.var.view} kind="missing" />, 404))
  dashboard.onError((error, c) => {
    if (error instanceof TooManyFields) return page(c, <ErrorPage view={c.var.view} kind="tooBig" />, 413)
    options.onError?.(error, c.req.path)
    const [kind, status] = isFull(error) ? (['full', 507] as const) : (['broken', 500] as const)
    return c.var.view
      ? page(c, <ErrorPage view={c.var.view} kind={kind} />, status)
      : c.text('Something went wrong.', status)
  })
  return dashboard
}

/** What the database and the system say of a disk without room. */
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(SQLITE_FULL|ENOSPC|EDQUOT)$/.test(String(error.code))

const bodyOf = (maxSize: number) =>
  bodyLimit(maxSize, (c) => page(c, <ErrorPage view={c.get('view')} kind="tooBig" />, 413))

const allPages = [
  accountPages,
  passPages,
  publicPages,
  nowPages,
  focusPages,
  snagPages,
  phonePages,
  dayPassPages,
  ownHistoryPages,
  myAccountPages,
  pinPages,
  attemptPages,
  weekPages,
  boardPages,
  todayPages,
  groupPages,
  classPages,
  deviceFilePages,
  devicePages,
  timetablePages,
  calendarPages,
  rulePages,
  platformPages,
  setPages,
  clausePages,
  changePages,
  listPages,
  whyPages,
  blocksPages,
  invitationPages,
  peoplePages,
  boxPages,
  setupPages,
  filterTestPages,
  auditPages,
  emergencyPages,
  eventPages,
  exclusionPages,
  incidentPages,
  letterboxPages,
  measurePages,
  officerPages,
  openingPages,
  registerPages,
  tokenPages,
]

/** The security headers of every page. */
export const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Off while certificates are self-signed: a browser that remembers it would lock the school out when the certificate changes.
  strictTransportSecurity: false,
  // Not `no-referrer`: with that, browsers send `Origin: null` with our own forms.
  referrerPolicy: 'same-origin',
})
