import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Drill, Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readNumber } from '../forms/directing.ts'
import { readFields } from '../forms/fields.ts'
import { done, page } from '../respond.tsx'
import { undoIds } from '../undo.ts'
import { EmergencyPage, ResponderLinkEnded, ResponderPage } from '../views/emergency.tsx'
import { takeBack } from './taking-back.ts'

const YEAR = 366 * 24 * 3600_000
/** How much longer one press makes it. */
const LONGER = 30

interface Shown {
  readonly drill?: Drill
  readonly problem?: Refusal
  readonly newLink?: { readonly name: string; readonly address: string }
}

/** Emergencies, for who is signed in and for a first responder with the secret link. */
export function emergencyPages({ app }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const { emergencies } = app

  const show = async (c: Context<Env>, { drill, problem, newLink }: Shown = {}) => {
    const person = personOf(c)
    const { now } = c.var.view
    const seesPast = person.roles.includes('coordinator') || person.roles.includes('director')
    return page(
      c,
      <EmergencyPage
        view={c.var.view}
        action="/emergency"
        running={await emergencies.running()}
        past={seesPast ? await emergencies.past(person, now - YEAR, now) : undefined}
        links={person.roles.includes('coordinator') ? await emergencies.links(person) : undefined}
        {...{ drill, problem, newLink }}
      />,
      problem ? 422 : 200,
    )
  }
  const showResponder = async (c: Context<Env>, secret: string, { drill, problem }: Shown = {}) => {
    const person = await emergencies.callerOf(secret)
    if (person === undefined) return page(c, <ResponderLinkEnded view={c.var.view} />, 410)
    return page(
      c,
      <ResponderPage
        view={c.var.view}
        action={`/calamiteit/${secret}`}
        name={person.name}
        running={await emergencies.running()}
        {...{ drill, problem }}
      />,
      problem ? 422 : 200,
    )
  }
  const asked = async (c: Context<Env>) => {
    const fields = await readFields(c)
    const whom = fields.text('for') === 'staff' ? 'staff' : 'everyone'
    return { whom, minutes: fields.has('minutes') ? readNumber(fields, 'minutes') : undefined } as const
  }

  const byLink = (c: Context<Env>, link: string) => ({ link, from: c.env?.peer ?? '' })

  pages.get('/emergency', (c) => show(c))
  pages.post('/emergency', async (c) => {
    const { whom, minutes } = await asked(c)
    const begun = await emergencies.begin(personOf(c), whom, minutes)
    return begun.ok ? done(c, '/emergency', 'emergencyBegun') : show(c, { problem: begun })
  })
  pages.post('/emergency/drill', async (c) => {
    const drilled = await emergencies.drill(personOf(c), (await asked(c)).whom)
    return drilled.ok ? show(c, { drill: drilled.value }) : show(c, { problem: drilled })
  })
  pages.post('/emergency/:id/extend', async (c) => {
    const extended = await emergencies.extend(personOf(c), c.req.param('id'), LONGER)
    return extended.ok ? done(c, '/emergency', 'emergencyExtended') : show(c, { problem: extended })
  })
  pages.post('/emergency/:id/stop', async (c) => {
    const id = c.req.param('id')
    const stopped = await emergencies.stop(personOf(c), id)
    return stopped.ok ? done(c, '/emergency', 'emergencyStopped', { restore: id }) : show(c, { problem: stopped })
  })
  pages.post('/emergency/undo', async (c) => {
    const taken = await takeBack(app, personOf(c), await readFields(c))
    return taken.ok ? done(c, '/emergency', 'taken') : show(c, { problem: taken })
  })
  pages.post('/emergency/links/:person', async (c) => {
    const id = c.req.param('person')
    const made = await emergencies.makeLink(personOf(c), id)
    if (!made.ok) return show(c, { problem: made })
    const name = (await app.accounts.people()).find((person) => person.id === id)?.name ?? ''
    const address = new URL(`/calamiteit/${made.value}`, c.req.url).href
    return show(c, { newLink: { name, address } })
  })
  pages.post('/emergency/links/:person/revoke', async (c) => {
    const revoked = await emergencies.revokeLink(personOf(c), c.req.param('person'))
    return revoked.ok ? done(c, '/emergency', 'removed') : show(c, { problem: revoked })
  })

  pages.get('/calamiteit/:secret', (c) => showResponder(c, c.req.param('secret')))
  pages.post('/calamiteit/:secret', async (c) => {
    const secret = c.req.param('secret')
    const { whom, minutes } = await asked(c)
    const begun = await emergencies.begin(byLink(c, secret), whom, minutes)
    return begun.ok ? done(c, `/calamiteit/${secret}`, 'emergencyBegun') : showResponder(c, secret, { problem: begun })
  })
  pages.post('/calamiteit/:secret/drill', async (c) => {
    const secret = c.req.param('secret')
    const drilled = await emergencies.drill(byLink(c, secret), (await asked(c)).whom)
    return showResponder(c, secret, drilled.ok ? { drill: drilled.value } : { problem: drilled })
  })
  pages.post('/calamiteit/:secret/:id/extend', async (c) => {
    const { secret, id } = c.req.param()
    const extended = await emergencies.extend(byLink(c, secret), id, LONGER)
    return extended.ok
      ? done(c, `/calamiteit/${secret}`, 'emergencyExtended')
      : showResponder(c, secret, { problem: extended })
  })
  pages.post('/calamiteit/:secret/:id/stop', async (c) => {
    const { secret, id } = c.req.param()
    const stopped = await emergencies.stop(byLink(c, secret), id)
    return stopped.ok
      ? done(c, `/calamiteit/${secret}`, 'emergencyStopped', { restore: id })
      : showResponder(c, secret, { problem: stopped })
  })
  pages.post('/calamiteit/:secret/undo', async (c) => {
    const secret = c.req.param('secret')
    const [id = ''] = undoIds(await readFields(c), 'restore')
    // By a link nothing but an emergency is begun, so nothing else goes on by it.
    const taken = await emergencies.restore(byLink(c, secret), id)
    return taken.ok ? done(c, `/calamiteit/${secret}`, 'taken') : showResponder(c, secret, { problem: taken })
  })

  return pages
}
