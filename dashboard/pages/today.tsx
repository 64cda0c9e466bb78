import { type Context, Hono } from 'hono'
import type { GrantView, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { knownNow } from '../views/change-words.ts'
import { TodayPage } from '../views/today.tsx'
import { bellsToday, goingOn, todayActs } from './today-acts.tsx'

const revisionsShown = 8

/** The coordinator's start page: what needs attention, what is open, what has changed. */
export function todayPages({ app, ...more }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, problem?: Refusal) {
    const [health, running, revisions] = await Promise.all([
      app.health(),
      app.desk.running(),
      app.school.revisions(revisionsShown),
    ])
    const [now, snags, waiting, busy, isSetUp, firstSteps, backups] = await Promise.all([
      goingOn(app, c),
      app.snags.waiting(personOf(c)),
      app.requests.waiting(personOf(c)),
      app.busyDevices.lastDays(personOf(c)),
      app.setup.isDone(),
      app.firstSteps.list(personOf(c)),
      app.backups.status(),
    ])
    return page(
      c,
      <TodayPage
        view={c.var.view}
        health={health}
        running={running.map((grant) => ({ grant, audience: audienceName(c, grant) }))}
        revisions={revisions}
        known={knownNow(app)}
        goingOn={now}
        bells={bellsToday(app)}
        snags={snags}
        requests={waiting.filter((request) => request.class === undefined)}
        busy={new Set(busy.map(({ device }) => device)).size}
        isSetUp={isSetUp}
        firstSteps={firstSteps}
        lastBackup={backups.last}
        problem={problem}
      />,
      problem ? 422 : 200,
    )
  }

  function audienceName(c: Context<Env>, { audience }: GrantView): string {
    const { groups, classes } = app.school.policy()
    if (audience.kind === 'class') return classes.find(({ id }) => id === audience.id)?.name ?? audience.id
    const group = groups.find(({ id }) => id === audience.id)
    if (audience.kind === 'group') return group ? c.var.view.say(group.name) : audience.id
    return c.var.view.t.office.today.oneDevice
  }

  pages.get('/today', (c) => show(c))

  pages.post('/today/grants/:grant/revoke', async (c) => {
    const id = c.req.param('grant')
    const revoked = await app.desk.revoke(personOf(c), id)
    return revoked.ok ? done(c, '/today', 'closed', { restore: id }) : show(c, revoked)
  })

  pages.post('/today/undo', async (c) => {
    const fields = await readFields(c)
    const undone = await app.school.undo(personOf(c), Number(fields.text('number')))
    return undone.ok ? done(c, '/today', 'undone') : show(c, undone)
  })

  pages.post('/today/first-steps', async (c) => {
    const hidden = await app.firstSteps.hide(personOf(c))
    return hidden.ok ? done(c, '/today', 'saved') : show(c, hidden)
  })

  todayActs(pages, { app, ...more }, show)

  return pages
}
