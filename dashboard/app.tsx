import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import type { App } from '../src/app/app.ts'
import { readAssets } from './assets.ts'
import type { Env, Parts } from './env.ts'
import { ownHost, roleGuard, sameOrigin } from './guards.tsx'
import { accountPages } from './pages/account.tsx'
import { attemptPages } from './pages/attempts.tsx'
import { classPages } from './pages/classes.tsx'
import { devicePages } from './pages/devices.tsx'
import { groupPages } from './pages/groups.tsx'
import { listPages } from './pages/lists.tsx'
import { nowPages } from './pages/now.tsx'
import { passPages } from './pages/passes.tsx'
import { peoplePages } from './pages/people.tsx'
import { publicPages } from './pages/public.tsx'
import { timetablePages } from './pages/timetable.tsx'
import { todayPages } from './pages/today.tsx'
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
  /** Called with what a page threw. The person sees a page without details. */
  readonly onError?: (error: unknown, path: string) => void
}

const maxBody = 64 * 1024

/** Builds all pages. Give its `fetch` to `listenWeb`, which adds the peer's address. Throws where the assets are missing. */
export function createDashboard(app: App, options: DashboardOptions): Hono<Env> {
  const assets = readAssets(options.assets)
  const parts: Parts = {
    app,
    cookies: { secure: options.secure },
    keepAttemptsDays: options.keepAttemptsDays ?? 14,
  }

  const dashboard = new Hono<Env>()
  dashboard.use(headers)
  dashboard.use(ownHost(options.names ?? []))
  dashboard.use(compress())
  dashboard.route('/', assets.routes)
  dashboard.use(session(app, parts.cookies, assets.address))
  dashboard.use(sameOrigin)
  dashboard.use(
    bodyLimit({ maxSize: maxBody, onError: (c) => page(c, <ErrorPage view={c.get('view')} kind="tooBig" />, 413) }),
  )
  dashboard.use(roleGuard)
  for (const pages of allPages) dashboard.route('/', pages(parts))

  dashboard.notFound((c) => page(c, <ErrorPage view={c.var.view} kind="missing" />, 404))
  dashboard.onError((error, c) => {
    options.onError?.(error, c.req.path)
    return c.var.view
      ? page(c, <ErrorPage view={c.var.view} kind="broken" />, 500)
      : c.text('Something went wrong.', 500)
  })
  return dashboard
}

const allPages = [
  accountPages,
  passPages,
  publicPages,
  nowPages,
  attemptPages,
  weekPages,
  todayPages,
  groupPages,
  classPages,
  devicePages,
  timetablePages,
  listPages,
  whyPages,
  peoplePages,
]

const headers = secureHeaders({
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
