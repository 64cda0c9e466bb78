import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { App, Outcome, Person } from '../../src/app/app.ts'
import { bodyLimit } from '../body-limit.ts'
import type { Env } from '../env.ts'
import type { Texts } from '../locales/nl.ts'
import { type Language, textsIn, warningText } from '../locales/texts.ts'
import { moments } from '../moments.ts'
import { languageWanted } from '../session.ts'
import { Buckets } from './buckets.ts'
import type { Call, Endpoint } from './endpoint.ts'
import { apiRoot, endpoints, routeOf } from './endpoints.ts'
import { openApi } from './openapi.ts'
import { refused } from './problems.ts'

/** Most bytes of a body where an endpoint does not say. */
const BODY = 64 * 1024
/** Calls of one token: so many at once, and so many a second. */
const CALLS = { burst: 300, perSecond: 20 }
/** Tries without a token that works, of one address. */
const TRIES = { burst: 30, perSecond: 0.5 }

const nothing = z.object({})

/** Who came in with a token, and until when it works. */
interface Caller {
  readonly person: Person
  readonly until: number
}

/** What programs use, below {@link apiRoot}. It knows tokens and no cookies, so that no page of another site can call it with somebody's session. */
export function api(app: App, onError: (error: unknown, path: string) => void): Hono<Env> {
  const routes = new Hono<Env>()
  const calls = new Buckets(app.clock, CALLS.burst, CALLS.perSecond)
  const tries = new Buckets(app.clock, TRIES.burst, TRIES.perSecond)
  let document: string | undefined

  /** Who calls, or the answer that they get instead. */
  async function callerOf(c: Context<Env>): Promise<Caller | Response> {
    const { texts } = wordsOf(c, app)
    const from = c.env?.peer ?? ''
    const tooMany = (seconds: number) =>
      refused(c, texts, { ok: false, problem: 'too-many-calls' }, { headers: { 'Retry-After': String(seconds) } })
    const secret = /^Bearer +([\w-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (!tries.has(from)) return tooMany(Math.ceil(1 / TRIES.perSecond))
    const caller = secret === undefined ? undefined : await app.tokens.personOf(secret)
    if (caller === undefined) {
      tries.take(from)
      const problem = secret === undefined ? 'token-missing' : 'token-invalid'
      const how = secret === undefined ? 'Bearer' : 'Bearer error="invalid_token"'
      return refused(c, texts, { ok: false, problem }, { headers: { 'WWW-Authenticate': how } })
    }
    const wait = calls.take(caller.person.id)
    return wait > 0 ? tooMany(wait) : caller
  }

  routes.use(`${apiRoot}/*`, async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    c.header('Vary', 'Authorization, Accept-Language')
  })
  routes.get(`${apiRoot}/openapi.json`, async (c) => {
    document ??= JSON.stringify(openApi((await app.health()).version))
    return c.body(document, 200, { 'Content-Type': 'application/json' })
  })
  for (const endpoint of endpoints) {
    const [method = '', path = ''] = routeOf(endpoint).split(' ')
    const tooBig = (c: Context<Env>) => refused(c, wordsOf(c, app).texts, { ok: false, problem: 'body-too-big' })
    const limit = bodyLimit(endpoint.maxBody ?? BODY, tooBig)
    routes.on(method, path, async (c) => {
      try {
        const caller = await callerOf(c)
        if (caller instanceof Response) return caller
        if (endpoint.maxBody !== undefined && mayCall(endpoint, caller)) c.env?.takeLong?.()
        let answer: Response | undefined
        const early = await limit(c, async () => {
          answer = await answerTo(c, app, endpoint, caller)
        })
        return early ?? answer!
      } catch (error) {
        onError(error, c.req.path)
        return refused(c, wordsOf(c, app).texts, { ok: false, problem: 'broken' })
      }
    })
  }
  routes.all(`${apiRoot}/*`, (c) => refused(c, wordsOf(c, app).texts, { ok: false, problem: 'no-such-route' }))
  return routes
}

const mayCall = ({ who }: Endpoint, { person }: Caller): boolean => who.some((role) => person.roles.includes(role))

async function answerTo(c: Context<Env>, app: App, endpoint: Endpoint, caller: Caller): Promise<Response> {
  const { person, until } = caller
  const { texts, language } = wordsOf(c, app)
  const mine = { ...person, language }
  if (!mayCall(endpoint, caller)) return refused(c, texts, { ok: false, problem: 'token-role' })
  // A filter that nobody knows would give more than was asked for.
  const query = check((endpoint.query ?? nothing).strict(), c.req.query())
  if ('errors' in query) return refused(c, texts, { ok: false, problem: 'bad-input' }, query)
  const sent = endpoint.body === undefined ? { value: undefined } : await bodyOf(c)
  if ('problem' in sent) return refused(c, texts, { ok: false, problem: sent.problem })
  const body = check(endpoint.body, sent.value)
  if ('errors' in body) return refused(c, texts, { ok: false, problem: 'bad-input' }, body)
  const { iso } = moments(language, app.zone)
  const basedOn = endpoint.edits ? c.req.header('if-match') : undefined
  const seen = /^(?:W\/)?"?(\d{1,9})"?$/.exec(basedOn ?? '')?.[1]
  if (basedOn !== undefined && seen === undefined) return refused(c, texts, { ok: false, problem: 'bad-if-match' })
  const call: Call = {
    app,
    person: mine,
    editor: seen === undefined ? mine : { person: mine, seen: Number(seen) },
    until,
    params: c.req.param() as Record<string, string>,
    query: query.value,
    body: body.value,
    iso,
    say: (text) => text[language],
    warning: (warning) => warningText(texts, warning),
  }
  return written(c, app, texts, endpoint, await endpoint.run(call))
}

/** What the endpoint says, and no more than its shape has; 202 while what was changed does not hold for every device yet. */
function written(c: Context, app: App, texts: Texts, endpoint: Endpoint, outcome: Outcome<unknown, string>): Response {
  if (!outcome.ok) return refused(c, texts, outcome, 'problems' in outcome ? { errors: outcome.problems as never } : {})
  if (endpoint.edits) c.header('ETag', `"${app.school.revision()}"`)
  const isLate = endpoint.method !== 'GET' && app.passingOn()
  if (endpoint.answer === undefined) return c.body(null, isLate ? 202 : 204)
  return c.json(endpoint.answer.parse(outcome.value) as never, isLate ? 202 : endpoint.makes ? 201 : 200)
}

function check(shape: z.ZodType | undefined, value: unknown) {
  if (shape === undefined) return { value: undefined }
  const read = shape.safeParse(value)
  if (read.success) return { value: read.data }
  return {
    errors: read.error.issues.map(({ path, message }) => ({ place: path.join('.') || '(top)', problem: message })),
  }
}

async function bodyOf(c: Context) {
  if (!/^application\/json *(;|$)/i.test(c.req.header('content-type') ?? ''))
    return { problem: 'not-json-type' } as const
  try {
    return { value: JSON.parse(await c.req.text()) as unknown }
  } catch {
    return { problem: 'not-json' } as const
  }
}

function wordsOf(c: Context, app: App): { readonly texts: Texts; readonly language: Language } {
  const language = languageWanted(c.req.header('accept-language') ?? '')
  return { language, texts: textsIn(language, app.school.policy().school.type) }
}
