import { Hono } from 'hono'
import type { Env, Parts } from '../env.ts'
import { page } from '../respond.tsx'
import { StatusPage } from '../views/status.tsx'

/** What everyone on the network may see without signing in. */
export function publicPages({ app, keepAttemptsDays }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  pages.get('/status', async (c) => {
    const status = await app.why.statusFor(c.env?.peer ?? '127.0.0.1')
    return page(
      c,
      <StatusPage view={c.var.view} status={status} clauses={app.school.policy().clauses} days={keepAttemptsDays} />,
    )
  })

  pages.get('/healthz', async (c) => {
    const { resolver, warnings } = await app.health()
    const silent = !resolver || warnings.some(({ problem }) => problem === 'resolver-silent')
    c.header('Cache-Control', 'no-store')
    return silent ? c.json({ status: 'resolver-silent' }, 503) : c.json({ status: 'ok', sockets: resolver.sockets })
  })

  return pages
}
