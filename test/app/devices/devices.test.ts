import { expect, it } from 'vitest'
import type { Down } from '../../../src/link.ts'
import { days, minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const laptop = { label: 'Laptop 7', group: 'pupils', classes: ['3b'] }
const A = 'aa:bb:cc:00:00:0a'
const B = 'aa:bb:cc:00:00:0b'

/** Where the resolver was last told that each device is. */
function places(told: readonly Down[]): Readonly<Record<string, readonly string[]>> {
  const last = told.findLast((message) => message.kind === 'devices')
  return Object.fromEntries(last?.devices.map(({ device, addresses }) => [device, addresses]) ?? [])
}

async function enrolled(mac: string | undefined, address: string | undefined) {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const made = value(
    await school.app.devices.enrol(coordinator, {
      ...laptop,
      ...(mac === undefined ? {} : { mac }),
      ...(address === undefined ? {} : { address }),
    }),
  )
  return { ...school, coordinator, id: made.id }
}

it('lists devices as people look for them: by name, "2" before "10", then those that nobody enrolled, the latest first', async () => {
  const { app, clock, office, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  for (const [i, label] of ['Laptop 10', 'chromebook 3', 'Laptop 2'].entries())
    await app.devices.enrol(coordinator, { ...laptop, label, address: `10.1.0.${i + 1}` })
  await office.receive({ kind: 'seen', addresses: ['10.1.9.1'] })
  clock.advance(minutes(10))
  await office.receive({ kind: 'seen', addresses: ['10.1.9.2'] })
  const listed = (await app.devices.devices(coordinator)).map(({ known, label, addresses }) =>
    known ? label : addresses[0],
  )
  expect(listed).toEqual(['chromebook 3', 'Laptop 2', 'Laptop 10', '10.1.9.2', '10.1.9.1'])
  expect(app.measures.choices(await person(['director'])).map(({ label }) => label)).toEqual(listed.slice(0, 3))
})

it('follows a device by its MAC to every address it gets', async () => {
  const { office, neighbours, told, id } = await enrolled(A.toUpperCase().replaceAll(':', '-'), undefined)
  expect(places(told)).toEqual({})
  neighbours.set('10.1.0.5', A)
  await office.syncNeighbours()
  expect(places(told)).toEqual({ [id]: ['10.1.0.5'] })
  neighbours.delete('10.1.0.5')
  neighbours.set('10.1.0.6', A).set('fd00::6', A)
  await office.syncNeighbours()
  expect(places(told)).toEqual({ [id]: ['10.1.0.6', 'fd00::6'] })
})

it('learns the MAC of a device that was enrolled by its address, so that it keeps its id', async () => {
  const { office, app, coordinator, neighbours, told, id } = await enrolled(undefined, '10.1.0.5')
  neighbours.set('10.1.0.5', A)
  await office.syncNeighbours()
  expect(await app.devices.devices(coordinator)).toMatchObject([{ id, mac: A }])
  neighbours.delete('10.1.0.5')
  neighbours.set('10.1.0.9', A)
  await office.syncNeighbours()
  expect(places(told)).toEqual({ [id]: ['10.1.0.9'] })
})

it('takes an address from a device as soon as another machine answers there', async () => {
  const { office, neighbours, told, id } = await enrolled(A, '10.1.0.5')
  expect(places(told)).toEqual({ [id]: ['10.1.0.5'] })
  neighbours.set('10.1.0.5', B)
  await office.syncNeighbours()
  expect(places(told)).toEqual({})
})

it('leaves a sleeping device its last address', async () => {
  const { office, neighbours, told, id } = await enrolled(A, undefined)
  neighbours.set('10.1.0.5', A)
  await office.syncNeighbours()
  neighbours.clear()
  await office.syncNeighbours()
  expect(places(told)).toEqual({ [id]: ['10.1.0.5'] })
})

it('swaps two devices that swapped their addresses', async () => {
  const { office, app, coordinator, neighbours, told, id } = await enrolled(A, '10.1.0.5')
  const other = await app.devices.enrol(coordinator, { ...laptop, label: 'Laptop 8', mac: B, address: '10.1.0.6' })
  neighbours.set('10.1.0.5', B).set('10.1.0.6', A)
  await office.syncNeighbours()
  expect(places(told)).toEqual({ [id]: ['10.1.0.6'], [other.ok ? other.value.id : '']: ['10.1.0.5'] })
})

it('takes a machine that answers for many addresses for a router, not for a device', async () => {
  const { office, app, coordinator, neighbours } = await enrolled(undefined, '10.1.0.5')
  for (let i = 0; i < 20; i += 1) neighbours.set(`10.1.0.${i}`, A)
  await office.syncNeighbours()
  expect((await app.devices.devices(coordinator))[0]).not.toHaveProperty('mac')
})

it('takes a laptop with many addresses of its own in one network for one device', async () => {
  const { office, app, person, neighbours, storage } = await aSchool()
  const coordinator = await person(['coordinator'])
  const own = Array.from({ length: 300 }, (_, i) => `2001:db8::${(i + 1).toString(16)}`)
  for (const address of ['10.1.0.5', ...own]) neighbours.set(address, A)
  await office.receive({ kind: 'seen', addresses: own.slice(0, 150) })
  await office.receive({ kind: 'seen', addresses: ['10.1.0.5', ...own.slice(150)] })
  const [laptop, ...others] = await app.devices.devices(coordinator)
  expect([laptop?.mac, others]).toEqual([A, []])
  const [{ identity } = { identity: { addresses: [] as readonly string[] } }] = await storage.devices.all()
  expect([identity.addresses.length, identity.addresses[0]]).toEqual([64, '10.1.0.5'])
})

it('forgets the stranger that was seen longest ago where there are too many, and meets the new one', async () => {
  const { office, app, person, storage, clock } = await aSchool()
  const coordinator = await person(['coordinator'])
  const flood = Array.from({ length: 5000 }, (_, i) => `10.1.${i >> 8}.${i & 255}`)
  await office.receive({ kind: 'seen', addresses: ['10.2.0.1'] })
  clock.advance(minutes(1))
  await office.receive({ kind: 'seen', addresses: flood })
  clock.advance(minutes(1))
  await office.receive({ kind: 'seen', addresses: ['10.2.0.2', ...flood.map((_, i) => `10.3.${i >> 8}.${i & 255}`)] })
  expect((await storage.devices.all()).length).toBe(5000)
  const places = new Set((await app.devices.devices(coordinator)).flatMap(({ addresses }) => addresses))
  // A flood takes the place of a few at a time only.
  expect(['10.2.0.1', '10.2.0.2', '10.3.0.48', '10.3.0.49'].map((place) => places.has(place))).toEqual([
    ...[false, true, true, false],
  ])
})

it('says when a device was last seen of which only the address is known: to ten minutes', async () => {
  const { office, app, coordinator, clock, restart, id } = await enrolled(undefined, '10.1.0.5')
  const lastSeen = async (desk = app) =>
    (await desk.devices.devices(coordinator)).find((device) => device.id === id)?.lastSeen
  expect(await lastSeen()).toBeUndefined()
  const first = clock()
  await office.receive({ kind: 'seen', addresses: ['10.1.0.5', '10.1.0.6'] })
  expect(await lastSeen()).toBe(first)
  clock.advance(minutes(10) - 1)
  await office.receive({ kind: 'seen', addresses: ['10.1.0.5'] })
  expect(await lastSeen()).toBe(first)
  clock.advance(1)
  await office.receive({ kind: 'seen', addresses: ['10.1.0.5'] })
  expect(await lastSeen()).toBe(first + minutes(10))
  expect(await lastSeen((await restart()).app)).toBe(first + minutes(10))
})

it('tells the resolver only of changes', async () => {
  const { office, neighbours, told } = await enrolled(A, undefined)
  neighbours.set('10.1.0.5', A)
  await office.syncNeighbours()
  const before = told.length
  await office.syncNeighbours()
  expect(told).toHaveLength(before)
})

it('lists a stranger once, with its MAC, under the group of its network, and keeps its id when it is enrolled', async () => {
  const { office, app, person, neighbours } = await aSchool()
  const coordinator = await person(['coordinator'])
  neighbours.set('10.2.0.9', '02:00:00:00:00:01').set('fd00::9', '02:00:00:00:00:01')
  await office.receive({ kind: 'seen', addresses: ['10.2.0.9', 'fd00::9'] })
  await office.receive({ kind: 'seen', addresses: ['10.2.0.9'] })
  const [stranger, ...others] = await app.devices.devices(coordinator)
  expect(others).toEqual([])
  expect(stranger).toMatchObject({ known: false, group: 'pupil-phones', randomMac: true, label: '' })
  const made = await app.devices.enrol(coordinator, { ...laptop, address: '10.2.0.9' })
  expect(made).toMatchObject({ ok: true, value: { id: stranger!.id, known: true, mac: '02:00:00:00:00:01' } })
  expect(await app.devices.devices(coordinator)).toHaveLength(1)
})

it('lists no guests, and forgets strangers in time', async () => {
  const { office, app, person, clock } = await aSchool()
  const coordinator = await person(['coordinator'])
  await office.receive({ kind: 'seen', addresses: ['10.4.0.1', '10.1.0.1'] })
  expect(await app.devices.devices(coordinator)).toHaveLength(1)
  clock.advance(days(14) + 1)
  expect(await office.forgetUnknownDevices(clock() - days(14))).toBe(1)
  expect(await app.devices.devices(coordinator)).toEqual([])
})

it.each([
  ['no label', { label: ' ' }, 'name-missing'],
  ['a group that is not there', { group: 'nobody' }, 'unknown-group'],
  ['a class that is not there', { classes: ['9z'] }, 'unknown-class'],
  ['half a MAC', { mac: 'aa:bb:cc' }, 'bad-mac'],
  ['half an address', { address: '10.1.0' }, 'bad-address'],
  ['nothing to know it by', { mac: '', address: ' ' }, 'nothing-to-know-it-by'],
  ["another's MAC", { mac: A, address: '' }, 'taken'],
  ["another's address", { mac: B, address: '10.1.0.5' }, 'taken'],
])('refuses a device with %s', async (_, change, problem) => {
  const { app, coordinator } = await enrolled(A, '10.1.0.5')
  const device = { ...laptop, mac: B, address: '10.1.0.77', ...change }
  expect(await app.devices.enrol(coordinator, device)).toMatchObject({ ok: false, problem })
})

it('changes a device and keeps its id over a restart', async () => {
  const { app, coordinator, id, restart, told } = await enrolled(A, '10.1.0.5')
  const changed = await app.devices.change(coordinator, id, {
    ...laptop,
    label: 'Cart',
    mac: A,
    address: '10.1.0.5',
    group: 'staff',
  })
  expect(changed).toMatchObject({ ok: true, value: { id, label: 'Cart', group: 'staff' } })
  const again = await restart()
  await again.publish()
  expect(places(told)).toEqual({ [id]: ['10.1.0.5'] })
})

it('erases a device with all that tells which it was', async () => {
  const { app, coordinator, id, storage, told } = await enrolled(A, '10.1.0.5')
  expect(await app.devices.erase(coordinator, id)).toMatchObject({ ok: true })
  expect(await storage.devices.all()).toEqual([])
  expect(places(told)).toEqual({})
  expect(await app.devices.erase(coordinator, id)).toMatchObject({ problem: 'unknown-device' })
})

it('is for the coordinator', async () => {
  const { app, id, person } = await enrolled(A, '10.1.0.5')
  const teacher = await person(['teacher', 'director'], ['3b'])
  expect(await app.devices.devices(teacher)).toEqual([])
  expect(await app.devices.enrol(teacher, laptop)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.devices.change(teacher, id, laptop)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.devices.erase(teacher, id)).toMatchObject({ problem: 'not-allowed' })
})
