import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Env, Parts } from '../env.ts'
import { page } from '../respond.tsx'
import { FilterTestOk, FilterTestPage } from '../views/filter-test.tsx'

/** Names below this one are answered by our resolver alone, with the address of this box. */
export const testNameOf = (statusName: string): string => `filtertest.${statusName}`

/**
 * What the test may do that no other page may: fetch the test names, and the canary of Firefox, which our resolver says does not exist. Goes outside the
 * headers of all pages, so that it has the last word.
 */
export function filterTestHeaders(statusName: string) {
  return createMiddleware<Env>(async (c, next) => {
    await next()
    const isPage = c.req.path === '/filtertest'
    if (c.req.path === '/filtertest/ok.svg') c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
    const policy = c.res.headers.get('Content-Security-Policy')
    if (!isPage || policy === null) return
    const names = `http://*.${testNameOf(statusName)}:* https://*.${testNameOf(statusName)}:* http://use-application-dns.net https://use-application-dns.net`
    c.res.headers.set('Content-Security-Policy', policy.replace("connect-src 'self'", `connect-src 'self' ${names}`))
  })
}

/** A page that anyone can open: does this device ask our resolver? Keeps nothing, and needs no internet. */
export function filterTestPages({ app, cookies, statusName }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/filtertest', async (c) => {
    const { group } = await app.why.statusFor(c.env?.peer ?? '127.0.0.1')
    const testName = testNameOf(statusName)
    const openAt = `${cookies.secure ? 'https' : 'http'}://open.${testName}${portOf(c)}/filtertest/ok`
    return page(
      c,
      <FilterTestPage view={c.var.view} testName={testName} group={c.var.view.say(group.name)} openAt={openAt} />,
    )
  })

  pages.get('/filtertest/ok', (c) => page(c, <FilterTestOk view={c.var.view} />))

  pages.get('/filtertest/ok.svg', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.body('<svg xmlns="http://www.w3.org/2000/svg"/>', 200, { 'Content-Type': 'image/svg+xml' })
  })

  return pages
}

const portOf = (c: Context<Env>): string => /:\d+$/.exec(c.req.header('host') ?? '')?.[0] ?? ''
