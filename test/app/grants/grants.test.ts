import { expect, it } from 'vitest'
import type { Down } from '../../../src/link.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const
const openTargets = (told: readonly Down[]) =>
  told.flatMap((message) => (message.kind === 'acts' ? [message.acts.grants.map(({ target }) => target)] : [])).at(-1)

it('opens an app for the class until the end of the lesson, and tells the resolver before it answers', async () => {
  const { app, person, told, storage } = await aSchool('2026-11-24T09:00')
  const teacher = await person(['teacher'], ['3b'])
  const given = await app.desk.give(teacher, '3b', { platform: 'clips' }, lesson)
  expect(given).toMatchObject({ ok: true, value: { by: 'Person 1', targetName: { nl: 'Clips' } } })
  expect(given.ok && app.zone.format(given.value.until)).toBe('2026-11-24T10:15:00+01:00')
  expect(openTargets(told)).toEqual([{ kind: 'platform', id: 'clips' }])
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'grant-given', by: { id: teacher.id } }])
})

it.each([
  ['in the first lesson', '2026-11-24T08:30', '10:15'],
  ['in its last minute', '2026-11-24T10:14', '10:15'],
  ['at the bell, in the break', '2026-11-24T10:15', '10:45'],
  ['in the next lesson', '2026-11-24T11:00', '12:00'],
  ['before school', '2026-11-24T07:00', '07:30'],
  ['on a Saturday', '2026-11-28T11:00', '11:30'],
])('"until the end of the lesson" %s', async (_, at, until) => {
  const { app, person } = await aSchool(at)
  const teacher = await person(['teacher'], ['3b'])
  const given = await app.desk.give(teacher, '3b', { site: 'wiki.example' }, lesson)
  expect(given.ok && app.zone.format(given.value.until).slice(11, 16)).toBe(until)
})

it('counts thirty minutes where the timetable is not filled in', async () => {
  const { app, person, clock } = await aSchool('2026-11-24T11:00', (policy) => ({ ...policy, timetables: [] }))
  const given = await app.desk.give(await person(['teacher'], ['3b']), '3b', { site: 'wiki.example' }, lesson)
  expect(given.ok && given.value.until - clock()).toBe(minutes(30))
})

it.each([
  ['a class that is not theirs', '4a', { platform: 'clips' }, lesson, 'not-your-class'],
  ['a class that is not there', '9z', { platform: 'clips' }, lesson, 'unknown-class'],
  ['an app that is not there', '3b', { platform: 'nothing' }, lesson, 'unknown-target'],
  ['an app that is locked', '3b', { platform: 'undress' }, lesson, 'locked', 'X-2'],
  ['a site that is locked', '3b', { site: 'www.adult.example' }, lesson, 'locked', 'X-2'],
  ['a whole country', '3b', { site: 'nl' }, lesson, 'bad-site', 'nl'],
  ['a whole registry', '3b', { site: 'https://co.uk/x' }, lesson, 'bad-site'],
  ['an address', '3b', { site: '192.0.2.1' }, lesson, 'bad-site'],
  ['an IPv6 address', '3b', { site: 'http://[2001:db8::1]:80/' }, lesson, 'bad-site'],
  ['something that is no name', '3b', { site: 'what is this' }, lesson, 'bad-site'],
  ['no minutes', '3b', { platform: 'clips' }, { kind: 'minutes', minutes: 0 }, 'bad-end'],
  ['nine hours', '3b', { platform: 'clips' }, { kind: 'minutes', minutes: 540 }, 'bad-end'],
  ['half a minute', '3b', { platform: 'clips' }, { kind: 'minutes', minutes: 0.5 }, 'bad-end'],
] as const)('a teacher of 3B cannot open %s', async (_, classId, what, end, problem, detail?: string) => {
  const { app, person } = await aSchool()
  const given = await app.desk.give(await person(['teacher'], ['3b']), classId, what, end)
  expect(given).toMatchObject({ ok: false, problem, ...(detail === undefined ? {} : { detail }) })
  expect(await app.desk.running()).toEqual([])
})

it('lets a director open for every class and a person without a role for none', async () => {
  const { app, person } = await aSchool()
  expect(await app.desk.give(await person(['director']), '4a', { platform: 'clips' }, lesson)).toMatchObject({
    ok: true,
  })
  const given = await app.desk.give(await person([], ['4a']), '4a', { platform: 'clips' }, lesson)
  expect(given).toMatchObject({ problem: 'not-your-class' })
})

it('closes again for who has the class, once, and tells the resolver', async () => {
  const { app, person, told } = await aSchool()
  const [owner, colleague] = [await person(['teacher'], ['3b']), await person(['teacher'], ['4a'])]
  const given = await app.desk.give(owner, '3b', { platform: 'clips' }, lesson)
  const id = given.ok ? given.value.id : ''
  expect(await app.desk.revoke(colleague, id)).toMatchObject({ problem: 'not-your-class' })
  expect(await app.desk.revoke(owner, id)).toMatchObject({ ok: true })
  expect(openTargets(told)).toEqual([])
  expect(await app.desk.revoke(owner, id)).toMatchObject({ problem: 'already-over' })
  expect(await app.desk.revoke(owner, 'no such grant')).toMatchObject({ problem: 'already-over' })
})

it('cannot close what has ended by itself', async () => {
  const { app, person, clock } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  const given = await app.desk.give(teacher, '3b', { platform: 'clips' }, { kind: 'minutes', minutes: 5 })
  clock.advance(minutes(5))
  expect(await app.desk.running()).toEqual([])
  expect(await app.desk.revoke(teacher, given.ok ? given.value.id : '')).toMatchObject({ problem: 'already-over' })
})

it('keeps a grant over a restart', async () => {
  const { app, person, restart, told } = await aSchool()
  await app.desk.give(await person(['teacher'], ['3b']), '3b', { platform: 'clips' }, lesson)
  const again = await restart()
  await again.publish()
  expect(await again.app.desk.running()).toHaveLength(1)
  expect(openTargets(told)).toHaveLength(1)
})
