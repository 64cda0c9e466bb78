import { expect, it } from 'vitest'
import { minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

async function aCart(count: number) {
  const school = await aSchool()
  const by = await school.person(['coordinator'])
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const device = { label: `L${number}`, address: `10.1.0.${number}`, group: 'pupils', classes: ['4a'] }
    const enrolled = await school.app.devices.enrol(by, device)
    if (enrolled.ok) ids.push(enrolled.value.id)
  }
  const classesOf = async () => (await school.app.devices.devices(by)).map(({ classes }) => classes.join(' '))
  return { ...school, by, ids, classesOf }
}

it('puts thirty laptops into a class in one step: one line in the log, one word to the resolver', async () => {
  const { app, by, ids, told, storage, classesOf } = await aCart(30)
  const before = told.length
  const lines = (await storage.audit.recent(100)).length
  const placed = await app.placing.place(by, { devices: ids, class: '3b', into: true })
  expect(placed).toMatchObject({ ok: true, value: { class: '3b', into: true, devices: ids } })
  expect(new Set(await classesOf())).toEqual(new Set(['4a 3b']))
  expect(told.slice(before).map(({ kind }) => kind)).toEqual(['devices'])
  const audit = await storage.audit.recent(100)
  expect(audit).toHaveLength(lines + 1)
  expect(audit[0]).toMatchObject({ action: 'devices-into-class', subject: '3b', detail: { devices: 30 } })
  expect(JSON.stringify(audit[0])).not.toMatch(/L1|10\.1\./)
})

it('takes them out again, and takes that back for those that it changed', async () => {
  const { app, by, ids, classesOf } = await aCart(3)
  await app.placing.place(by, { devices: ids.slice(0, 1), class: '3b', into: true })
  const placed = await app.placing.place(by, { devices: [...ids, ...ids], class: '3b', into: true })
  // The first was in it already.
  expect(placed).toMatchObject({ value: { devices: ids.slice(1) } })
  const id = placed.ok ? placed.value.id : ''
  expect(app.placing.recent(by, id)).toMatchObject({ class: '3b' })
  expect(await app.placing.takeBack(by, id)).toMatchObject({ ok: true, value: { into: false, devices: ids.slice(1) } })
  expect(await classesOf()).toEqual(['4a 3b', '4a', '4a'])
  expect(await app.placing.takeBack(by, id)).toMatchObject({ problem: 'placing-over' })
  expect(await app.placing.place(by, { devices: ids, class: '4a', into: false })).toMatchObject({ ok: true })
  expect(await classesOf()).toEqual(['3b', '', ''])
})

it('leaves alone what was erased or moved since, when it is taken back', async () => {
  const { app, by, ids, classesOf } = await aCart(3)
  const placed = await app.placing.place(by, { devices: ids, class: '3b', into: true })
  await app.devices.erase(by, ids[0]!)
  await app.placing.place(by, { devices: [ids[1]!], class: '3b', into: false })
  await app.placing.takeBack(by, placed.ok ? placed.value.id : '')
  expect(await classesOf()).toEqual(['4a', '4a'])
})

it('can be taken back for half an hour, by who did it', async () => {
  const { app, by, ids, clock, person } = await aCart(1)
  const placed = await app.placing.place(by, { devices: ids, class: '3b', into: true })
  const id = placed.ok ? placed.value.id : ''
  const other = await person(['coordinator'])
  expect(await app.placing.takeBack(other, id)).toMatchObject({ problem: 'placing-over' })
  clock.advance(minutes(30) - 1000)
  expect(app.placing.recent(by, id)).toBeDefined()
  clock.advance(1000)
  expect(app.placing.recent(by, id)).toBeUndefined()
  expect(await app.placing.takeBack(by, id)).toMatchObject({ problem: 'placing-over' })
})

it.each([
  ['no device', () => [], '3b', 'no-device-chosen'],
  ['one that is none', (ids: readonly string[]) => [...ids, '"><script>'], '3b', 'unknown-device'],
  ['a class that is not there', (ids: readonly string[]) => ids, '__proto__', 'unknown-class'],
])('refuses %s, and moves none', async (_, devices, classId, problem) => {
  const { app, by, ids, classesOf } = await aCart(2)
  const wish = { devices: devices(ids), class: classId, into: true }
  expect(await app.placing.place(by, wish)).toMatchObject({ ok: false, problem })
  expect(await classesOf()).toEqual(['4a', '4a'])
})

it('is for enrolled devices, and for the coordinator', async () => {
  const { app, by, ids, office, person } = await aCart(1)
  await office.receive({ kind: 'seen', addresses: ['10.1.0.77'] })
  const stranger = (await app.devices.devices(by)).find(({ known }) => !known)!.id
  const wish = { devices: [...ids, stranger], class: '3b', into: true }
  expect(await app.placing.place(by, wish)).toMatchObject({ problem: 'unknown-device' })
  const teacher = await person(['teacher', 'director'], ['3b'])
  expect(await app.placing.place(teacher, { ...wish, devices: ids })).toMatchObject({ problem: 'not-allowed' })
  expect(await app.placing.takeBack(teacher, 'x')).toMatchObject({ problem: 'not-allowed' })
})
