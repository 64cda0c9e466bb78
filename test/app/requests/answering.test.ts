import { expect, it } from 'vitest'
import { minutes } from '../../helpers/moving-clock.ts'
import { withPhones } from './with-phones.ts'

const ten = { kind: 'minutes', minutes: 10 } as const
const wiki = { class: '3b', key: 'site:wiki.example' }

it('gives the class what was asked for, for the time that is said', async () => {
  const { app, ask, teacher, storage, clock, waiting } = await withPhones()
  await ask(1)
  await ask(2)
  const given = await app.requests.approve(teacher, wiki, 'class', ten)
  expect(given).toMatchObject({
    ok: true,
    value: [{ audience: { kind: 'class', id: '3b' }, until: clock() + minutes(10) }],
  })
  expect(await waiting()).toEqual([])
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'approved', until: clock() + minutes(10) })
  expect(await storage.audit.recent(1)).toMatchObject([
    { action: 'request-approved', detail: { class: '3b', target: 'site:wiki.example', devices: 2 } },
  ])
  clock.advance(minutes(10) - 1)
  expect(await app.requests.mine('10.2.0.2')).toMatchObject({ state: 'approved' })
  clock.advance(1)
  expect(await app.requests.mine('10.2.0.2')).toMatchObject({ state: 'over' })
  expect(await app.requests.approve(teacher, wiki, 'class', ten)).toMatchObject({ problem: 'already-over' })
})

it('gives it to the phones that asked only', async () => {
  const { app, ask, teacher, ids, clock } = await withPhones()
  await ask(1)
  clock.advance(minutes(1))
  await ask(3)
  const given = await app.requests.approve(teacher, wiki, 'devices', ten)
  expect(given.ok && given.value.map(({ audience }) => audience)).toEqual([
    { kind: 'device', id: ids[0] },
    { kind: 'device', id: ids[2] },
  ])
  expect(await app.requests.mine('10.2.0.2')).toBeUndefined()
  const [first] = given.ok ? given.value : []
  await app.desk.revoke(teacher, first!.id)
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'over' })
  expect(await app.requests.mine('10.2.0.3')).toMatchObject({ state: 'approved' })
})

it('cannot give a phone something of its own that nobody enrolled; the request goes on waiting', async () => {
  const { app, coordinator } = await withPhones()
  await app.requests.ask('10.2.9.9', 'wiki.example')
  const which = { key: wiki.key }
  expect(await app.requests.approve(coordinator, which, 'devices', ten)).toMatchObject({ problem: 'not-enrolled' })
  expect(await app.requests.approve(coordinator, which, 'class', ten)).toMatchObject({ problem: 'no-class' })
  expect(await app.requests.waiting(coordinator)).toHaveLength(1)
  expect(await app.requests.refuse(coordinator, which)).toMatchObject({ ok: true })
})

it('says no with a word, which only the asker reads', async () => {
  const { app, ask, teacher, waiting, storage } = await withPhones()
  await ask(1)
  expect(await app.requests.refuse(teacher, wiki, ' Nu even\nniet\u202e ')).toMatchObject({ ok: true })
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'refused', word: 'Nu even niet' })
  expect(await waiting()).toEqual([])
  expect(await app.requests.refuse(teacher, wiki)).toMatchObject({ problem: 'already-over' })
  expect(JSON.stringify(await storage.audit.recent(10))).not.toMatch(/Nu even|10\.2\.0\.1/)
})

it.each([
  ['a class that is not theirs', { class: '4a', key: wiki.key }, 'not-your-class'],
  ['a class that is not there', { class: '9z', key: wiki.key }, 'unknown-class'],
  ['devices without a class', { key: wiki.key }, 'not-allowed'],
  ['what nobody asked for', { class: '3b', key: 'site:other.example' }, 'already-over'],
])('a teacher of 3B cannot answer for %s', async (_, which, problem) => {
  const { app, ask, teacher } = await withPhones()
  await ask(4)
  await ask(5)
  expect(await app.requests.approve(teacher, which, 'devices', ten)).toMatchObject({ ok: false, problem })
  expect(await app.requests.refuse(teacher, which)).toMatchObject({ ok: false, problem })
})

it('goes on waiting where the answer cannot be given', async () => {
  const { app, ask, teacher, waiting } = await withPhones()
  await ask(1)
  expect(await app.requests.approve(teacher, wiki, 'class', { kind: 'minutes', minutes: 0 })).toMatchObject({
    problem: 'bad-end',
  })
  expect(await waiting()).toHaveLength(1)
})

it('answers a pupil of two classes once: the other teacher finds nothing left', async () => {
  const { app, ask, teacher, person, waiting } = await withPhones()
  await ask(4)
  const other = await person(['teacher'], ['4a'])
  const answers = await Promise.all([
    app.requests.approve(teacher, wiki, 'devices', ten),
    app.requests.approve(other, { ...wiki, class: '4a' }, 'devices', ten),
  ])
  expect(answers.map(({ ok }) => ok)).toEqual([true, false])
  expect(await waiting(other)).toEqual([])
})

it('takes a no back: what was asked waits again, and the word is gone', async () => {
  const { app, ask, teacher, waiting, storage } = await withPhones()
  await ask(1)
  await ask(2)
  await app.requests.refuse(teacher, wiki, 'Nu niet')
  expect(await app.requests.reopen(teacher, wiki)).toMatchObject({ ok: true })
  expect(await waiting()).toEqual([['3b', 'site:wiki.example', 2]])
  expect(await app.requests.mine('10.2.0.1')).toMatchObject({ state: 'waiting' })
  expect(await app.requests.mine('10.2.0.1')).not.toHaveProperty('word')
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'request-reopened', detail: { devices: 2 } }])
  expect(await app.requests.reopen(teacher, wiki), 'once').toMatchObject({ problem: 'already-over' })
})

it('leaves out who has asked something else since, and who withdrew', async () => {
  const { app, ask, teacher, waiting } = await withPhones()
  for (const host of [1, 2, 3]) await ask(host)
  await app.requests.withdraw('10.2.0.3')
  await app.requests.refuse(teacher, wiki)
  await ask(1, 'clips')
  expect(await app.requests.reopen(teacher, wiki)).toMatchObject({ ok: true })
  expect((await waiting()).toSorted()).toEqual([
    ['3b', 'platform:clips', 1],
    ['3b', 'site:wiki.example', 1],
  ])
})

it.each([
  ['half a minute after it', 30_000, ['teacher'], ['3b'], wiki, undefined],
  ['later', 30_001, ['teacher'], ['3b'], wiki, 'already-over'],
  ['another class', 0, ['teacher'], ['4a'], wiki, 'not-your-class'],
  ['a class that is not there', 0, ['teacher'], ['3b'], { ...wiki, class: 'zzz' }, 'unknown-class'],
  ['devices without a class, by a teacher', 0, ['teacher'], ['3b'], { key: wiki.key }, 'not-allowed'],
  ['what was not refused', 0, ['teacher'], ['3b'], { ...wiki, key: 'site:maps.example' }, 'already-over'],
] as const)('takes a no back for %s: %j', async (_, later, roles, classes, which, problem) => {
  const { app, ask, teacher, person, clock } = await withPhones()
  await ask(1)
  await app.requests.refuse(teacher, wiki)
  clock.advance(later)
  const taken = await app.requests.reopen(await person(roles, classes), which)
  expect(taken.ok ? undefined : taken.problem).toBe(problem)
})
