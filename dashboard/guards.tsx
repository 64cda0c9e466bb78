import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Env } from './env.ts'
import { page } from './respond.tsx'
import { accessTo, mayUse } from './roles.ts'
import { ErrorPage } from './views/error-page.tsx'

/** Lets a request through only where the access table allows it. A route that the table does not have is refused to everyone. */
export const roleGuard = createMiddleware<Env>(async (c, next) => {
  const route = routeOf(c)
  if (route === undefined) return next()
  const { view } = c.var
  const access = accessTo(route)
  if (mayUse(access, view.person?.roles ?? [])) return next()
  if (view.person || access === undefined) return page(c, <ErrorPage view={view} kind="forbidden" />, 403)
  return askToSignIn(c)
})

/**
 * Refuses what another site makes a browser send: every method that changes something must say that it comes from our own pages. Looks at all
 * content types, not at forms only.
 */
export const sameOrigin = createMiddleware<Env>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || comesFromUs(c)) return next()
  return page(c, <ErrorPage view={c.var.view} kind="refused" />, 403)
})

/** Answers only to names that are ours, so that another site's name cannot be pointed at this address (DNS rebinding). */
export function ownHost(names: readonly string[], testName: string) {
  const own = new Set(['localhost', ...names.map((name) => name.toLowerCase())])
  return createMiddleware<Env>(async (c, next) => {
    const host = hostOf(c).toLowerCase()
    // Nobody else can have the test names answered here, and nothing but the test is there.
    const isTest = host.endsWith(`.${testName}`) && /^\/(filtertest|assets)\//.test(c.req.path)
    if (own.has(host.replace(/\.$/, '')) || isAddress(host) || isTest) return next()
    return c.text("This name is not this server's. Use its IP address. / Gebruik het IP-adres van Rooster.", 421)
  })
}

/** The route that will answer, named as in the access table; undefined where none will. Of several that match it is the first that does. */
function routeOf(c: Context<Env>): string | undefined {
  const found = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  return found && `${found.method} ${found.path}`
}

function askToSignIn(c: Context<Env>): Response {
  const back = c.req.method === 'GET' && c.req.path !== '/' ? `?to=${encodeURIComponent(c.req.path)}` : ''
  // htmx follows a redirect inside the fragment; this header makes it leave the page instead.
  if (c.req.header('hx-request') === 'true') return c.body(null, 401, { 'HX-Redirect': '/sign-in' })
  return c.redirect(`/sign-in${back}`, 303)
}

/** Whether a request that changes something comes from a page of the same origin. */
export function comesFromUs(c: Context<Env>): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = c.req.header('origin')
  return origin !== undefined && URL.parse(origin)?.host === (c.req.header('host') ?? new URL(c.req.url).host)
}

/** The host that was asked for, without its port. */
export function hostOf(c: Context<Env>): string {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  return host.startsWith('[') ? host.replace(/\]:\d+$/, ']') : host.replace(/:\d+$/, '')
}

/** Whether a host is an IP address. */
export function isAddress(host: string): boolean {
  if (/^\[[0-9a-f:.]+\]$/.test(host)) return URL.canParse(`http://${host}/`)
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(host)
}
