import { expect, it } from 'vitest'
import { days, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const

it('tells a teacher what they did themselves, newest first, and nobody else’s doings', async () => {
  const { app, clock, person } = await aSchool()
  const [ann, bob] = [await person(['teacher'], ['3b']), await person(['teacher'], ['3b'])]
  const given = await app.desk.give(ann, '3b', { platform: 'clips' }, lesson)
  clock.advance(minutes(1))
  await app.parks.park(ann, ['3b'], lesson)
  await app.desk.give(bob, '3b', { platform: 'maps' }, lesson)
  clock.advance(minutes(1))
  await app.focus.begin(ann, '3b', [{ site: 'wiki.example' }], lesson)
  if (given.ok) await app.desk.revoke(bob, given.value.id)
  expect(await app.history.mine(ann, 28)).toMatchObject([
    { kind: 'focus', for: '3B' },
    { kind: 'park', for: '3B' },
    { kind: 'grant', for: '3B', what: { nl: 'Clips' }, until: clock(), endedBy: bob.name },
  ])
  expect(await app.history.mine(bob, 28)).toHaveLength(1)
})

it('goes back as far as it is asked, and says of single devices no more than that', async () => {
  const { app, clock, person } = await aSchool()
  const [teacher, coordinator] = [await person(['teacher'], ['3b']), await person(['coordinator'])]
  const device = { label: 'Phone of Kim', address: '10.2.0.7', group: 'pupil-phones', classes: ['3b'] }
  const enrolled = value(await app.devices.enrol(coordinator, device))
  await app.desk.giveTo(teacher, { kind: 'device', id: enrolled.id }, { platform: 'clips' }, lesson)
  const [act] = await app.history.mine(teacher, 28)
  expect([act?.for, JSON.stringify(act).includes('Kim')]).toEqual([undefined, false])
  clock.advance(days(28))
  expect(await app.history.mine(teacher, 28)).toHaveLength(1)
  clock.advance(1)
  expect(await app.history.mine(teacher, 28)).toEqual([])
})

it('tells pages of each act, request and change of policy, until they stop listening', async () => {
  const { app, person } = await aSchool()
  const [teacher, coordinator] = [await person(['teacher'], ['3b']), await person(['coordinator'])]
  let told = 0
  const stop = app.changes.follow(() => {
    told += 1
  })
  const after = async (work: Promise<unknown>) => {
    const before = told
    await work
    return told > before
  }
  expect(await after(app.desk.give(teacher, '3b', { platform: 'clips' }, lesson))).toBe(true)
  expect(await after(app.requests.ask('10.1.0.9', 'chatter'))).toBe(true)
  expect(await after(app.requests.withdraw('10.1.0.9'))).toBe(true)
  expect(await after(app.snags.note(teacher, '3b', 'doet het niet'))).toBe(true)
  expect(await after(app.school.addClass(coordinator, '5C'))).toBe(true)
  stop()
  expect(await after(app.parks.park(teacher, ['3b'], lesson))).toBe(false)
})
