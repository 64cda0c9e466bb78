import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Refusal, Report } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { InboxPage, ReportPage } from '../views/inbox.tsx'
import { ReportForm, ReportSent } from '../views/report-form.tsx'

/** Reports from people: the form for everyone, and the inbox of each role. */
export function letterboxPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const { letterbox } = app

  const peerOf = (c: Context<Env>) => c.env?.peer ?? '127.0.0.1'
  const showForm = async (c: Context<Env>, fields: Fields, problem?: Refusal) => {
    const choices = await letterbox.choices(peerOf(c))
    const props = { view: c.var.view, choices, fields, problem }
    return page(c, <ReportForm {...props} />, problem ? 422 : 200)
  }
  /** What stands there before anything is typed: the class of this device, and the site that it was sent from. */
  const toBegin = async (c: Context<Env>): Promise<Fields> => {
    const { classes } = await app.why.statusFor(peerOf(c))
    const [only] = classes.length === 1 ? classes : []
    return noFields.with('site', (c.req.query('site') ?? '').slice(0, 253)).with('class', only?.id ?? '')
  }
  const showInbox = async (c: Context<Env>, problem?: Refusal) =>
    page(
      c,
      <InboxPage
        view={c.var.view}
        reports={await letterbox.list(personOf(c))}
        readers={await letterbox.newReaders(personOf(c))}
        classes={app.school.policy().classes}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  const showReport = (c: Context<Env>, report: Report, problem?: Refusal) => {
    const { classes } = app.school.policy()
    const props = { view: c.var.view, report, classes, problem }
    return page(c, <ReportPage {...props} />, problem ? 422 : 200)
  }

  pages.get('/melden', async (c) =>
    c.req.query('sent') === undefined ? showForm(c, await toBegin(c)) : page(c, <ReportSent view={c.var.view} />),
  )

  pages.post('/melden', async (c) => {
    const fields = await readFields(c)
    const optional = (name: 'class' | 'site' | 'name' | 'contact') => {
      const value = fields.optional(name)
      return value === undefined ? {} : { [name]: value }
    }
    const typed = { to: fields.text('to'), text: fields.text('text') }
    // A class that was left chosen says nothing to a role that holds for the whole school.
    const ofClass = typed.to === 'teacher' || typed.to === 'mentor' ? optional('class') : {}
    const report = { ...typed, ...ofClass, ...optional('site'), ...optional('name'), ...optional('contact') }
    const sent = await letterbox.submit(report, peerOf(c))
    if (!sent.ok) return showForm(c, fields, sent)
    // Loading the page again sends nothing twice; whom somebody wrote to does not stay in the browser.
    return c.redirect('/melden?sent', 303)
  })

  pages.get('/inbox', (c) => showInbox(c))

  pages.get('/inbox/:id', async (c) => {
    const read = await letterbox.read(personOf(c), c.req.param('id'))
    if (!read.ok) return showInbox(c, read)
    // It was one of those that the menu counts.
    c.set('view', { ...c.var.view, unread: (await letterbox.unread(personOf(c))).count })
    return showReport(c, read.value)
  })

  pages.post('/inbox/:id', async (c) => {
    const id = c.req.param('id')
    const handled = await letterbox.handle(personOf(c), id, (await readFields(c)).text('note'))
    return handled.ok ? done(c, '/inbox', 'handled') : showInbox(c, handled)
  })

  return pages
}
