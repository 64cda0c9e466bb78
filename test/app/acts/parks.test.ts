import { expect, it } from 'vitest'
import type { Down } from '../../../src/link.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const
const forMinutes = (count: number) => ({ kind: 'minutes', minutes: count }) as const
const parkedAt = (told: readonly Down[]) =>
  told.flatMap((message) => (message.kind === 'acts' ? [message.acts.parks.map((park) => park.class)] : [])).at(-1)

it('parks a class until the end of the lesson, and tells the resolver before it answers', async () => {
  const { app, person, told, storage } = await aSchool('2026-11-24T09:00')
  const teacher = await person(['teacher'], ['3b'])
  const parked = await app.parks.park(teacher, ['3b'], lesson)
  expect(parked).toMatchObject({ ok: true, value: [{ class: '3b', className: '3B', by: 'Person 1' }] })
  expect(parked.ok && app.zone.format(parked.value[0]!.until)).toBe('2026-11-24T10:15:00+01:00')
  expect(parkedAt(told)).toEqual(['3b'])
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'parked', detail: { class: '3b' } }])
})

it('parks again by moving the end, later or sooner', async () => {
  const { app, person, clock } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.parks.park(teacher, ['3b'], forMinutes(30))
  clock.advance(minutes(10))
  for (const count of [60, 5]) {
    expect(await app.parks.park(teacher, ['3b'], forMinutes(count))).toMatchObject({
      value: [{ until: clock() + minutes(count) }],
    })
    expect(await app.parks.running(teacher)).toHaveLength(1)
  }
  clock.advance(minutes(5) - 1)
  expect(await app.parks.running(teacher)).toHaveLength(1)
  clock.advance(1)
  expect(await app.parks.running(teacher)).toEqual([])
})

it('lets a class go again, once, whoever has it', async () => {
  const { app, person, told } = await aSchool()
  const [ann, bob] = [await person(['teacher'], ['3b']), await person(['teacher'], ['3b'])]
  await app.parks.park(ann, ['3b'], lesson)
  expect(await app.parks.release(bob, ['3b'])).toMatchObject({ ok: true })
  expect(parkedAt(told)).toEqual([])
  expect(await app.parks.release(bob, ['3b'])).toEqual({ ok: false, problem: 'already-over', detail: '3b' })
})

it.each([
  ['a class that is not theirs', ['4a'], lesson, 'not-your-class'],
  ['an own class together with another', ['3b', '4a'], lesson, 'not-your-class'],
  ['a class that is not there', ['9z'], lesson, 'unknown-class'],
  ['no class', [], lesson, 'no-class'],
  ['for no minutes', ['3b'], forMinutes(0), 'bad-end'],
  ['for more than eight hours', ['3b'], forMinutes(481), 'bad-end'],
] as const)('a teacher of 3B cannot park %s', async (_, classes, end, problem) => {
  const { app, person, told } = await aSchool()
  expect(await app.parks.park(await person(['teacher'], ['3b']), classes, end)).toMatchObject({ ok: false, problem })
  expect(await app.parks.running(await person(['director']))).toEqual([])
  expect(told).toEqual([])
})

it('parks several classes at once for the coordinator, a class named twice once', async () => {
  const { app, person, told } = await aSchool()
  const coordinator = await person(['coordinator'])
  expect(await app.parks.park(coordinator, ['3b', '4a', '3b'], lesson)).toMatchObject({ ok: true })
  expect(parkedAt(told)).toEqual(['3b', '4a'])
  expect(await app.parks.running(await person(['teacher'], ['4a']))).toMatchObject([{ class: '4a' }])
  await app.parks.release(coordinator, ['3b', '4a'])
  expect(parkedAt(told)).toEqual([])
})

it('leaves an exam alone, and says so', async () => {
  const { app, person } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.focus.beginExam(teacher, {
    rooms: [{ class: '3b', extraMinutes: 0 }],
    listed: [{ site: 'wiki.example' }],
    end: lesson,
  })
  expect(await app.parks.park(teacher, ['3b'], lesson)).toMatchObject({ value: [{ examGoesOn: true }] })
  expect(await app.focus.running(teacher)).toMatchObject([{ exam: true }])
})

it('is kept over a restart', async () => {
  const { app, person, restart } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.parks.park(teacher, ['3b'], lesson)
  expect(await (await restart()).app.parks.running(teacher)).toHaveLength(1)
})

it('is what the pages say is closed, and until when, with what is always closed', async () => {
  const { app, person, clock } = await aSchool()
  const teacher = await person(['teacher'], ['3b'])
  await app.devices.enrol(await person(['coordinator']), {
    label: 'Tablet',
    address: '10.1.0.1',
    group: 'pupils',
    classes: ['3b'],
  })
  await app.desk.give(teacher, '3b', { platform: 'clips' }, lesson)
  await app.parks.park(teacher, ['3b'], forMinutes(5))
  const [until, status] = [clock() + minutes(5), await app.why.statusFor('10.1.0.1')]
  expect(status).toMatchObject({ changes: until, grants: [] })
  expect(status.closed.map(({ name, locked }) => [name.nl, locked])).toEqual([
    ['alles (geparkeerd)', false],
    ['Undress', true],
    ['seks en porno', true],
  ])
  expect(await app.desk.now(teacher, '3b')).toMatchObject({ value: { closed: [{ what: [{ until }, {}, {}] }] } })
  await app.focus.begin(teacher, '3b', [{ site: 'wiki.example' }], lesson)
  clock.advance(minutes(5))
  expect((await app.why.statusFor('10.1.0.1')).closed[0]!.name.nl).toBe('alles behalve "alleen deze sites"')
})
