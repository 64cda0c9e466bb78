import { expect, it } from 'vitest'
import { days, hours, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const director = { name: 'Dana', login: 'dana', password: 'correct horse', language: 'nl' } as const

it('makes the first account with the link, once', async () => {
  const { app } = await aSchool()
  const { accounts } = app
  expect(await accounts.isNew()).toBe(true)
  const link = await accounts.firstLink()
  expect(link).toMatch(/^[\w-]{43}$/)
  expect(await accounts.firstLinkIsValid(link)).toBe(true)

  const made = await accounts.createFirst(link, { ...director, roles: ['director'] })
  expect(made).toMatchObject({ ok: true, value: { login: 'dana', roles: ['coordinator', 'director'] } })
  expect(await accounts.isNew()).toBe(false)
  expect(await accounts.firstLinkIsValid(link)).toBe(false)
  expect(await accounts.createFirst(link, { ...director, login: 'other' })).toMatchObject({ problem: 'link-invalid' })
})

it('lets only one of two people through who use the link at the same moment', async () => {
  const { accounts } = (await aSchool()).app
  const link = await accounts.firstLink()
  const both = await Promise.all(['ann', 'bob'].map((login) => accounts.createFirst(link, { ...director, login })))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
})

it('ends a link after a day, and when a newer one is made', async () => {
  const { app, clock } = await aSchool()
  const first = await app.accounts.firstLink()
  const second = await app.accounts.firstLink()
  expect(await app.accounts.firstLinkIsValid(first)).toBe(false)
  clock.advance(hours(24) - 1)
  expect(await app.accounts.firstLinkIsValid(second)).toBe(true)
  clock.advance(1)
  expect(await app.accounts.firstLinkIsValid(second)).toBe(false)
})

it.each([
  ['a password of nine characters', { password: 'ninechars' }, 'password-short'],
  ['a login with a space', { login: 'da na' }, 'login-bad'],
  ['an empty name', { name: '  ' }, 'name-missing'],
  ['no role', { roles: [] }, 'no-role'],
  ['a class that is not there', { classes: ['9z'] }, 'unknown-class'],
  ['a login that is taken, in capitals', { login: 'TAKEN' }, 'login-taken'],
])('refuses an account with %s', async (_, change, problem) => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const fine = { ...director, roles: ['teacher'], classes: ['3b'] } as const
  await app.accounts.add(coordinator, { ...fine, login: 'taken' })
  expect(await app.accounts.add(coordinator, { ...fine, ...change })).toMatchObject({ ok: false, problem })
})

it('signs in with the right password only, and out again', async () => {
  const { accounts } = (await aSchool()).app
  await accounts.createFirst(await accounts.firstLink(), director)
  expect(await accounts.signIn('dana', 'wrong password', '10.3.0.1')).toEqual({ ok: false, problem: 'wrong' })
  expect(await accounts.signIn('nobody', 'correct horse', '10.3.0.1')).toEqual({ ok: false, problem: 'wrong' })
  const signedIn = value(await accounts.signIn(' Dana', 'correct horse', '10.3.0.1'))
  expect(await accounts.personOf(signedIn.session)).toMatchObject({ login: 'dana' })
  await accounts.signOut(signedIn.session)
  expect(await accounts.personOf(signedIn.session)).toBeUndefined()
})

it('ends a session twelve hours after its last use, and keeps no secret', async () => {
  const { app, clock, storage } = await aSchool()
  await app.accounts.createFirst(await app.accounts.firstLink(), director)
  const signedIn = await app.accounts.signIn('dana', 'correct horse', '10.3.0.1')
  const session = signedIn.ok ? signedIn.value.session : ''
  clock.advance(hours(11))
  expect(await app.accounts.personOf(session)).toBeDefined()
  clock.advance(hours(11))
  expect(await app.accounts.personOf(session)).toBeDefined()
  clock.advance(hours(12))
  expect(await app.accounts.personOf(session)).toBeUndefined()
  expect(await storage.sessions.find(session)).toBeUndefined()
})

it('ends a session seven days after its beginning, however much it is used, and not a moment sooner', async () => {
  const { app, clock, storage } = await aSchool()
  await app.accounts.createFirst(await app.accounts.firstLink(), director)
  const signedIn = await app.accounts.signIn('dana', 'correct horse', '10.3.0.1')
  const session = signedIn.ok ? signedIn.value.session : ''
  for (let passed = hours(6); passed < days(7); passed += hours(6)) {
    clock.advance(hours(6))
    expect(await app.accounts.personOf(session)).toBeDefined()
  }
  clock.advance(hours(6) - 1)
  expect(await app.accounts.personOf(session)).toBeDefined()
  clock.advance(1)
  expect(await app.accounts.holderOf(session)).toBeUndefined()
  expect(await app.accounts.personOf(session)).toBeUndefined()
  expect(await storage.sessions.find(session)).toBeUndefined()
})

it('does not take an open page for somebody who uses it', async () => {
  const { app, clock } = await aSchool()
  await app.accounts.createFirst(await app.accounts.firstLink(), director)
  const signedIn = await app.accounts.signIn('dana', 'correct horse', '10.3.0.1')
  const session = signedIn.ok ? signedIn.value.session : ''
  clock.advance(hours(12) - 1)
  expect(await app.accounts.holderOf(session)).toMatchObject({ login: 'dana' })
  clock.advance(1)
  expect(await app.accounts.personOf(session)).toBeUndefined()
})

it('refuses after five wrong passwords, the right one too, until a quarter of an hour has gone by', async () => {
  const { app, clock } = await aSchool()
  await app.accounts.createFirst(await app.accounts.firstLink(), director)
  const outcomes: string[] = []
  for (let i = 0; i < 6; i += 1) {
    const outcome = await app.accounts.signIn('dana', 'wrong password', '10.1.0.9')
    outcomes.push(outcome.ok ? 'in' : outcome.problem)
  }
  expect(outcomes).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'too-many'])
  expect(await app.accounts.signIn('dana', 'correct horse', '10.3.0.1')).toMatchObject({ problem: 'too-many' })
  clock.advance(minutes(15))
  expect(await app.accounts.signIn('dana', 'correct horse', '10.3.0.1')).toMatchObject({ ok: true })
})

it('counts many tries at once one by one', async () => {
  const { accounts } = (await aSchool()).app
  await accounts.createFirst(await accounts.firstLink(), director)
  const tries = Array.from({ length: 8 }, () => accounts.signIn('dana', 'wrong password', '10.1.0.9'))
  const problems = (await Promise.all(tries)).map((outcome) => (outcome.ok ? 'in' : outcome.problem))
  expect(problems.filter((problem) => problem === 'wrong')).toHaveLength(5)
})

it('lets a teacher in where they signed in before, whatever a pupil types elsewhere', async () => {
  const { accounts } = (await aSchool()).app
  await accounts.createFirst(await accounts.firstLink(), director)
  await accounts.signIn('dana', 'correct horse', '10.3.0.1')
  for (let i = 0; i < 6; i += 1) await accounts.signIn('dana', 'wrong password', '10.1.0.9')
  expect(await accounts.signIn('dana', 'correct horse', '10.3.0.1')).toMatchObject({ ok: true })
  expect(await accounts.signIn('dana', 'correct horse', '10.3.0.2')).toMatchObject({ problem: 'too-many' })
})

it('shuts out an address that guesses at many logins, but no other', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  await app.accounts.add(coordinator, { ...director, roles: ['teacher'], classes: [] })
  for (const login of ['a1', 'a2', 'a3', 'a4', 'a5']) await app.accounts.signIn(login, 'wrong password', '2001:db8::1')
  expect(await app.accounts.signIn('dana', 'correct horse', '2001:db8::2')).toMatchObject({ problem: 'too-many' })
  expect(await app.accounts.signIn('dana', 'correct horse', '10.3.0.1')).toMatchObject({ ok: true })
})

it('keeps the last coordinator, and lets nobody else keep accounts', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator', 'teacher'], ['3b'])
  const teacher = await person(['teacher'], ['3b'])
  const asTeacher = { name: 'X', roles: ['teacher'], classes: [] } as const
  expect(await app.accounts.update(coordinator, coordinator.id, asTeacher)).toMatchObject({
    problem: 'last-coordinator',
  })
  expect(await app.accounts.remove(coordinator, coordinator.id)).toMatchObject({ problem: 'last-coordinator' })
  expect(await app.accounts.remove(teacher, coordinator.id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.accounts.remove(coordinator, teacher.id)).toMatchObject({ ok: true })
  expect(await app.accounts.people()).toHaveLength(1)
})

it('signs everyone out who used an old password', async () => {
  const { accounts } = (await aSchool()).app
  await accounts.createFirst(await accounts.firstLink(), director)
  const signedIn = await accounts.signIn('dana', 'correct horse', '10.3.0.1')
  expect(await accounts.setPassword('console', 'dana', 'battery staple')).toMatchObject({ ok: true })
  expect(await accounts.personOf(signedIn.ok ? signedIn.value.session : '')).toBeUndefined()
  expect(await accounts.signIn('dana', 'battery staple', '10.3.0.1')).toMatchObject({ ok: true })
})
