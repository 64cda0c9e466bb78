import { type Context, Hono } from 'hono'
import { liveClass } from '../class-live.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { StreamLimit } from '../event-stream.ts'
import { readEnd } from '../forms/ends.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readGrant } from '../forms/grant.ts'
import { done, page, wantsPart } from '../respond.tsx'
import { remember, remembered } from '../session.ts'
import { ChooseClass } from '../views/choose-class.tsx'
import { NowClosed, NowLive, NowPage, NowPart } from '../views/now.tsx'
import type { NowMessage } from '../views/now-message.tsx'
import { classPath, gatherClass, gatherClasses } from './class-page.ts'
import { takeBack } from './taking-back.ts'

/** As many as teach at once in a large school, and then some. */
const streamsAtMost = 300

/** The teacher's screen: what holds for a class now, opening and closing, parking, questions of pupils, and taking an act back. */
export function nowPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const streams = new StreamLimit(streamsAtMost)
  const classOf = (c: Context<Env>) => c.req.param('class') ?? ''

  /** The page after an act: with htmx its part, else all of it. */
  async function show(c: Context<Env>, message?: NowMessage, fields: Fields = noFields) {
    const [held, classes] = await Promise.all([gatherClass(app, c), gatherClasses(app, c)])
    if (!held.ok) return page(c, <ChooseClass view={c.var.view} {...classes} problem={held} />, 404)
    const props = { view: c.var.view, page: held.value, ...classes, message, fields }
    const status = message?.problem ? 422 : 200
    return wantsPart(c) ? c.html(<NowPart {...props} />, status) : page(c, <NowPage {...props} />, status)
  }

  /** After an act that was done: htmx gets its part with a message, a browser is led to the page. */
  async function shown(c: Context<Env>, message: NowMessage) {
    const word = message.done ?? (message.opened === undefined ? 'saved' : 'opened')
    return wantsPart(c) ? show(c, message) : done(c, classPath(classOf(c)), word, message.undo)
  }

  const parkOf = async (c: Context<Env>) =>
    (await app.parks.running(personOf(c))).find((park) => park.class === classOf(c))

  pages.get('/now', async (c) => {
    const { classes, others } = await gatherClasses(app, c)
    const only = classes.length === 1 ? classes[0] : undefined
    const last = classes.find(({ id }) => id === remembered(c, 'class'))
    // Who has one class and may step in for no other has nothing to choose.
    const choosing = c.req.query('choose') !== undefined
    const choice = choosing ? (others.length === 0 ? only : undefined) : (only ?? last)
    if (choice) return c.redirect(classPath(choice.id), 303)
    return page(c, <ChooseClass view={c.var.view} {...{ classes, others }} problem={undefined} />)
  })

  pages.get('/now/:class', (c) => {
    remember(c, 'class', c.req.param('class'), cookies)
    return show(c)
  })

  pages.get('/now/:class/live', async (c) => {
    const held = await gatherClass(app, c)
    if (!held.ok) return c.body(null, 404)
    const { view } = c.var
    return c.html(
      <>
        <NowLive view={view} page={held.value} />
        <NowClosed view={view} now={held.value.now} apart />
      </>,
    )
  })

  pages.get('/now/:class/stream', async (c) => {
    const held = await gatherClass(app, c)
    return held.ok ? liveClass(c, app, held.value, streams) : c.body(null, 404)
  })

  pages.post('/now/:class/grants', async (c) => {
    const fields = await readFields(c)
    const read = readGrant(fields)
    const given = read.ok ? await app.desk.give(personOf(c), classOf(c), read.value.what, read.value.end) : read
    if (!given.ok) return show(c, { problem: given }, fields)
    return shown(c, { opened: given.value, undo: { close: given.value.id } })
  })

  pages.post('/now/:class/grants/:grant/revoke', async (c) => {
    const grant = c.req.param('grant')
    const revoked = await app.desk.revoke(personOf(c), grant)
    return revoked.ok ? shown(c, { done: 'closed', undo: { restore: grant } }) : show(c, { problem: revoked })
  })

  pages.post('/now/:class/grants/:grant/needs', async (c) => {
    const [fields, held] = [await readFields(c), await gatherClass(app, c)]
    if (!held.ok) return show(c, { problem: held })
    const grant = held.value.now.grants.find(({ id }) => id === c.req.param('grant'))
    if (grant === undefined) return show(c, { problem: { ok: false, problem: 'already-over' } })
    const left = Math.ceil((grant.until - c.var.view.now) / 60_000)
    const end = { kind: 'minutes', minutes: Math.min(480, Math.max(1, left)) } as const
    const given = await app.desk.give(personOf(c), classOf(c), { site: fields.text('site') }, end)
    return given.ok ? shown(c, { opened: given.value, undo: { close: given.value.id } }) : show(c, { problem: given })
  })

  pages.post('/now/:class/park', async (c) => {
    const end = readEnd(await readFields(c))
    if (end?.kind !== 'lesson' && end?.kind !== 'minutes')
      return show(c, { problem: { ok: false, problem: 'bad-end' } })
    const parked = await app.parks.park(personOf(c), [classOf(c)], end)
    return parked.ok ? shown(c, { done: 'parked', undo: { release: classOf(c) } }) : show(c, { problem: parked })
  })

  pages.post('/now/:class/release', async (c) => {
    const park = await parkOf(c)
    const released = await app.parks.release(personOf(c), [classOf(c)])
    if (!released.ok) return show(c, { problem: released })
    return shown(c, { done: 'released', ...(park === undefined ? {} : { undo: { restore: park.id } }) })
  })

  pages.post('/now/:class/focus/:focus/end', async (c) => {
    const [fields, id] = [await readFields(c), c.req.param('focus')]
    const found = (await app.focus.running(personOf(c))).find((focus) => focus.id === id)
    const ended = await app.focus.end(personOf(c), id, fields.has('sure'))
    if (ended.ok) {
      const runs = found !== undefined && found.from <= c.var.view.now
      return shown(c, { done: found?.exam ? 'examEnded' : 'focusEnded', ...(runs ? { undo: { restore: id } } : {}) })
    }
    const again = { action: c.req.path, label: c.var.view.t.teaching.focus.stopExam }
    return show(c, { problem: ended, ...(ended.problem === 'confirm-end' ? { confirm: again } : {}) })
  })

  pages.post('/now/:class/requests/approve', async (c) => {
    const fields = await readFields(c)
    const end = readEnd(fields)
    if (end === undefined) return show(c, { problem: { ok: false, problem: 'bad-end' } })
    const audience = fields.text('audience') === 'devices' ? 'devices' : 'class'
    const which = { class: classOf(c), key: fields.text('key') }
    const given = await app.requests.approve(personOf(c), which, audience, end)
    if (!given.ok) return show(c, { problem: given })
    const ids = given.value.map(({ id }) => id).join(' ')
    return shown(c, { done: 'approved', undo: { close: ids } })
  })

  pages.post('/now/:class/requests/refuse', async (c) => {
    const fields = await readFields(c)
    const which = { class: classOf(c), key: fields.text('key') }
    const refused = await app.requests.refuse(personOf(c), which, fields.optional('word'))
    return refused.ok ? shown(c, { done: 'declined', undo: { reopen: which.key } }) : show(c, { problem: refused })
  })

  pages.post('/now/:class/undo', async (c) => {
    const undone = await takeBack(app, personOf(c), await readFields(c), classOf(c))
    return undone.ok ? shown(c, { done: 'taken' }) : show(c, { problem: undone })
  })

  return pages
}
