import { expect, it } from 'vitest'
import { days } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

async function remembered(pin = '2580') {
  const school = await aSchool()
  const teacher = await school.person(['teacher'], ['3b'])
  const set = value(await school.app.pins.set(teacher, pin))
  return { ...school, teacher, secret: set.secret, pins: school.app.pins }
}

it('knows whom the browser remembers, and signs in with the PIN', async () => {
  const { pins, app, secret, teacher, storage } = await remembered()
  expect(await pins.remembered(secret)).toEqual({ name: 'Person 1', digits: 4 })
  const entered = await pins.enter(secret, '2580')
  expect(entered).toMatchObject({ ok: true, value: { person: { id: teacher.id, classes: ['3b'] } } })
  expect(entered.ok && (await app.accounts.personOf(entered.value.session))?.id).toBe(teacher.id)
  expect(await storage.audit.recent(2)).toMatchObject([
    { action: 'signed-in', detail: { with: 'pin' } },
    { action: 'pin-set', subject: teacher.id },
  ])
})

it.each([
  ['three digits', '123', 'bad-pin'],
  ['seven digits', '1234567', 'bad-pin'],
  ['letters', '12a4', 'bad-pin'],
  ['digits of another script', '٢٥٨٠', 'bad-pin'],
  ['nothing', '', 'bad-pin'],
  ['one digit four times', '7777', 'easy-pin'],
  ['digits in a row', '123456', 'easy-pin'],
  ['digits in a row, downwards', '4321', 'easy-pin'],
])('refuses %s', async (_, pin, problem) => {
  const { app, person } = await aSchool()
  expect(await app.pins.set(await person(['teacher']), pin)).toMatchObject({ ok: false, problem })
})

it('has none for who came in on a day pass', async () => {
  const { app, person } = await aSchool()
  const teacher = { ...(await person(['teacher'], ['3b'])), pass: 'p' }
  expect(await app.pins.set(teacher, '2580')).toMatchObject({ problem: 'not-allowed' })
})

it('forgets after five wrong ones in a row, says how many are left, and begins anew after a right one', async () => {
  const { pins, secret, storage } = await remembered()
  for (const left of ['4', '3', '2', '1'])
    expect(await pins.enter(secret, '1111')).toEqual({ ok: false, problem: 'wrong-pin', detail: left })
  expect(await pins.enter(secret, '2580')).toMatchObject({ ok: true })
  for (const left of ['4', '3', '2', '1']) expect(await pins.enter(secret, '1111')).toMatchObject({ detail: left })
  expect(await pins.enter(secret, '1111')).toMatchObject({ problem: 'pin-gone' })
  expect(await pins.enter(secret, '2580')).toMatchObject({ problem: 'pin-gone' })
  expect(await pins.remembered(secret)).toBeUndefined()
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'pin-locked' }])
})

it('looks at five at most when many are tried at once', async () => {
  const { pins, secret } = await remembered()
  const tried = await Promise.all(
    ['1111', '2222', '3333', '4444', '5555', '2580'].map((pin) => pins.enter(secret, pin)),
  )
  expect(tried.map(({ ok }) => ok)).toEqual([false, false, false, false, false, false])
})

it('counts wrong ones over a restart', async () => {
  const school = await remembered()
  for (let i = 0; i < 4; i += 1) await school.pins.enter(school.secret, '1111')
  const { app } = await school.restart()
  expect(await app.pins.enter(school.secret, '1111')).toMatchObject({ problem: 'pin-gone' })
})

it('forgets after sixty days without use, and not a moment sooner', async () => {
  const { pins, clock, secret, office, storage, teacher } = await remembered()
  clock.advance(days(60) - 1)
  expect(await pins.enter(secret, '2580')).toMatchObject({ ok: true })
  clock.advance(days(60))
  expect(await pins.remembered(secret)).toBeUndefined()
  expect(await pins.enter(secret, '2580')).toMatchObject({ problem: 'pin-gone' })
  clock.advance(1)
  await office.clearOut()
  expect(await storage.devicePins.ofPerson(teacher.id)).toEqual([])
})

it('keeps neither the PIN nor the secret', async () => {
  const { storage, teacher, secret } = await remembered()
  const [kept] = await storage.devicePins.ofPerson(teacher.id)
  expect(kept?.pin).toMatch(/^\$argon2id\$/)
  expect(JSON.stringify(kept)).not.toContain(secret)
})

it('lists the browsers, takes one off, and nobody takes off another’s', async () => {
  const { pins, teacher, secret, person } = await remembered()
  await pins.set(teacher, '9071')
  const listed = await pins.devices(teacher, secret)
  expect(listed.map(({ isThis }) => isThis).sort()).toEqual([false, true])
  const other = listed.find(({ isThis }) => !isThis)!
  expect(await pins.remove(await person(['coordinator']), other.id)).toMatchObject({ problem: 'already-over' })
  expect(await pins.remove(teacher, other.id)).toMatchObject({ ok: true })
  expect(await pins.devices(teacher)).toMatchObject([{ isThis: false }])
})

it('has one PIN in a browser: a new one takes the old one’s place', async () => {
  const { pins, teacher, secret } = await remembered()
  const next = await pins.set(teacher, '9071', secret)
  expect(await pins.remembered(secret)).toBeUndefined()
  expect(next.ok && (await pins.enter(next.value.secret, '9071'))).toMatchObject({ ok: true })
})

it('is gone with a new password, and with the account', async () => {
  const { pins, app, teacher, secret, person } = await remembered()
  const again = await app.pins.set(teacher, '9071')
  await app.accounts.setPassword('console', teacher.login, 'een heel nieuw wachtwoord')
  expect(await pins.remembered(secret)).toBeUndefined()
  expect(again.ok && (await pins.remembered(again.value.secret))).toBeUndefined()
  const last = await app.pins.set(teacher, '9071')
  await app.accounts.remove(await person(['coordinator']), teacher.id)
  expect(last.ok && (await pins.enter(last.value.secret, '9071'))).toMatchObject({ problem: 'pin-gone' })
})

it('makes nothing of a secret that is none', async () => {
  const { pins } = await remembered()
  for (const secret of ['', 'x'.repeat(5000), "' or 1=1"]) {
    expect(await pins.enter(secret, '2580')).toMatchObject({ problem: 'pin-gone' })
    await pins.forget(secret)
  }
})
