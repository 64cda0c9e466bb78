import { expect, it, onTestFinished, vi } from 'vitest'
import type { ASchoolOnline } from '../helpers/a-school-online.ts'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'

// A teacher of groep 7 opens and closes, from the office's desk to the answer on the wire.

const lesson = { kind: 'lesson' } as const
const phoneOf7 = addressIn('pupil-phones', 70)
const tabletOf7 = addressIn('pupils', 71)
const phoneOf8 = addressIn('pupil-phones', 80)
const otherPhone = addressIn('pupil-phones', 99)

async function aTeacherAt(at: string) {
  const school = await aSchoolOnline({ at })
  onTestFinished(() => school.close())
  await school.enrol(phoneOf7, 'pupil-phones', ['groep-7'])
  await school.enrol(tabletOf7, 'pupils', ['groep-7'])
  await school.enrol(phoneOf8, 'pupil-phones', ['groep-8'])
  return { ...school, teacher: await school.person(['teacher'], ['groep-7']) }
}

const answers = async ({ ask }: ASchoolOnline, name: string, from: string) => looksLike(await ask(name, { from }))

it('Instagram for groep 7 is open in the next answer, for its phones and tablets only, and closed in the next after it is taken back', async () => {
  const school = await aTeacherAt('2026-11-24T09:00')
  const { app, teacher, clock } = school
  const instagram = (from: string) => answers(school, 'www.instagram.com', from)
  expect([await instagram(phoneOf7), await instagram(tabletOf7)]).toEqual(['closed', 'closed'])

  const given = await app.desk.give(teacher, 'groep-7', { platform: 'instagram' }, lesson)
  expect([await instagram(phoneOf7), await instagram(tabletOf7)]).toEqual(['open', 'open'])
  expect([await instagram(phoneOf8), await instagram(otherPhone)]).toEqual(['closed', 'closed'])
  expect(await answers(school, 'nl.wikipedia.org', phoneOf7)).toBe('closed')
  expect(await answers(school, 'www.pornhub.com', phoneOf7)).toBe('closed')

  clock.advance(5 * 60_000)
  expect(await app.desk.revoke(teacher, given.ok ? given.value.id : '')).toMatchObject({ ok: true })
  expect([await instagram(phoneOf7), await instagram(tabletOf7)]).toEqual(['closed', 'closed'])
})

it('a grant for the lesson ends with it, and no device keeps an answer past the bell', async () => {
  const { app, teacher, clock, ask } = await aTeacherAt('2026-11-24T09:00')
  await app.desk.give(teacher, 'groep-7', { platform: 'instagram' }, lesson)
  const rows = [
    ['09:00:00', 'open', 60],
    ['10:14:00', 'open', 60],
    ['10:14:30', 'open', 30],
    ['10:14:59', 'open', 1],
    ['10:15:00', 'closed', 10],
    ['10:30:00', 'closed', 10],
  ] as const
  for (const [time, expected, seconds] of rows) {
    clock.set(`2026-11-24T${time}`)
    const reply = await ask('www.instagram.com', { from: phoneOf7 })
    expect([time, looksLike(reply), Math.max(...reply.ttls)]).toEqual([time, expected, seconds])
  }
})

it('a grant for ten minutes ends to the second, in the middle of a lesson', async () => {
  const { app, teacher, clock, ask } = await aTeacherAt('2026-11-24T13:00')
  await app.desk.give(teacher, 'groep-7', { site: 'school.example' }, { kind: 'minutes', minutes: 10 })
  const rows = [
    ['13:09:58', 'open', 2],
    ['13:09:59', 'open', 1],
    ['13:10:00', 'closed', 10],
    ['13:10:01', 'closed', 10],
  ] as const
  for (const [time, expected, seconds] of rows) {
    clock.set(`2026-11-24T${time}`)
    const reply = await ask('www.school.example', { from: phoneOf7 })
    expect([time, looksLike(reply), Math.max(...reply.ttls)]).toEqual([time, expected, seconds])
  }
})

it('two grants add up, and taking one back leaves the other', async () => {
  const school = await aTeacherAt('2026-11-24T09:00')
  const { app, teacher } = school
  const instagram = await app.desk.give(teacher, 'groep-7', { platform: 'instagram' }, lesson)
  await app.desk.give(teacher, 'groep-7', { site: 'wikipedia.org' }, lesson)
  expect(await answers(school, 'nl.wikipedia.org', phoneOf7)).toBe('open')
  await app.desk.revoke(teacher, instagram.ok ? instagram.value.id : '')
  expect(await answers(school, 'www.instagram.com', phoneOf7)).toBe('closed')
  expect(await answers(school, 'nl.wikipedia.org', phoneOf7)).toBe('open')
})

it('YouTube that is opened for pupils comes in its restricted mode', async () => {
  const school = await aTeacherAt('2026-11-24T09:00')
  await school.app.desk.give(school.teacher, 'groep-7', { platform: 'youtube' }, lesson)
  const reply = await school.ask('www.youtube.com', { from: tabletOf7 })
  expect(reply.data[0]).toBe('restrictmoderate.youtube.com')
  expect(await answers(school, 'i.ytimg.com', tabletOf7)).toBe('open')
})

it('a phone that joins the class has what was opened for it, and one that leaves loses it', async () => {
  const school = await aTeacherAt('2026-11-24T09:00')
  await school.app.desk.give(school.teacher, 'groep-7', { platform: 'instagram' }, lesson)
  expect(await answers(school, 'www.instagram.com', otherPhone)).toBe('closed')
  await school.enrol(otherPhone, 'pupil-phones', ['groep-7'])
  expect(await answers(school, 'www.instagram.com', otherPhone)).toBe('open')
  const coordinator = await school.person(['coordinator'])
  const device = (await school.app.devices.devices(coordinator)).find(({ addresses }) =>
    addresses.includes(otherPhone),
  )!
  await school.app.devices.erase(coordinator, device.id)
  expect(await answers(school, 'www.instagram.com', otherPhone)).toBe('closed')
})

it('what was tried comes back to the office, repeats in one row; what a phone in its bag asks by itself does not', async () => {
  const school = await aTeacherAt('2026-11-24T09:00')
  const { app, resolver, teacher } = school
  for (const host of [72, 73, 74]) await school.enrol(addressIn('pupils', host), 'pupils', ['groep-7'])
  for (let i = 0; i < 3; i += 1) await answers(school, 'www.instagram.com', tabletOf7)
  await answers(school, 'www.instagram.com', phoneOf7)
  await answers(school, 'www.pornhub.com', phoneOf7)
  resolver.tellAttempts()
  await vi.waitFor(async () => {
    const attempts = await app.attempts.recent(teacher, { class: 'groep-7', limit: 10 })
    expect(attempts.map(({ name, count, groupName, clause }) => [name, count, groupName.nl, clause])).toEqual(
      expect.arrayContaining([
        ['www.instagram.com', 3, 'Schoolapparaten van leerlingen', 'NL-1'],
        ['www.pornhub.com', 1, 'Telefoons van leerlingen', 'NL-3'],
      ]),
    )
    expect(attempts).toHaveLength(2)
  })
})
