import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { App, Person, Role } from '../src/app/app.ts'
import type { CookieOptions, Env, View } from './env.ts'
import { Fields } from './forms/fields.ts'
import type { Texts } from './locales/nl.ts'
import { type Language, textsIn } from './locales/texts.ts'
import { moments } from './moments.ts'
import { menuOf, rolesInOrder, startPageOf } from './roles.ts'
import { undoIn } from './undo.ts'
import { visible } from './views/words.tsx'

const sessionSeconds = 12 * 3600
/** A class is remembered for a lesson: next hour the teacher may stand before another one. */
const rememberedFor = { language: 365 * 24 * 3600, role: 365 * 24 * 3600, class: 3600 } as const
type Choice = keyof typeof rememberedFor

/** What an open page asks for by itself: a page that nobody looks at must not keep its session alive. */
const askedByItself = /^\/(attempts\/live|now\/[^/]+\/(live|stream))$/

/** The name of the session cookie. The `__Host-` prefix keeps other hosts and plain HTTP from setting it. */
export const sessionCookie = ({ secure }: CookieOptions): string => (secure ? '__Host-rooster' : 'rooster')

/** Finds the person behind a request and makes the {@link View} of its page. */
export function session(app: App, options: CookieOptions, asset: View['asset']) {
  return createMiddleware<Env>(async (c, next) => {
    const secret = getCookie(c, sessionCookie(options))
    const byItself = askedByItself.test(c.req.path)
    const known =
      secret === undefined
        ? undefined
        : await (byItself ? app.accounts.holderOf(secret) : app.accounts.personOf(secret))
    // From where somebody works is not part of the account: the audit gets it with what they do.
    const person = known && { ...known, from: c.env?.peer ?? '' }
    c.set('session', person && secret)
    // The office prolongs a session with each use; the cookie has to last as long.
    if (person && secret !== undefined && c.req.method === 'GET' && !byItself) startSession(c, secret, options)
    // What an open page asks for by itself is drawn without a menu.
    const unread = person === undefined || byItself ? 0 : (await app.letterbox.unread(person)).count
    c.set('view', viewOf(c, app, person, asset, unread))
    await next()
  })
}

/** Gives the browser the session's secret, in a cookie that no script can read. */
export function startSession(c: Context<Env>, secret: string, options: CookieOptions): void {
  setCookie(c, sessionCookie(options), secret, { ...always(options), maxAge: sessionSeconds })
}

/** Takes the session's cookie back. */
export function endSession(c: Context<Env>, options: CookieOptions): void {
  deleteCookie(c, sessionCookie(options), { path: '/', secure: options.secure })
}

/** Remembers a choice that is no secret: the language, the role or the class last used. */
export function remember(c: Context<Env>, what: Choice, value: string, options: CookieOptions) {
  setCookie(c, `rooster-${what}`, value, { ...always(options), maxAge: rememberedFor[what] })
}

/** What {@link remember} remembered. */
export const remembered = (c: Context<Env>, what: Choice): string | undefined => getCookie(c, `rooster-${what}`)

const always = ({ secure }: CookieOptions) => ({ path: '/', httpOnly: true, sameSite: 'Lax', secure }) as const

/** The {@link View} of somebody who is not signed in, for pages that keep nothing of their own. */
export const visitorView = (c: Context<Env>, app: App, asset: View['asset']): View => viewOf(c, app, undefined, asset)

function viewOf(c: Context<Env>, app: App, person: Person | undefined, asset: View['asset'], unread = 0): View {
  const { school } = app.school.policy()
  const language = languageOf(c, person)
  const t = textsIn(language, school.type)
  const { path } = c.req
  return {
    language,
    t,
    moments: moments(language, app.zone),
    now: app.clock(),
    speed: app.clock.speed ?? 1,
    // Both read when the page is drawn: by then a refused change may have shown that another program has laid down a newer one, and an act may be late.
    get revision() {
      return app.school.revision()
    },
    get passingOn() {
      return app.passingOn()
    },
    school: school.name,
    hasBoard: app.board.isOurs,
    person,
    role: person && roleOf(c, person, path),
    unread,
    path,
    asset,
    done: doneIn(t, c.req.query('done')),
    undo: undoIn(new Fields(new URL(c.req.url).searchParams), app.clock(), app.clock.speed ?? 1),
    say: (text) => visible(text[language]),
  }
}

function doneIn(t: Texts, what: string | undefined): View['done'] {
  return what !== undefined && Object.hasOwn(t.done, what) ? (what as keyof Texts['done']) : undefined
}

function languageOf(c: Context<Env>, person: Person | undefined): Language {
  if (person) return person.language
  const chosen = remembered(c, 'language')
  if (chosen === 'nl' || chosen === 'en') return chosen
  return languageWanted(c.req.header('accept-language') ?? '')
}

/** The language that an `Accept-Language` asks for: Dutch unless it asks for another and never for Dutch: whoever reads neither reads English sooner. */
export function languageWanted(header: string): Language {
  const wanted = header.split(',').map((part) => part.trim().toLowerCase())
  const first = wanted[0]?.slice(0, 2) ?? ''
  return first !== '' && first !== '*' && !wanted.some((part) => part.startsWith('nl')) ? 'en' : 'nl'
}

/** The role whose menu is shown: the one last chosen if it has this page, else the one that begins on it, else the first that has it. */
function roleOf(c: Context<Env>, person: Person, path: string): Role | undefined {
  const held = rolesInOrder.filter((role) => person.roles.includes(role))
  const chosen = held.find((role) => role === remembered(c, 'role'))
  const has = (role: Role) => menuOf(role).some(({ href }) => path === href || path.startsWith(`${href}/`))
  if (chosen && (path === '/' || has(chosen))) return chosen
  return held.find((role) => path.startsWith(startPageOf(role))) ?? held.find(has) ?? chosen ?? held[0]
}
