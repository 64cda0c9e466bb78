import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { NewReport, Role } from '../../../src/app/app.ts'
import { receivers } from '../../../src/app/app.ts'
import { days, hours } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const pupil = '10.1.0.7'
const staff = '10.3.0.7'
const home = '203.0.113.9'
const bullying: NewReport = { to: 'confidential-counsellor', text: 'Somebody made an account in my name.' }

/** A school where every receiver's role is held by one person, the teacher and the mentor with class 3B. */
async function withEveryone() {
  const school = await aSchool()
  const people = new Map<Role, Awaited<ReturnType<typeof school.person>>>()
  for (const role of receivers) people.set(role, await school.person([role], ['3b']))
  return { ...school, who: (role: Role) => people.get(role)! }
}

it.each(receivers)('what is told to a %s is read by that role, and by nobody else', async (to) => {
  const { app, who, person } = await withEveryone()
  const sent = await app.letterbox.submit({ to, class: '3b', text: 'x' }, staff)
  const forClasses = to === 'teacher' || to === 'mentor'
  expect(sent.ok).toBe(forClasses)
  if (!forClasses) await app.letterbox.submit({ to, text: 'x' }, staff)
  const [head] = await app.letterbox.list(who(to))
  expect(head).toMatchObject({ to, state: 'new' })
  const others = receivers.filter((role) => role !== to).map(who)
  for (const other of [...others, await person(['coordinator']), await person(['officer']), await person([])]) {
    expect(await app.letterbox.list(other)).toEqual([])
    expect(await app.letterbox.read(other, head!.id)).toMatchObject({ problem: 'unknown-report' })
    expect(await app.letterbox.handle(other, head!.id, 'x')).toMatchObject({ problem: 'unknown-report' })
  }
  expect(await app.letterbox.read(who(to), head!.id)).toMatchObject({ value: { text: 'x', state: 'read' } })
})

it('no substitute on a day pass and no program reads one, whatever their role', async () => {
  const { app, who, storage } = await withEveryone()
  await app.letterbox.submit({ to: 'teacher', class: '3b', text: 'x' }, pupil)
  const [head] = await app.letterbox.list(who('teacher'))
  for (const other of [{ pass: 'p' }, { token: 't' }].map((more) => ({ ...who('teacher'), ...more }))) {
    expect(await app.letterbox.list(other)).toEqual([])
    expect(await app.letterbox.read(other, head!.id)).toMatchObject({ problem: 'unknown-report' })
    expect(await app.letterbox.handle(other, head!.id, 'x')).toMatchObject({ problem: 'unknown-report' })
  }
  expect(await storage.reports.byId(head!.id)).toMatchObject({ state: 'new' })
})

it('tells who holds a role for confidence when somebody else gets it, and when it is taken off again', async () => {
  const { app, who, person, clock, storage } = await withEveryone()
  const [coordinator, counsellor] = [await person(['coordinator']), who('confidential-counsellor')]
  const own = { name: coordinator.name, classes: [] }
  await app.accounts.update(coordinator, coordinator.id, { ...own, roles: ['coordinator', 'confidential-counsellor'] })
  clock.advance(hours(1))
  await app.accounts.update(coordinator, coordinator.id, { ...own, roles: ['coordinator'] })
  const change = { role: 'confidential-counsellor', who: coordinator.name, by: coordinator.name }
  expect(await app.letterbox.newReaders(counsellor)).toEqual([
    { ...change, at: clock(), has: false },
    { ...change, at: clock() - hours(1), has: true },
  ])
  const others = [who('director'), who('teacher'), coordinator, { ...counsellor, pass: 'p' }]
  for (const other of others) expect(await app.letterbox.newReaders(other)).toEqual([])
  const invited = await app.invitations.invite(coordinator, [
    { name: 'Noor', roles: ['confidential-counsellor'], classes: [], language: 'nl' },
  ])
  const secret = invited.ok ? invited.value[0]!.secret : ''
  await app.invitations.accept(secret, { login: 'noor', password: 'een lang wachtwoord' })
  expect(await app.letterbox.newReaders(counsellor)).toMatchObject([
    { who: 'Noor', has: true, by: coordinator.name },
    {},
    {},
  ])
  const noor = (await storage.people.byLogin('noor'))!
  await app.accounts.remove(coordinator, noor.id)
  expect((await app.letterbox.newReaders(counsellor))[0]).toEqual({
    ...{ at: clock(), role: 'confidential-counsellor', has: true, by: coordinator.name },
  })
  clock.advance(days(30) + 1)
  expect(await app.letterbox.newReaders(counsellor)).toEqual([])
})

it('a teacher reads those to the own classes, a mentor those to no class too', async () => {
  const { app, who, person } = await withEveryone()
  const [teacher, mentor] = [await person(['teacher'], ['4a']), await person(['mentor'], ['4a'])]
  await app.letterbox.submit({ to: 'teacher', class: '3b', text: 'x' }, pupil)
  await app.letterbox.submit({ to: 'mentor', class: '3b', text: 'x' }, pupil)
  await app.letterbox.submit({ to: 'mentor', text: 'x' }, pupil)
  const counts = await Promise.all(
    [teacher, mentor, who('teacher'), who('mentor')].map(async (one) => (await app.letterbox.list(one)).length),
  )
  expect(counts).toEqual([0, 1, 1, 2])
})

it('keeps no address, and no device, and nothing of it stands among what was tried', async () => {
  const { app, who, storage, person } = await withEveryone()
  const device = { label: 'Tablet 4', address: pupil, group: 'pupils', classes: [] }
  await app.devices.enrol(await person(['coordinator']), device)
  await app.letterbox.submit(
    { ...bullying, name: 'Noor', contact: 'noor@home.example', site: 'www.clips.example' },
    pupil,
  )
  const kept = await storage.reports.to(receivers)
  expect(Object.keys(kept[0]!).sort()).toEqual(
    [
      'at',
      'changedAt',
      'changedBy',
      'class',
      'contact',
      'id',
      'name',
      'note',
      'receiver',
      'site',
      'state',
      'text',
    ].sort(),
  )
  expect(JSON.stringify(kept)).not.toMatch(/10\.1\.0\.7|Tablet/)
  expect(await storage.attempts.total()).toBe(0)
  const [head] = await app.letterbox.list(who('confidential-counsellor'))
  expect(await app.letterbox.read(who('confidential-counsellor'), head!.id)).toMatchObject({
    value: { name: 'Noor', contact: 'noor@home.example', site: 'www.clips.example' },
  })
})

it('records that it was read and handled, without what is in it', async () => {
  const { app, who, storage } = await withEveryone()
  await app.letterbox.submit(bullying, pupil)
  const counsellor = who('confidential-counsellor')
  const [head] = await app.letterbox.list(counsellor)
  await app.letterbox.read(counsellor, head!.id)
  expect(await app.letterbox.handle(counsellor, head!.id, 'Talked with both.')).toMatchObject({ ok: true })
  expect(await app.letterbox.read(counsellor, head!.id)).toMatchObject({
    value: { state: 'handled', note: 'Talked with both.' },
  })
  const audit = await storage.audit.recent(10)
  expect(audit.map(({ action }) => action)).toEqual(['report-read', 'report-handled', 'report-read'])
  expect(JSON.stringify(audit)).not.toMatch(/account in my name|Talked/)
})

it.each([
  ['nothing', { text: ' \n ' }, 'report-empty'],
  ['more than 4000 characters', { text: 'x'.repeat(4001) }, 'report-too-long'],
  ['to nobody', { to: '' }, 'unknown-receiver'],
  ['to a coordinator', { to: 'coordinator' }, 'unknown-receiver'],
  ['to something every object has', { to: 'constructor' }, 'unknown-receiver'],
  ['to a teacher of no class', { to: 'teacher' }, 'no-class'],
  ['to a teacher of a class that nobody has', { to: 'teacher', class: '4a' }, 'unknown-class'],
  ['to a director of a class', { to: 'director', class: '3b' }, 'unknown-class'],
  ['to a manager, from a device of pupils', { to: 'manager' }, 'nobody-there'],
  ['about what is no site', { site: 'what is this' }, 'bad-site'],
] as const)('takes in no report of %s', async (_, change, problem) => {
  const { app, storage } = await withEveryone()
  expect(await app.letterbox.submit({ ...bullying, ...change }, pupil)).toMatchObject({ ok: false, problem })
  expect(await storage.reports.total()).toBe(0)
})

it('takes exactly 4000 characters, on several lines, and makes hostile ones harmless', async () => {
  const { app, who } = await withEveryone()
  const director = who('director')
  expect(await app.letterbox.submit({ to: 'director', text: 'x'.repeat(4000) }, pupil)).toMatchObject({ ok: true })
  await app.letterbox.submit(
    { to: 'director', text: 'one\r\ntwo\u0000\u202e', name: 'a\nb\u202e', contact: '  ' },
    pupil,
  )
  const heads = await app.letterbox.list(director)
  const whole = await Promise.all(heads.map(({ id }) => app.letterbox.read(director, id)))
  const short = whole.map((each) => (each.ok ? each.value : undefined)).find((each) => each!.text.length < 4000)
  expect([short?.text, short?.name, short?.contact]).toEqual(['one\ntwo', 'a b', undefined])
})

it('offers who is there: teachers by class, and a manager to staff and from home', async () => {
  const { app, person } = await aSchool()
  const offered = async (from: string) => (await app.letterbox.choices(from)).map(({ to }) => to)
  expect(await offered(pupil)).toEqual([])
  await person(['teacher'], ['3b'])
  await person(['teacher'])
  await person(['manager', 'director'])
  expect(await offered(pupil)).toEqual(['teacher', 'director'])
  expect(await offered(staff)).toEqual(['teacher', 'manager', 'director'])
  expect(await offered(home)).toEqual(['teacher', 'manager', 'director'])
  expect((await app.letterbox.choices(pupil))[0]).toEqual({ to: 'teacher', classes: [{ id: '3b', name: '3B' }] })
  expect(await app.letterbox.submit(bullying, pupil)).toMatchObject({ problem: 'nobody-there' })
  expect(await app.letterbox.submit({ to: 'director', text: 'x' }, home)).toMatchObject({ ok: true })
})

it('refuses a flood: five an hour of one address, a hundred of all', async () => {
  const { app, clock } = await withEveryone()
  const send = async (from: string) => (await app.letterbox.submit(bullying, from)).ok
  const five = [await send(pupil), await send(pupil), await send(pupil), await send(pupil), await send(pupil)]
  expect([...five, await send(pupil), await send('10.1.0.8')]).toEqual([true, true, true, true, true, false, true])
  for (let i = 0; i < 94; i += 1) expect(await send(`10.1.1.${i}`)).toBe(true)
  expect(await send('10.1.2.1')).toBe(false)
  clock.advance(hours(1) - 1000)
  expect(await send('10.1.2.1')).toBe(false)
  clock.advance(1000)
  expect([await send('10.1.2.1'), await send(pupil)]).toEqual([true, true])
})

it('keeps room for devices that the school knows: somebody with a hundred addresses does not keep them out', async () => {
  const { app, clock, person } = await withEveryone()
  const tablet = { label: 'Tablet 4', address: pupil, group: 'pupils', classes: [] }
  await app.devices.enrol(await person(['coordinator']), tablet)
  for (let i = 0; i < 100; i += 1) await app.letterbox.submit(bullying, `10.1.1.${i}`)
  expect(await app.letterbox.submit(bullying, '10.1.2.1')).toMatchObject({ problem: 'too-many-reports' })
  const sent = []
  for (let i = 0; i < 6; i += 1) sent.push((await app.letterbox.submit(bullying, i % 2 ? pupil : `::ffff:${pupil}`)).ok)
  expect(sent).toEqual([true, true, true, true, true, false])
  clock.advance(hours(1))
  expect(await app.letterbox.submit(bullying, '10.1.2.1')).toMatchObject({ ok: true })
})

/** So many reports, of which the first `handled` are, the first of them longest ago. */
function fill(data: string, count: number, handled: number): void {
  const office = new SQLite(join(data, 'office.db'))
  office
    .prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
       insert into reports select 'r' || i, i, 'director', null, 'x', null, null, null, iif(i <= ?, 'handled', 'new'), null, i, null from n`,
    )
    .run(count, handled)
  office.close()
}

it('when it is full the one that was handled longest ago makes room, and where none was, somebody is told', async () => {
  const { app, who, data, storage } = await withEveryone()
  const warnings = async () => (await app.health()).warnings.filter(({ problem }) => problem === 'reports-full')
  fill(data, 5000, 2)
  expect(await app.letterbox.submit(bullying, pupil)).toMatchObject({ ok: true })
  expect(await storage.reports.total()).toBe(5000)
  expect([await storage.reports.byId('r1'), (await storage.reports.byId('r2'))?.state]).toEqual([undefined, 'handled'])
  expect(await warnings()).toEqual([{ problem: 'reports-full', detail: '4998' }])
  expect(await app.letterbox.submit(bullying, pupil)).toMatchObject({ ok: true })
  expect(await app.letterbox.submit(bullying, pupil)).toMatchObject({ problem: 'too-many-reports' })
  await app.letterbox.handle(who('director'), 'r9', 'done')
  expect(await app.letterbox.submit(bullying, pupil)).toMatchObject({ ok: true })
  expect(await storage.reports.byId('r9')).toBeUndefined()
})

it('counts a whole /64 as one address', async () => {
  const { app } = await withEveryone()
  const sent = []
  for (let i = 1; i <= 6; i += 1) sent.push((await app.letterbox.submit(bullying, `2001:db8::${i}`)).ok)
  expect(sent).toEqual([true, true, true, true, true, false])
})

it('goes 90 days after it was handled, and a year after anybody last touched it', async () => {
  const { app, who, office, clock, storage } = await withEveryone()
  await app.letterbox.submit(bullying, pupil)
  await app.letterbox.submit(bullying, pupil)
  const counsellor = who('confidential-counsellor')
  const [head] = await app.letterbox.list(counsellor)
  await app.letterbox.handle(counsellor, head!.id, '')
  const left = async (at: number) => {
    clock.advance(at)
    await office.clearOut()
    return await storage.reports.total()
  }
  expect([await left(days(90)), await left(1000), await left(days(275) - 1000), await left(1000)]).toEqual([2, 1, 1, 0])
})
