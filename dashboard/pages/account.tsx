import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Env, Parts } from '../env.ts'
import { ownPath, readFirstPerson, readLanguage } from '../forms/account.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { deviceSecret } from '../remembered.ts'
import { page } from '../respond.tsx'
import { startPageOf } from '../roles.ts'
import { endSession, remember, startSession } from '../session.ts'
import { LinkEnded, SignIn, Welcome } from '../views/account.tsx'
import { PinPage } from '../views/pin.tsx'

/** First account, sign-in, sign-out, and the choice of language and role. */
export function accountPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  const showWelcome = (c: Context<Env>, fields: Fields, problem?: Refusal) =>
    page(c, <Welcome view={c.var.view} fields={fields} problem={problem} />, problem ? 422 : 200)

  pages.get('/welcome/:secret', async (c) =>
    (await app.accounts.firstLinkIsValid(c.req.param('secret')))
      ? showWelcome(c, noFields)
      : page(c, <LinkEnded view={c.var.view} />, 410),
  )

  pages.post('/welcome/:secret', async (c) => {
    const fields = await readFields(c)
    const read = readFirstPerson(fields)
    if (!read.ok) return showWelcome(c, fields, read)
    const made = await app.accounts.createFirst(c.req.param('secret'), { ...read.value, from: peerOf(c) })
    if (!made.ok && made.problem === 'link-invalid') return page(c, <LinkEnded view={c.var.view} />, 410)
    if (!made.ok) return showWelcome(c, fields, made)
    const entered = await app.accounts.signIn(read.value.login, read.value.password, peerOf(c))
    if (entered.ok) startSession(c, entered.value.session, cookies)
    return c.redirect((await app.setup.isDone()) ? '/' : '/setup', 303)
  })

  const showSignIn = (c: Context<Env>, fields: Fields, to: string, problem?: Refusal) =>
    page(c, <SignIn view={c.var.view} fields={fields} to={ownPath(to)} problem={problem} />, problem ? 422 : 200)

  pages.get('/sign-in', async (c) => {
    if (c.var.view.person) return c.redirect('/', 303)
    const to = c.req.query('to') ?? '/'
    const secret = c.req.query('password') === undefined ? deviceSecret(c, cookies) : undefined
    const known = secret === undefined ? undefined : await app.pins.remembered(secret)
    if (known) return page(c, <PinPage view={c.var.view} {...known} to={ownPath(to)} problem={undefined} />)
    return showSignIn(c, noFields, to)
  })

  pages.post('/sign-in', async (c) => {
    const fields = await readFields(c)
    const entered = await app.accounts.signIn(fields.text('login'), fields.raw('password'), peerOf(c))
    if (!entered.ok) return showSignIn(c, fields, fields.text('to'), entered)
    startSession(c, entered.value.session, cookies)
    return c.redirect(ownPath(fields.text('to')), 303)
  })

  pages.post('/sign-out', async (c) => {
    if (c.var.session !== undefined) await app.accounts.signOut(c.var.session)
    endSession(c, cookies)
    return c.redirect('/sign-in', 303)
  })

  pages.post('/language', async (c) => {
    const fields = await readFields(c)
    const language = readLanguage(fields)
    if (c.var.view.person) await app.accounts.setLanguage(c.var.view.person, language)
    remember(c, 'language', language, cookies)
    return c.redirect(ownPath(fields.text('back')), 303)
  })

  pages.get('/', (c) => {
    const { person, role } = c.var.view
    return c.redirect(person && role ? startPageOf(role) : '/sign-in', 303)
  })

  pages.get('/as/:role', (c) => {
    const role = c.var.view.person?.roles.find((held) => held === c.req.param('role'))
    if (!role) return c.redirect('/', 303)
    remember(c, 'role', role, cookies)
    return c.redirect(startPageOf(role), 303)
  })

  return pages
}

const peerOf = (c: Context<Env>): string => c.env?.peer ?? ''
