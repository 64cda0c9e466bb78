import { expect, it } from 'vitest'
import { onlyThis } from '../../../src/lists/catalogue-shelf.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool, catalogue } from '../a-school.ts'

async function nowIn({ app, person }: ASchool, classId = '3b') {
  return value(await app.desk.now(await person(['teacher'], [classId]), classId))
}

it.each([
  ['in the first lesson', '2026-11-24T09:00', 'lesson', '1', '10:15', ['Social media', 'Undress', 'seks en porno']],
  ['in the break', '2026-11-24T10:15', 'break', undefined, '10:30', ['Undress', 'seks en porno']],
  ['in the uncovered time at noon', '2026-11-24T12:10', 'break', undefined, '12:30', ['Undress', 'seks en porno']],
  ['after school', '2026-11-24T16:00', 'outside', undefined, '08:20', ['Undress', 'seks en porno']],
])('%s', async (_, at, kind, periodName, ends, closed) => {
  const school = await aSchool(at)
  const now = await nowIn(school)
  expect(now).toMatchObject({ kindOfTime: kind, class: { id: '3b' } })
  expect(now.periodName).toBe(periodName)
  expect(school.app.zone.format(now.periodEnds).slice(11, 16)).toBe(ends)
  const pupils = now.closed.find(({ groupId }) => groupId === 'pupils')!
  expect(pupils.what.map(({ name }) => name.nl)).toEqual(closed)
})

it('says until when each is closed, by which clause, and what is locked', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const [social, ...locked] = (await nowIn(school)).closed[0]!.what
  expect(social).toMatchObject({ clause: 'X-1', locked: false, until: school.app.zone.parse('2026-11-24T10:15') })
  expect(locked.every((closed) => closed.locked && closed.until === undefined)).toBe(true)
})

it('shows one line for a phone that is closed altogether', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const phones = (await nowIn(school)).closed.find(({ groupId }) => groupId === 'pupil-phones')!
  expect(phones.what.filter(({ locked }) => !locked).map(({ name }) => name.en)).toEqual(['everything'])
  expect(phones.what[0]!.until).toBe(school.app.zone.parse('2026-11-24T14:30'))
})

it('offers what a grant can open: never what is locked or open already, the favourites first', async () => {
  const school = await aSchool('2026-11-24T09:00')
  const { app, person, clock } = school
  const offered = async () => (await nowIn(school)).openable.map(({ id }) => id)
  expect(await offered()).toEqual(['chatter', 'clips', 'maps'])
  const teacher = await person(['teacher'], ['3b'])
  await app.desk.give(teacher, '3b', { platform: 'maps' }, { kind: 'minutes', minutes: 5 })
  expect(await offered()).toEqual(['chatter', 'clips'])
  clock.advance(minutes(5))
  expect(await offered()).toEqual(['maps', 'chatter', 'clips'])
})

it('offers, where nobody has opened anything yet, what lessons ask for first and what they seldom do last', async () => {
  const platform = (id: string, ...sets: string[]) => ({ ...catalogue.platforms[0]!, id, name: id, sets })
  const platforms = [
    platform('9gag', 'social-media', 'games'),
    platform('about-you', 'social-media', 'shopping'),
    platform('chatter', 'social-media'),
    platform('other', 'social-media'),
    platform('youtube', 'social-media', 'video'),
  ]
  const school = await aSchool('2026-11-24T09:00', undefined, { catalogues: onlyThis({ ...catalogue, platforms }) })
  const offered = (await nowIn(school)).openable.map(({ id }) => id)
  expect(offered).toEqual(['chatter', 'youtube', 'other', '9gag', 'about-you'])
})

it('counts the devices of the class and shows only their groups', async () => {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const device = { group: 'pupils', classes: ['3b'] }
  await school.app.devices.enrol(coordinator, { ...device, label: 'Chromebook 1', address: '10.1.0.1' })
  await school.app.devices.enrol(coordinator, { ...device, label: 'Chromebook 2', mac: 'aa:bb:cc:00:00:02' })
  const now = await nowIn(school)
  expect(now.devicesKnown).toBe(2)
  expect(now.closed.map(({ groupId }) => groupId)).toEqual(['pupils'])
})

it('is for who has the class', async () => {
  const { app, person } = await aSchool()
  expect(await app.desk.now(await person(['teacher'], ['4a']), '3b')).toMatchObject({ problem: 'not-your-class' })
  expect(await app.desk.classesOf(await person(['teacher'], ['4a']))).toEqual([{ id: '4a', name: '4A' }])
  expect(await app.desk.classesOf(await person(['director']))).toHaveLength(2)
})
