import { type Context, Hono } from 'hono'
import type { Outcome, Refusal } from '../../src/app/app.ts'
import type { UpstreamCheck } from '../../src/app/box/setting-up.ts'
import { type Env, editorOf, type Parts, personOf } from '../env.ts'
import { readRoles } from '../forms/account.ts'
import { Fields, noFields, readFields } from '../forms/fields.ts'
import { linesOf, readChoice, readWithFile } from '../forms/setup.ts'
import { page } from '../respond.tsx'
import { remember } from '../session.ts'
import { InvitationCards } from '../views/invitation-cards.tsx'
import { isSilent, SetupPage, type Step, steps } from '../views/setup.tsx'
import { ReadyPage, RestoredPage } from '../views/setup-end.tsx'
import { addressesOf, addressOf } from './own-address.ts'

/** Setting up a new box, step by step; at its end the filter works. */
export function setupPages({ app, cookies, ...more }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const { setup } = app

  async function show(
    c: Context<Env>,
    step: Step,
    fields: Fields = noFields,
    more: { readonly problem?: Refusal; readonly checks?: readonly UpstreamCheck[] } = {},
  ) {
    const props = {
      ...{ view: c.var.view, step, fields, problem: more.problem, checks: more.checks },
      ...{ policy: app.school.policy(), networks: setup.ownNetworks() },
      presets: step === 'protocol' ? setup.presets() : [],
      upstreams: (await setup.upstreams()).inUse,
    }
    return page(c, <SetupPage {...props} />, more.problem ? 422 : 200)
  }

  const to = (c: Context<Env>, step: Step | 'ready') => c.redirect(`/setup/${step}`, 303)
  const over = async (c: Context<Env>, outcome: Outcome<unknown>, step: Step, next: Step, fields: Fields) =>
    outcome.ok ? to(c, next) : show(c, step, fields, { problem: outcome })

  pages.get('/setup', (c) => to(c, 'school'))

  pages.get('/setup/ready', async (c) => {
    const onTrial = (await app.trials.running()).length > 0
    const steps = await app.firstSteps.list(personOf(c))
    return page(
      c,
      <ReadyPage view={c.var.view} addresses={addressesOf({ app, ...more })} onTrial={onTrial} steps={steps} />,
    )
  })

  pages.get('/setup/:step', async (c) => {
    const step = steps.find((one) => one === c.req.param('step'))
    if (step === undefined) return to(c, 'school')
    if (await setup.isDone()) return c.redirect('/box', 303)
    // The protocol is chosen for the school that the step before described.
    const fields = new Fields(Object.entries(c.req.query()))
    return step === 'protocol' && fields.text('name') === '' ? to(c, 'school') : show(c, step, fields)
  })

  /** A step is taken once: later these things have pages of their own. */
  const step = (name: Step, take: (c: Context<Env>, fields: Fields) => Promise<Response>) =>
    pages.post(`/setup/${name}`, async (c) =>
      (await setup.isDone()) ? c.redirect('/box', 303) : take(c, await readFields(c)),
    )

  step('school', async (c, fields) => {
    const { name, language, type } = readChoice(fields, false)
    if (name === '') return show(c, 'school', fields, { problem: { ok: false, problem: 'name-missing' } })
    await app.accounts.setLanguage(personOf(c), language)
    remember(c, 'language', language, cookies)
    return c.redirect(`/setup/protocol?${new URLSearchParams({ name, language, type })}`, 303)
  })

  step('protocol', async (c, fields) =>
    over(
      c,
      await setup.adoptPreset(editorOf(c, fields), fields.text('preset'), readChoice(fields, false)),
      'protocol',
      'holidays',
      fields,
    ),
  )

  step('holidays', async (c, fields) => {
    const region = fields.text('region')
    if (region === 'none') return to(c, 'networks')
    return over(c, await app.calendar.setRegion(editorOf(c, fields), region), 'holidays', 'networks', fields)
  })

  step('networks', async (c, fields) => {
    for (const { id, networks } of app.school.policy().groups) {
      const wanted = linesOf(fields.long(`net-${id}`))
      if (wanted.join() === networks.join()) continue
      const set = await app.school.setNetworks(personOf(c), id, wanted)
      if (!set.ok) return show(c, 'networks', fields, { problem: set })
    }
    return to(c, 'upstreams')
  })

  step('upstreams', async (c, fields) => {
    const wanted = linesOf(fields.long('upstreams'))
    // The filter works only where somebody answers it: who goes on without is asked once more.
    if (!fields.has('anyway')) {
      const checked = await setup.checkUpstreams(personOf(c), wanted)
      if (!checked.ok) return show(c, 'upstreams', fields, { problem: checked })
      if (fields.has('try') || isSilent(checked.value)) return show(c, 'upstreams', fields, { checks: checked.value })
    }
    const { inUse } = await setup.upstreams()
    if (wanted.join() === inUse.join()) return to(c, 'teacher')
    return over(c, await setup.setUpstreams(personOf(c), wanted), 'upstreams', 'teacher', fields)
  })

  step('teacher', async (c, fields) => {
    const { language } = c.var.view
    const invitee = { name: fields.text('name'), roles: readRoles(fields), classes: fields.all('class'), language }
    const made = await app.invitations.invite(personOf(c), [invitee])
    if (!made.ok) return show(c, 'teacher', fields, { problem: made })
    const next = { href: '/setup/start', text: c.var.view.t.setup.next }
    return page(
      c,
      <InvitationCards view={c.var.view} made={made.value} addressOf={addressOf(c, cookies)} next={next} />,
    )
  })

  step('start', async (c, fields) => {
    const days = Number(fields.text('days'))
    const isTrial = fields.text('how') !== 'now'
    if (isTrial && !(Number.isInteger(days) && days >= 1 && days <= 14))
      return show(c, 'start', fields, { problem: { ok: false, problem: 'bad-days' } })
    const running = new Set((await app.trials.running()).map(({ group }) => group.id))
    for (const { id } of isTrial ? app.school.policy().groups : []) {
      if (running.has(id)) continue
      const begun = await app.trials.begin(personOf(c), id, days)
      if (!begun.ok) return show(c, 'start', fields, { problem: begun })
    }
    await setup.finish(personOf(c))
    return to(c, 'ready')
  })

  pages.post('/setup/restore', async (c) => {
    const { fields, file } = await readWithFile(c, 'file')
    if (file === undefined) return show(c, 'school', noFields, { problem: { ok: false, problem: 'no-file' } })
    const restored = await app.backups.restore(personOf(c), file, fields.raw('passphrase'))
    if (!restored.ok) return show(c, 'school', noFields, { problem: restored })
    return page(c, <RestoredPage view={c.var.view} restored={restored.value} />)
  })

  return pages
}
