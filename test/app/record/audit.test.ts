import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { areaWords, auditWords } from '../../../src/app/record/audit-words.ts'
import { auditActions, auditAreas } from '../../../src/storage/audit-action.ts'
import { days } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const root = join(import.meta.dirname, '..', '..', '..', 'src')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/audit-(action|words)\.ts$/.test(file))
  .map((file) => readFileSync(join(root, file), 'utf8'))

it('has words in both languages for every action, and every action is written somewhere', () => {
  for (const action of auditActions) {
    for (const text of [auditWords[action].nl, auditWords[action].en, areaWords[auditAreas[action]].nl])
      expect(text.trim(), action).not.toBe('')
    expect(
      sources.some((source) => source.includes(`'${action}'`)),
      `${action} is written nowhere`,
    ).toBe(true)
  }
})

it('has every action that is written in its list', () => {
  const written = sources.flatMap((source) => [...source.matchAll(/action: '([a-z-]+)'/g)].map(([, action]) => action!))
  expect(written.filter((action) => !(auditActions as readonly string[]).includes(action))).toEqual([])
})

it('tells in words who did what, to whom, until when', async () => {
  const { app, clock, person } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'lesson' })
  const [line] = await app.audit.lines(await person(['director']), { limit: 1 })
  expect(line).toMatchObject({
    at: clock(),
    by: 'Person 1',
    area: 'lessons',
    what: { nl: 'zette iets open', en: 'opened something' },
    about: [{ nl: '3B' }, { nl: 'Clips' }],
  })
  expect(app.zone.format(line!.until!)).toBe('2026-11-24T10:15:00+01:00')
})

it('tells which roles and classes an account got and lost, whom somebody invited, and nothing where only the name changed', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const piet = { name: 'Piet', login: 'piet', password: 'een lang wachtwoord', language: 'nl' } as const
  const added = await app.accounts.add(coordinator, { ...piet, roles: ['teacher', 'mentor'], classes: ['3b'] })
  const id = added.ok ? added.value.id : ''
  const change = { name: 'Piet', roles: ['teacher', 'confidential-counsellor'], classes: ['4a'] } as const
  await app.accounts.update(coordinator, id, change)
  await app.accounts.update(coordinator, id, { ...change, name: 'Pieter' })
  const invited = await app.invitations.invite(coordinator, [
    { name: 'Noor', roles: ['officer'], classes: [], language: 'nl' },
  ])
  const secret = invited.ok ? invited.value[0]!.secret : ''
  await app.invitations.accept(secret, { login: 'noor', password: 'een lang wachtwoord' })
  const lines = await app.audit.lines(coordinator, { area: 'people', limit: 9 })
  expect(lines.map(({ about, rolesGot, rolesLost }) => [about.map(({ en }) => en), rolesGot, rolesLost])).toEqual([
    [['Noor', 'invited by Person 1'], ['officer'], undefined],
    [['Noor'], ['officer'], undefined],
    [['Pieter'], undefined, undefined],
    [['Pieter', 'added 4A', 'taken off 3B'], ['confidential-counsellor'], ['mentor']],
    [['Pieter', '3B'], ['teacher', 'mentor'], undefined],
  ])
})

it('keeps from each role what is not theirs, and reasons for looks from a coordinator', async () => {
  const { app, clock, person, storage } = await aSchool()
  const by = { id: 'p0', name: 'Iemand' }
  for (const action of auditActions)
    await storage.audit.append({ at: clock(), by, action, subject: 'x', detail: { why: 'omdat' } })
  const seen = async (role: 'officer' | 'director' | 'coordinator' | 'teacher') => {
    const lines = await app.audit.lines(await person([role]), { limit: 1000 })
    return [
      new Set(lines.map(({ area }) => area)),
      lines.some(({ why, area }) => why !== undefined && area !== 'filter'),
    ] as const
  }
  const all = new Set(Object.values(auditAreas))
  const without = (...areas: readonly string[]) => new Set([...all].filter((area) => !areas.includes(area)))
  expect(await seen('officer')).toEqual([all, true])
  expect(await seen('director')).toEqual([without('reports'), true])
  expect(await seen('coordinator')).toEqual([without('reports', 'incidents', 'measures'), false])
  expect(await seen('teacher')).toEqual([new Set(), false])
})

it('never shows a device', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  await app.devices.enrol(coordinator, {
    label: 'Laptop van Sem',
    address: '10.1.0.9',
    group: 'pupils',
    classes: ['3b'],
  })
  const text = JSON.stringify(await app.audit.lines(await person(['officer']), { limit: 100 }))
  expect(text).toContain('enrolled a device')
  expect(text).not.toMatch(/Sem|10\.1\.0\.9/)
})

it.each([
  ['an area', { area: 'lessons' }, 1],
  ['an area that there is not', { area: 'nothing' }, 0],
  ['a part of a name', { by: 'erson 1' }, 1],
  ['signs of a query language', { by: '%' }, 2],
  ['an action', { action: 'grant-given' }, 1],
  ['an action that there is not', { action: 'grant' }, 0],
  ['a role that was held', { role: 'teacher' }, 1],
  ['a part of a role', { role: 'teach' }, 0],
  ['signs of a query language in a role', { role: '%' }, 0],
  ['a class that it was about', { about: '3b' }, 1],
  ['a name of an app in another case', { about: 'CLIP' }, 1],
  ['what it was not about', { about: 'chatter' }, 0],
  ['a time after it', { from: Number.MAX_SAFE_INTEGER }, 0],
] as const)('filters on %s', async (_, filter, count) => {
  const { app, person, clock, storage } = await aSchool()
  await app.desk.give(await person(['teacher'], ['3b']), '3b', { platform: 'clips' }, { kind: 'lesson' })
  await storage.audit.append({ at: clock(), by: undefined, action: 'lists-refreshed', subject: 'lists' })
  expect(await app.audit.lines(await person(['director']), { ...filter, limit: 10 })).toHaveLength(count)
})

it('pages, and records that it was taken out', async () => {
  const { app, person, clock, storage } = await aSchool()
  const director = await person(['director'])
  for (let i = 0; i < 5; i += 1) {
    await storage.audit.append({ at: clock(), by: director, action: 'lists-refreshed', subject: String(i) })
    clock.advance(days(1))
  }
  const first = await app.audit.lines(director, { limit: 3 })
  const rest = await app.audit.lines(director, { limit: 3, before: first.at(-1)!.id })
  expect([first.length, rest.length]).toEqual([3, 2])
  expect(await app.audit.takeOut(director, {})).toHaveLength(5)
  expect((await app.audit.lines(director, { limit: 1 }))[0]!.what.en).toBe('took the log out as a file')
})

it('tells from where, of a person, a program and the command line', async () => {
  const { app, person, storage } = await aSchool()
  const coordinator = { ...(await person(['coordinator'])), from: '10.9.0.4' }
  await app.lists.refresh(coordinator)
  const made = value(await app.tokens.make(coordinator, { name: 'Zermelo', role: 'coordinator', classes: [], days: 1 }))
  const program = (await app.tokens.personOf(made.secret))!.person
  await app.lists.refresh(program)
  await app.accounts.setPassword('console', coordinator.login, 'nog een heel lang wachtwoord')
  const lines = await app.audit.lines(coordinator, { limit: 4 })
  expect(lines.map(({ by, from, roles }) => [by, from, roles])).toEqual([
    ['', 'console', []],
    ['API: Zermelo', 'Zermelo', ['coordinator']],
    [coordinator.name, '10.9.0.4', ['coordinator']],
    [coordinator.name, '10.9.0.4', ['coordinator']],
  ])
  // It is with what was done, and nowhere else.
  const accounts = JSON.stringify([await app.accounts.people(), await storage.tokens.list()])
  expect(accounts).not.toContain('10.9.0.4')
})

it('looks through more lines than it reads at a time, and pages through what it found', async () => {
  const { app, person, clock, storage } = await aSchool()
  const director = await person(['director'])
  const [by, subject] = [director, 'x']
  for (const site of ['a.example', 'b.example', 'a.example'])
    await storage.audit.append({ at: clock(), by, action: 'correction-made', subject, detail: { site } })
  for (let i = 0; i < 2100; i += 1) await storage.audit.append({ at: clock(), by, action: 'lists-refreshed', subject })
  const first = await app.audit.lines(director, { about: 'a.example', limit: 1 })
  const next = await app.audit.lines(director, { about: 'a.example', limit: 9, before: first[0]!.id })
  expect([first.length, next.length]).toEqual([1, 1])
})

it('keeps the audit for three years', async () => {
  const { office, clock, storage } = await aSchool()
  const line = { by: undefined, action: 'lists-refreshed', subject: 'lists' } as const
  await storage.audit.append({ ...line, at: clock() })
  const before = (await storage.audit.recent(99)).length
  clock.advance(days(3 * 365))
  await storage.audit.append({ ...line, at: clock() })
  await office.clearOut()
  expect(await storage.audit.recent(99)).toHaveLength(before + 1)
  clock.advance(1)
  await office.clearOut()
  expect(await storage.audit.recent(99)).toHaveLength(1)
})
