import { expect, it } from 'vitest'
import { days } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const wish = { name: 'Zermelo', role: 'teacher', classes: ['3b'], days: 30 }

it('makes a token whose secret is told once, and is found by it until its end', async () => {
  const { app, person, clock, storage } = await aSchool()
  const coordinator = await person(['coordinator'])
  const { secret, token } = value(await app.tokens.make(coordinator, { ...wish, classes: ['3b', '3b'] }))
  expect(secret).toMatch(/^rooster_[\w-]{43}$/)
  expect(JSON.stringify([await app.tokens.list(coordinator), await storage.tokens.list()])).not.toContain(secret)
  const found = await app.tokens.personOf(secret)
  expect(found?.person).toMatchObject({ name: 'API: Zermelo', roles: ['teacher'], classes: ['3b'], token: token.id })
  clock.advance(days(30) - 1)
  expect(await app.tokens.personOf(secret)).toBeDefined()
  clock.advance(1)
  expect(await app.tokens.personOf(secret)).toBeUndefined()
  expect((await app.tokens.list(coordinator)).map(({ state }) => state)).toEqual(['over'])
})

it.each([
  ['a teacher who makes one', ['teacher'], {}, 'bad-token-role'],
  ['a coordinator who makes a director’s', ['coordinator'], { role: 'director' }, 'bad-token-role'],
  ['a role of trust', ['coordinator'], { role: 'confidential-counsellor' }, 'bad-token-role'],
  ['no name', ['coordinator'], { name: ' \u202e ' }, 'name-missing'],
  ['no class for a teacher', ['coordinator'], { classes: [] }, 'no-class'],
  ['a class that is not there', ['coordinator'], { classes: ['9z'] }, 'unknown-class'],
  ['no days', ['coordinator'], { days: 0 }, 'bad-token-end'],
  ['half a day', ['coordinator'], { days: 0.5 }, 'bad-token-end'],
  ['more than a year', ['coordinator'], { days: 367 }, 'bad-token-end'],
  ['no number', ['coordinator'], { days: Number.NaN }, 'bad-token-end'],
] as const)('refuses %s', async (_, roles, change, problem) => {
  const { app, person } = await aSchool()
  expect(await app.tokens.make(await person(roles, ['3b']), { ...wish, ...change })).toMatchObject({
    ok: false,
    problem,
  })
})

it('ends at once when it is revoked, and tells when it was last used', async () => {
  const { app, person, clock, storage } = await aSchool()
  const [coordinator, director] = [await person(['coordinator']), await person(['director'])]
  const made = value(await app.tokens.make(coordinator, wish))
  clock.advance(5000)
  const used = clock()
  await app.tokens.personOf(made.secret)
  clock.advance(59_000)
  await app.tokens.personOf(made.secret)
  expect((await app.tokens.list(coordinator))[0]?.usedAt).toBe(used)
  expect(await app.tokens.list(await person(['teacher'], ['3b']))).toEqual([])
  expect(await app.tokens.revoke(await person(['teacher'], ['3b']), made.token.id)).toMatchObject({
    problem: 'not-allowed',
  })
  expect(await app.tokens.revoke(director, made.token.id)).toMatchObject({ ok: true })
  expect(await app.tokens.personOf(made.secret)).toBeUndefined()
  expect(await app.tokens.revoke(director, made.token.id)).toMatchObject({ problem: 'already-over' })
  const lines = (await storage.audit.recent(2)).map(({ action, by }) => [action, by?.id])
  expect(lines).toEqual([
    ['token-revoked', director.id],
    ['token-made', coordinator.id],
  ])
})

it('holds no more than its maker does: it sleeps when the account is gone or lost the role', async () => {
  const { app, person } = await aSchool()
  const [maker, other] = [await person(['coordinator']), await person(['coordinator'])]
  const made = value(await app.tokens.make(maker, { ...wish, role: 'coordinator' }))
  await app.accounts.update(other, maker.id, { name: 'M', roles: ['teacher'], classes: [] })
  expect(await app.tokens.personOf(made.secret)).toBeUndefined()
  expect((await app.tokens.list(other)).map(({ state }) => state)).toEqual(['idle'])
  await app.accounts.update(other, maker.id, { name: 'M', roles: ['coordinator'], classes: [] })
  expect(await app.tokens.personOf(made.secret)).toBeDefined()
  await app.accounts.remove(other, maker.id)
  expect(await app.tokens.personOf(made.secret)).toBeUndefined()
})

it('makes no token with a token', async () => {
  const { app, person } = await aSchool()
  const made = value(await app.tokens.make(await person(['coordinator']), { ...wish, role: 'coordinator' }))
  const program = (await app.tokens.personOf(made.secret))!.person
  expect(await app.tokens.make(program, wish)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.tokens.revoke(program, made.token.id)).toMatchObject({ problem: 'not-allowed' })
})

it.each(['', 'rooster_', 'x'.repeat(1000), 'rooster_ OR 1=1'])('knows nobody by the secret %j', async (secret) => {
  const { app } = await aSchool()
  expect(await app.tokens.personOf(secret)).toBeUndefined()
})
