import { type Context, Hono } from 'hono'
import type { Env, Parts } from '../env.ts'
import { ownPath } from '../forms/account.ts'
import { noFields, readFields } from '../forms/fields.ts'
import { deviceSecret, forgetDevice, keepDevice } from '../remembered.ts'
import { page } from '../respond.tsx'
import { startSession } from '../session.ts'
import { SignIn } from '../views/account.tsx'
import { PinPage } from '../views/pin.tsx'

/** Signing in with a PIN on a device that remembers somebody. */
export function pinPages({ app, cookies }: Parts): Hono<Env> {
  const pages = new Hono<Env>()
  const secretOf = (c: Context<Env>) => deviceSecret(c, cookies) ?? ''

  pages.post('/pin', async (c) => {
    const fields = await readFields(c)
    const to = ownPath(fields.text('to'))
    const secret = secretOf(c)
    const entered = await app.pins.enter(secret, fields.text('pin'), c.env?.peer ?? '')
    if (entered.ok) {
      startSession(c, entered.value.session, cookies)
      keepDevice(c, secret, cookies)
      return c.redirect(to, 303)
    }
    const known = entered.problem === 'pin-gone' ? undefined : await app.pins.remembered(secret)
    if (known) return page(c, <PinPage view={c.var.view} {...known} to={to} problem={entered} />, 422)
    forgetDevice(c, cookies)
    return page(c, <SignIn view={c.var.view} fields={noFields} to={to} problem={entered} />, 422)
  })

  pages.post('/pin/forget', async (c) => {
    await app.pins.forget(secretOf(c))
    forgetDevice(c, cookies)
    return c.redirect('/', 303)
  })

  return pages
}
