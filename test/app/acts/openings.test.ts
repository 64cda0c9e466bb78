import { expect, it } from 'vitest'
import type { Down } from '../../../src/link.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const told = (messages: readonly Down[]) =>
  messages.flatMap((message) => (message.kind === 'acts' ? [message.acts.openings] : [])).at(-1)
const what = { site: 'adult.example', minutes: 30, reason: 'a fake account in a pupil’s name' }

async function withDevices() {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const enrol = async (label: string, address: string, group: string) => {
    const made = await school.app.devices.enrol(coordinator, { label, address, group, classes: [] })
    return made.ok ? made.value.id : ''
  }
  const laptop = await enrol('Laptop of Kees', '10.3.0.5', 'staff')
  const tablet = await enrol('Tablet 4', '10.1.0.5', 'pupils')
  return { ...school, coordinator, laptop, tablet, director: await school.person(['director']) }
}

it('a director opens one site for one device of staff, above the locked rules; recorded without the device', async () => {
  const { app, director, laptop, told: messages, clock, storage } = await withDevices()
  expect(app.openings.choices(director)).toEqual([{ id: laptop, label: 'Laptop of Kees' }])
  const opened = await app.openings.open(director, { ...what, device: laptop })
  const until = clock() + minutes(30)
  expect(opened).toMatchObject({ value: { site: 'adult.example', until, device: { label: 'Laptop of Kees' } } })
  expect(told(messages)).toMatchObject([{ device: laptop, site: 'adult.example', until }])
  const audit = await storage.audit.recent(1)
  expect(audit).toMatchObject([{ action: 'opening-begun', detail: { site: 'adult.example', until } }])
  expect(JSON.stringify(audit)).not.toMatch(/Kees|10\.3/)
  clock.advance(minutes(30) - 1000)
  expect(await app.openings.running(director)).toHaveLength(1)
  clock.advance(1000)
  expect(await app.openings.running(director)).toEqual([])
})

it.each([
  ['without a reason', { reason: ' ' }, 'reason-missing'],
  ['for four minutes', { minutes: 4 }, 'bad-opening-end'],
  ['for more than eight hours', { minutes: 481 }, 'bad-opening-end'],
  ['for half a minute more', { minutes: 5.5 }, 'bad-opening-end'],
  ['for no time that is a number', { minutes: Number.NaN }, 'bad-opening-end'],
  ['a whole country', { site: 'nl' }, 'bad-site'],
  ['what is no site', { site: 'what is this' }, 'bad-site'],
  ['an address', { site: '192.0.2.1' }, 'bad-site'],
  ['for a device that is not there', { device: 'x' }, 'unknown-device'],
] as const)('opens nothing %s', async (_, change, problem) => {
  const { app, director, laptop } = await withDevices()
  expect(await app.openings.open(director, { ...what, device: laptop, ...change })).toMatchObject({ problem })
  expect(await app.openings.running(director)).toEqual([])
})

it('opens nothing for a device of pupils, and nothing for anybody but a director', async () => {
  const { app, director, coordinator, laptop, tablet, person } = await withDevices()
  expect(await app.openings.open(director, { ...what, device: tablet })).toMatchObject({ problem: 'not-staff-device' })
  for (const other of [coordinator, await person(['teacher', 'manager', 'officer'], ['3b'])]) {
    expect(await app.openings.open(other, { ...what, device: laptop })).toMatchObject({ problem: 'not-allowed' })
    expect([app.openings.choices(other), await app.openings.running(other)]).toEqual([[], []])
  }
})

it('is stopped once, by a director', async () => {
  const { app, director, coordinator, laptop, told: messages } = await withDevices()
  const opened = await app.openings.open(director, { ...what, device: laptop })
  const id = opened.ok ? opened.value.id : ''
  expect(await app.openings.stop(coordinator, id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.openings.stop(director, id)).toMatchObject({ ok: true })
  expect(told(messages)).toEqual([])
  expect(await app.openings.stop(director, id)).toMatchObject({ problem: 'already-over' })
})
