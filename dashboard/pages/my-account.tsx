import { type Context, Hono } from 'hono'
import type { Refusal } from '../../src/app/app.ts'
import { type Env, type Parts, personOf } from '../env.ts'
import { readLanguage } from '../forms/account.ts'
import { readFields } from '../forms/fields.ts'
import { readMailWish, readOwnPassword, readPin } from '../forms/my-account.ts'
import { deviceSecret, forgetDevice, keepDevice } from '../remembered.ts'
import { done, page } from '../respond.tsx'
import { remember, startSession } from '../session.ts'
import { MyAccountPage } from '../views/my-account.tsx'

/** The own account: password, PIN on this device, devices that remember, what comes by mail, language. */
export function myAccountPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const peerOf = (c: Context<Env>) => c.env?.peer ?? ''

  async function show(c: Context<Env>, problem?: Refusal) {
    const devices = await app.pins.devices(personOf(c), deviceSecret(c, cookies))
    const props = { view: c.var.view, devices, mail: await mailOf(c), problem }
    return page(c, <MyAccountPage {...props} />, problem ? 422 : 200)
  }

  const mailOf = async (c: Context<Env>) => {
    const person = personOf(c)
    const kinds = app.mail.kindsFor(person)
    return kinds.length === 0
      ? undefined
      : { isPossible: app.mail.isPossible, kinds, wish: await app.mail.wishOf(person) }
  }

  pages.get('/account', (c) => show(c))

  pages.post('/account/language', async (c) => {
    const language = readLanguage(await readFields(c))
    await app.accounts.setLanguage(personOf(c), language)
    remember(c, 'language', language, cookies)
    return done(c, '/account', 'saved')
  })

  pages.post('/account/password', async (c) => {
    const [person, read] = [personOf(c), readOwnPassword(await readFields(c))]
    if (!read.ok) return show(c, read)
    // Whoever finds a phone unlocked must not take the account over.
    const known = await app.accounts.knowsPassword(person, read.value.current, peerOf(c))
    if (!known.ok) return show(c, known)
    const set = await app.accounts.setPassword(person, person.login, read.value.next)
    if (!set.ok) return show(c, set)
    forgetDevice(c, cookies)
    const entered = await app.accounts.signIn(person.login, read.value.next, peerOf(c))
    if (entered.ok) startSession(c, entered.value.session, cookies)
    return done(c, '/account', 'ownPassword')
  })

  pages.post('/account/pin', async (c) => {
    const [person, read] = [personOf(c), readPin(await readFields(c))]
    if (!read.ok) return show(c, read)
    // Nor have it on another device for as long as a PIN lasts.
    const known = await app.accounts.knowsPassword(person, read.value.current, peerOf(c))
    if (!known.ok) return show(c, known)
    const set = await app.pins.set(person, read.value.pin, deviceSecret(c, cookies))
    if (!set.ok) return show(c, set)
    keepDevice(c, set.value.secret, cookies)
    return done(c, '/account', 'pinSet')
  })

  pages.post('/account/devices/:device/forget', async (c) => {
    const removed = await app.pins.remove(personOf(c), c.req.param('device'))
    return removed.ok ? done(c, '/account', 'pinForgotten') : show(c, removed)
  })

  pages.post('/account/mail', async (c) => {
    const wanted = await app.mail.want(personOf(c), readMailWish(await readFields(c)))
    return wanted.ok ? done(c, '/account', 'saved') : show(c, wanted)
  })

  pages.post('/account/mail/try', async (c) => {
    const sent = await app.mail.tryOut(personOf(c))
    return sent.ok ? done(c, '/account', 'mailed') : show(c, sent)
  })

  return pages
}
