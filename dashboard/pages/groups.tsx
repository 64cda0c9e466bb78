import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { type Fields, noFields, readFields } from '../forms/fields.ts'
import { readCopy } from '../forms/making.ts'
import { readGroup, readLimits, readNetworks } from '../forms/school.ts'
import { done, page } from '../respond.tsx'
import { ErrorPage } from '../views/error-page.tsx'
import { GroupPage } from '../views/group-form.tsx'
import { GroupsPage } from '../views/groups.tsx'
import { takeBack } from './taking-back.ts'

/** Device groups: what each means in a sentence, its networks and settings, its trial, and how much one device may ask. */
export function groupPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()

  async function show(c: Context<Env>, problem?: Refusal, fields: Fields = noFields) {
    const props = { view: c.var.view, policy: app.school.policy(), trials: await app.trials.running(), problem, fields }
    return page(c, <GroupsPage {...props} />, problem ? 422 : 200)
  }

  async function one(c: Context<Env>, problem?: Refusal, fields?: Fields) {
    const policy = app.school.policy()
    const group = policy.groups.find(({ id }) => id === c.req.param('id'))
    if (!group) return page(c, <ErrorPage view={c.var.view} kind="missing" />, 404)
    const trial = (await app.trials.running()).find((running) => running.group.id === group.id)
    const figures = trial && (await app.trials.figures(personOf(c), trial.id))
    const props = { view: c.var.view, policy, group, problem, fields, trial }
    return page(c, <GroupPage {...props} figures={figures?.ok ? figures.value : undefined} />, problem ? 422 : 200)
  }
  const pathOf = (id: string) => `/groups/${encodeURIComponent(id)}`

  pages.get('/groups', (c) => show(c))

  pages.post('/groups', async (c) => {
    const fields = await readFields(c)
    const { name, copyOf = '' } = readCopy(fields)
    const added = await app.school.addGroup(editorOf(c, fields), { name, copyOf })
    return added.ok ? done(c, pathOf(added.value.id), 'added') : show(c, added, fields)
  })

  pages.post('/unknown-devices', async (c) => {
    const fields = await readFields(c)
    const set = await app.school.setUnknown(editorOf(c, fields), fields.text('group'))
    return set.ok ? done(c, '/groups', 'saved') : show(c, set)
  })

  pages.get('/groups/:id', (c) => one(c))

  pages.post('/groups/:id', async (c) => {
    const fields = await readFields(c)
    const changed = await app.school.setGroup(editorOf(c, fields), c.req.param('id'), readGroup(fields))
    return changed.ok ? done(c, pathOf(c.req.param('id')), 'saved') : one(c, changed, fields)
  })

  pages.post('/groups/:id/networks', async (c) => {
    const fields = await readFields(c)
    const changed = await app.school.setNetworks(editorOf(c, fields), c.req.param('id'), readNetworks(fields))
    return changed.ok ? done(c, pathOf(c.req.param('id')), 'saved') : one(c, changed, fields)
  })

  pages.post('/groups/:id/remove', async (c) => {
    const removed = await app.school.removeGroup(editorOf(c, await readFields(c)), c.req.param('id'))
    return removed.ok ? done(c, '/groups', 'removed') : one(c, removed)
  })

  pages.post('/groups/:id/trial', async (c) => {
    const fields = await readFields(c)
    const [person, days, trial] = [personOf(c), Number(fields.text('days')), fields.text('trial')]
    const acts = {
      begin: () => app.trials.begin(person, c.req.param('id'), days),
      extend: () => app.trials.extend(person, trial, days),
      stop: () => app.trials.stop(person, trial),
    }
    const act = (['extend', 'stop'] as const).find((each) => each === fields.text('do')) ?? 'begin'
    const outcome = await acts[act]()
    const undo = act === 'stop' ? { restore: trial } : undefined
    return outcome.ok ? done(c, pathOf(c.req.param('id')), 'saved', undo) : one(c, outcome)
  })

  pages.post('/groups/:id/undo', async (c) => {
    const taken = await takeBack(app, personOf(c), await readFields(c))
    return taken.ok ? done(c, pathOf(c.req.param('id')), 'taken') : one(c, taken)
  })

  pages.post('/limits', async (c) => {
    const fields = await readFields(c)
    const read = readLimits(fields)
    const changed = read.ok ? await app.school.setLimits(editorOf(c, fields), read.value) : read
    return changed.ok ? done(c, '/groups', 'saved') : show(c, changed)
  })

  return pages
}
