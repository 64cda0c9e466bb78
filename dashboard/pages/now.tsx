import { type Context, Hono } from 'hono'
import { type Env, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readGrant } from '../forms/grant.ts'
import { page, wantsPart } from '../respond.tsx'
import { remember, remembered } from '../session.ts'
import { ChooseClass } from '../views/choose-class.tsx'
import { NowLive, type NowMessage, NowPage, NowPart } from '../views/now.tsx'

/** The teacher's screen: what holds for a class now, opening something for it, and closing it again. */
export function nowPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const now = (c: Context<Env>) => app.desk.now(personOf(c), c.req.param('class') ?? '')

  /** The page after an act: with htmx its part, else all of it. */
  async function show(c: Context<Env>, message?: NowMessage, fields: Fields = noFields) {
    const [held, classes] = await Promise.all([now(c), app.desk.classesOf(personOf(c))])
    if (!held.ok) return page(c, <ChooseClass view={c.var.view} classes={classes} problem={held} />, 404)
    const props = { view: c.var.view, now: held.value, classes, message, fields }
    const status = message?.problem ? 422 : 200
    return wantsPart(c) ? c.html(<NowPart {...props} />, status) : page(c, <NowPage {...props} />, status)
  }

  pages.get('/now', async (c) => {
    const classes = await app.desk.classesOf(personOf(c))
    const only = classes.length === 1 ? classes[0] : undefined
    const last = classes.find(({ id }) => id === remembered(c, 'class'))
    const choice = c.req.query('choose') === undefined ? (only ?? last) : only
    if (choice) return c.redirect(pathOf(choice.id), 303)
    return page(c, <ChooseClass view={c.var.view} classes={classes} problem={undefined} />)
  })

  pages.get('/now/:class', (c) => {
    remember(c, 'class', c.req.param('class'), cookies)
    return show(c)
  })

  pages.get('/now/:class/live', async (c) => {
    const held = await now(c)
    return held.ok ? c.html(<NowLive view={c.var.view} now={held.value} />) : c.body(null, 404)
  })

  pages.post('/now/:class/grants', async (c) => {
    const fields = await readFields(c)
    const read = readGrant(fields)
    const given = read.ok
      ? await app.desk.give(personOf(c), c.req.param('class'), read.value.what, read.value.end)
      : read
    if (!given.ok) return show(c, { problem: given }, fields)
    if (!wantsPart(c)) return c.redirect(`${pathOf(c.req.param('class'))}?done=opened`, 303)
    return show(c, { opened: given.value })
  })

  pages.post('/now/:class/grants/:grant/revoke', async (c) => {
    const revoked = await app.desk.revoke(personOf(c), c.req.param('grant'))
    if (!revoked.ok) return show(c, { problem: revoked })
    if (!wantsPart(c)) return c.redirect(`${pathOf(c.req.param('class'))}?done=closed`, 303)
    return show(c, { closed: true })
  })

  return pages
}

const pathOf = (classId: string): string => `/now/${encodeURIComponent(classId)}`
