import { expect, it } from 'vitest'
import { hashOfSecret, newSecret } from '../../../src/app/people/secret.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const
const wiki = { site: 'wiki.example' } as const

async function withPass(start?: string, hours?: number) {
  const school = await aSchool(start)
  const teacher = await school.person(['teacher'], ['3b'])
  const made = value(await school.app.passes.make(teacher, ['3b'], hours))
  const enter = (name = 'Juf Els') => school.app.passes.enter(made.secret, name, 'nl')
  const entered = async () => value(await enter())
  return { ...school, teacher, ...made, enter, entered }
}

it('lets a substitute in without an account, as a teacher of those classes until the last bell', async () => {
  const { app, pass, entered, clock } = await withPass('2026-11-24T08:00')
  expect(app.zone.format(pass.until).slice(11, 16)).toBe('14:30')
  const { person, session } = await entered()
  expect(person).toMatchObject({
    name: 'inval: Juf Els',
    roles: ['teacher'],
    classes: ['3b'],
    pass: pass.id,
    login: '',
  })
  expect(await app.accounts.personOf(session)).toEqual(person)
  expect((await app.desk.classesOf(person)).map(({ id }) => id)).toEqual(['3b'])
  expect(await app.desk.give(person, '3b', wiki, lesson)).toMatchObject({ value: { by: 'inval: Juf Els' } })
  expect(await app.desk.give(person, '4a', wiki, lesson)).toMatchObject({ problem: 'not-your-class' })
  clock.set('2026-11-24T14:29:59')
  expect(await app.accounts.personOf(session)).toEqual(person)
  clock.advance(1000)
  expect(await app.accounts.personOf(session)).toBeUndefined()
})

it('records with every act on which pass it was done', async () => {
  const { app, pass, entered, storage } = await withPass()
  const { person } = await entered()
  await app.parks.park(person, ['3b'], lesson)
  const by = { id: `pass:${pass.id}`, name: 'inval: Juf Els' }
  expect(await storage.audit.recent(3)).toMatchObject([
    { action: 'parked', by },
    { action: 'pass-used', by, subject: pass.id },
    { action: 'pass-made', by: { name: 'Person 1' }, subject: pass.id, detail: { classes: '3b' } },
  ])
})

it.each([
  ['on a school day', '2026-11-24T09:00', '14:30'],
  ['on a Saturday, when there are no bells', '2026-11-28T09:00', '18:00'],
])('lasts until the school is out %s', async (_, start, until) => {
  const { app, pass } = await withPass(start)
  expect(app.zone.format(pass.until).slice(11, 16)).toBe(until)
})

it.each([
  ['after the last bell', '2026-11-24T14:30', ['teacher'], ['3b'], ['3b'], undefined, 'bells-over'],
  [
    'for a class that is not theirs',
    '2026-11-24T09:00',
    ['teacher'],
    ['3b'],
    ['3b', '4a'],
    undefined,
    'not-your-class',
  ],
  ['for a class that is not there', '2026-11-24T09:00', ['director'], [], ['9z'], undefined, 'unknown-class'],
  ['for no class', '2026-11-24T09:00', ['director'], [], [], undefined, 'no-class'],
  ['for no hours', '2026-11-24T09:00', ['director'], [], ['3b'], 0, 'bad-hours'],
  ['for thirteen hours', '2026-11-24T09:00', ['director'], [], ['3b'], 13, 'bad-hours'],
] as const)('is not made %s', async (_, start, roles, own, classes, hours, problem) => {
  const { app, person } = await aSchool(start)
  const by = await person(roles, own)
  expect(await app.passes.make(by, classes, hours)).toMatchObject({ ok: false, problem })
  expect(await app.passes.list(by)).toEqual([])
})

it('is made for any class by the director and the coordinator', async () => {
  const { app, person } = await aSchool()
  for (const role of ['director', 'coordinator'] as const)
    expect(await app.passes.make(await person([role]), ['3b', '4a', '3b'])).toMatchObject({
      value: { pass: { classes: [{ id: '3b' }, { id: '4a' }], left: 3 } },
    })
})

it('lets three sign in, and then no more, at the same moment either', async () => {
  const { app, enter, teacher, secret } = await withPass()
  const tried = await Promise.all(['Els', 'Ans', 'Wim', 'Bob'].map(enter))
  expect(tried.filter(({ ok }) => ok)).toHaveLength(3)
  expect(await enter()).toEqual({ ok: false, problem: 'pass-ended' })
  expect(await app.passes.withSecret(secret)).toBeUndefined()
  expect(await app.passes.list(teacher)).toMatchObject([{ left: 0, revoked: false }])
})

it('lets nobody in after the hours that were said, but whoever is in stays', async () => {
  const { app, enter, entered, clock } = await withPass('2026-11-24T09:00', 1)
  const { session } = await entered()
  clock.advance(minutes(60) - 1)
  expect(await enter()).toMatchObject({ ok: true })
  clock.advance(1)
  expect(await enter()).toMatchObject({ problem: 'pass-ended' })
  expect(await app.accounts.personOf(session)).toBeDefined()
})

it('can be revoked, and whoever is in is out', async () => {
  const { app, pass, entered, enter, teacher, person } = await withPass()
  const { session } = await entered()
  expect(await app.passes.revoke(await person(['teacher'], ['4a']), pass.id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.passes.revoke(teacher, pass.id)).toMatchObject({ ok: true })
  expect(await app.accounts.personOf(session)).toBeUndefined()
  expect(await enter()).toMatchObject({ problem: 'pass-ended' })
  expect(await app.passes.revoke(teacher, pass.id)).toMatchObject({ problem: 'already-over' })
  expect(await app.passes.revoke(teacher, 'no such pass')).toMatchObject({ problem: 'already-over' })
  expect(await app.passes.list(teacher)).toMatchObject([{ revoked: true, names: ['Juf Els'] }])
})

it('ends with the account of who made it', async () => {
  const { app, entered, enter, teacher, person } = await withPass()
  const { session } = await entered()
  await app.accounts.remove(await person(['coordinator']), teacher.id)
  expect(await app.accounts.personOf(session)).toBeUndefined()
  expect(await enter()).toMatchObject({ problem: 'pass-ended' })
})

it('makes no passes, and sees none, for who came in on one', async () => {
  const { app, pass, entered } = await withPass()
  const { person } = await entered()
  expect(await app.passes.make(person, ['3b'])).toMatchObject({ problem: 'not-allowed' })
  expect(await app.passes.revoke(person, pass.id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.passes.list(person)).toEqual([])
})

it.each([
  ['nothing', () => ''],
  ['what is kept of the secret', hashOfSecret],
  ['another secret', () => newSecret()],
  ['half of it', (secret: string) => secret.slice(0, 20)],
] as const)('does not open with %s', async (_, guess) => {
  const { app, secret } = await withPass()
  expect(await app.passes.enter(guess(secret), 'Els', 'nl')).toMatchObject({ problem: 'pass-ended' })
  expect(await app.passes.withSecret(guess(secret))).toBeUndefined()
})

it.each([
  ['nothing', '  \n ', undefined],
  ['a name on several lines', 'Els\nde Vries\u202e', 'inval: Els de Vries'],
  ['a very long name', 'x'.repeat(100), `inval: ${'x'.repeat(60)}`],
])('takes for a name: %s', async (_, typed, name) => {
  const { enter } = await withPass()
  expect(await enter(typed)).toMatchObject(
    name === undefined ? { problem: 'name-missing' } : { value: { person: { name } } },
  )
})

it('signs out, and keeps the language that was chosen', async () => {
  const { app, entered } = await withPass()
  const { person, session } = await entered()
  await app.accounts.setLanguage(person, 'en')
  expect(await app.accounts.personOf(session)).toMatchObject({ language: 'en' })
  await app.accounts.signOut(session)
  expect(await app.accounts.personOf(session)).toBeUndefined()
})

it('is forgotten two weeks after it ended', async () => {
  const { storage, pass, entered } = await withPass()
  await entered()
  expect(await storage.dayPasses.removeEndedBefore(pass.until)).toBe(0)
  expect(await storage.dayPasses.removeEndedBefore(pass.until + 1)).toBe(1)
  expect(await storage.dayPasses.endingAfter(0)).toEqual([])
})
