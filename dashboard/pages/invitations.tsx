import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import type { Invited, MadeInvitation, PersonLine } from '../../src/app/people/inviting.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readLanguage, readRoles } from '../forms/account.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readTableText } from '../forms/setup.ts'
import { done, page } from '../respond.tsx'
import { Uploads } from '../uploads.ts'
import { InvitationCards } from '../views/invitation-cards.tsx'
import { InvitationEnded, InvitedPage } from '../views/invited.tsx'
import { PeopleFilePage } from '../views/people-files.tsx'
import { addressOf } from './own-address.ts'
import { showPeople } from './people.tsx'

/** One-time links on paper: made for one, for a file of people, or for a new password; and the page that they lead to. */
export function invitationPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const { invitations } = app
  const uploads = new Uploads()

  /** The links. */
  const cards = (c: Context<Env>, made: readonly MadeInvitation[]) => {
    const next = { href: '/people', text: c.var.view.t.box.back }
    return page(c, <InvitationCards view={c.var.view} made={made} addressOf={addressOf(c, cookies)} next={next} />)
  }

  const showFile = (c: Context<Env>, lines?: readonly PersonLine[], problem?: Refusal, upload = '') =>
    page(c, <PeopleFilePage view={c.var.view} lines={lines} upload={upload} problem={problem} />, problem ? 422 : 200)

  pages.post('/people/invite', async (c) => {
    const fields = await readFields(c)
    const language = readLanguage(fields)
    const invitee = { name: fields.text('name'), roles: readRoles(fields), classes: fields.all('class'), language }
    const made = await invitations.invite(personOf(c), [invitee])
    return made.ok ? cards(c, made.value) : showPeople(app, c, { invited: fields }, made)
  })

  pages.get('/people/import', (c) => showFile(c))

  pages.post('/people/import', async (c) => {
    const text = await readTableText(c)
    if (text === undefined) return showFile(c, undefined, { ok: false, problem: 'no-file' })
    const read = await invitations.readPeople(personOf(c), text)
    if (!read.ok) return showFile(c, undefined, read)
    return showFile(c, read.value, undefined, uploads.keep(personOf(c).id, text, c.var.view.now))
  })

  pages.post('/people/import/take', async (c) => {
    const fields = await readFields(c)
    const text = uploads.of(personOf(c).id, fields.text('upload'), c.var.view.now)
    if (text === undefined) return showFile(c, undefined, { ok: false, problem: 'file-gone' })
    const read = await invitations.readPeople(personOf(c), text)
    if (!read.ok) return showFile(c, undefined, read)
    const people = read.value.flatMap((line) => (line.ok ? [line.invitee] : []))
    const made = await invitations.invite(personOf(c), people)
    return made.ok ? cards(c, made.value) : showFile(c, undefined, made)
  })

  pages.post('/people/invitations/:id/withdraw', async (c) => {
    await invitations.withdraw(personOf(c), c.req.param('id'))
    return done(c, '/people', 'withdrawn')
  })

  pages.post('/people/:id/reset', async (c) => {
    const made = await invitations.reset(personOf(c), c.req.param('id'))
    return made.ok ? cards(c, [made.value]) : showPeople(app, c, {}, made)
  })

  const showInvited = (c: Context<Env>, invited: Invited, fields: Fields, problem?: Refusal) =>
    page(c, <InvitedPage view={c.var.view} {...{ invited, fields, problem }} />, problem ? 422 : 200)
  const ended = (c: Context<Env>) => page(c, <InvitationEnded view={c.var.view} />, 410)

  pages.get('/uitnodiging/:secret', async (c) => {
    const invited = await invitations.behind(c.req.param('secret'))
    return invited ? showInvited(c, invited, noFields) : ended(c)
  })

  pages.post('/uitnodiging/:secret', async (c) => {
    const [fields, invited] = [await readFields(c), await invitations.behind(c.req.param('secret'))]
    if (invited === undefined) return ended(c)
    if (fields.raw('password') !== fields.raw('again'))
      return showInvited(c, invited, fields, { ok: false, problem: 'passwords-differ' })
    const typed = { login: fields.text('login'), password: fields.raw('password'), language: c.var.view.language }
    const accepted = await invitations.accept(c.req.param('secret'), typed, c.env?.peer)
    if (!accepted.ok && accepted.problem === 'link-invalid') return ended(c)
    if (!accepted.ok) return showInvited(c, invited, fields, accepted)
    return done(c, '/sign-in', invited.kind === 'account' ? 'joined' : 'renewed')
  })

  return pages
}
