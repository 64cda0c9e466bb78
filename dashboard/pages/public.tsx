import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Env, Parts } from '../env.ts'
import { file } from '../file.ts'
import type { Fields } from '../forms/fields.ts'
import { noFields, readFields } from '../forms/fields.ts'
import type { Language } from '../locales/texts.ts'
import { page } from '../respond.tsx'
import { accessTo } from '../roles.ts'
import { AgreementsPage } from '../views/agreements.tsx'
import { agreementsPaper } from '../views/agreements-paper.ts'
import type { StatusProps } from '../views/status.tsx'
import { StatusLive, StatusPage } from '../views/status.tsx'

/** What everyone on the network may see and ask without signing in. */
export function publicPages({ app, keepAttemptsDays }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const peerOf = (c: Context<Env>) => c.env?.peer ?? '127.0.0.1'

  const propsFor = async (c: Context<Env>): Promise<StatusProps> => {
    const peer = peerOf(c)
    const [status, protocol, request] = await Promise.all([
      app.why.statusFor(peer),
      app.protocol.protocolNow(peer),
      app.requests.mine(peer),
    ])
    const { clauses, school } = app.school.policy()
    return {
      ...{ view: c.var.view, status, protocol, clauses, days: keepAttemptsDays },
      ...(request === undefined ? {} : { request }),
      ...(school.officer === undefined ? {} : { officer: school.officer }),
      canReport: accessTo('GET /melden') !== undefined,
    }
  }
  const statusPage = async (c: Context<Env>, fields: Fields, problem?: Refusal) =>
    page(c, <StatusPage {...(await propsFor(c))} fields={fields} problem={problem} />, problem ? 422 : 200)

  pages.get('/status', (c) => statusPage(c, noFields))

  pages.get('/status/live', async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(<StatusLive {...(await propsFor(c))} />)
  })

  pages.post('/status/ask', async (c) => {
    const fields = await readFields(c)
    const asked = await app.requests.ask(peerOf(c), fields.text('what'), fields.optional('reason'))
    return asked.ok ? c.redirect('/status', 303) : statusPage(c, fields, asked)
  })

  pages.post('/status/withdraw', async (c) => {
    const taken = await app.requests.withdraw(peerOf(c))
    return taken.ok ? c.redirect('/status', 303) : statusPage(c, noFields, taken)
  })

  pages.get('/afspraken', async (c) => {
    const protocol = await app.protocol.protocolNow(peerOf(c))
    return page(c, <AgreementsPage view={c.var.view} protocol={protocol} />)
  })

  // Made anew when something in it has changed, not at each request: anybody may ask for it, in whatever language.
  const made = new Map<Language, { readonly key: string; readonly pdf: Promise<Uint8Array<ArrayBuffer>> }>()
  pages.get('/afspraken.pdf', async (c) => {
    const { view } = c.var
    const paper = agreementsPaper(view, await app.protocol.protocolNow())
    const key = JSON.stringify([app.zone.at(view.now).date, paper])
    const known = made.get(view.language)
    const kept = known?.key === key ? known : { key, pdf: app.papers.pdf(app.papers.paper(paper)) }
    made.set(view.language, kept)
    return file(c, await kept.pdf, 'pdf', paper.title)
  })

  pages.get('/healthz', async (c) => {
    const { resolver, warnings } = await app.health()
    const silent = !resolver || warnings.some(({ problem }) => problem === 'resolver-silent')
    c.header('Cache-Control', 'no-store')
    if (silent) return c.json({ status: 'resolver-silent' }, 503)
    const restarted = warnings.find(({ problem }) => problem === 'restarted')?.detail
    return c.json({ status: 'ok', sockets: resolver.sockets, ...(restarted === undefined ? {} : { restarted }) })
  })

  return pages
}
