import { expect, it } from 'vitest'
import type { NewExclusion } from '../../../src/app/app.ts'
import type { Down } from '../../../src/link.ts'
import type { Policy } from '../../../src/policy/policy.ts'
import { days, hours } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const told = (messages: readonly Down[]) =>
  messages.flatMap((message) => (message.kind === 'acts' ? [message.acts.exclusions] : [])).at(-1)
const teachersToo = (policy: Policy): Policy => ({ ...policy, teachersMayExclude: true })

/** A school with a phone and a tablet of 3B. */
async function withDevices(change?: (policy: Policy) => Policy, at?: string) {
  const school = await aSchool(at, change)
  const coordinator = await school.person(['coordinator'])
  const enrol = async (label: string, address: string, group: string, classId: string) => {
    const made = await school.app.devices.enrol(coordinator, { label, address, group, classes: [classId] })
    return made.ok ? made.value.id : ''
  }
  const phone = await enrol('Phone 12', '10.2.0.5', 'pupil-phones', '3b')
  const tablet = await enrol('Tablet 4', '10.1.0.5', 'pupils', '3b')
  return { ...school, coordinator, phone, tablet, director: await school.person(['director']) }
}
const reason = 'third time this month'

it('a director excludes a phone: in force at once, a measure too, and recorded without the name of the device', async () => {
  const { app, phone, director, clock, told: messages, storage } = await withDevices()
  const until = clock() + days(7)
  const done = await app.exclusions.exclude(director, { device: phone, reason, clause: 'X-1', until })
  expect(done).toMatchObject({
    ok: true,
    value: { device: { label: 'Phone 12' }, until, clause: 'X-1', earlier: 0, reason },
  })
  expect(told(messages)).toMatchObject([{ device: phone, from: clock(), until, clause: 'X-1' }])
  expect(await app.measures.taken(director)).toMatchObject([{ kind: 'exclusion', why: reason, isOver: false }])
  const audit = await storage.audit.recent(1)
  expect(audit).toMatchObject([{ action: 'device-excluded', by: { id: director.id } }])
  expect(JSON.stringify(audit)).not.toMatch(/Phone 12|10\.2\.0\.5/)
})

it.each([
  ['without a reason', { reason: '' }, 'reason-missing'],
  ['with a stroke on the keyboard for a reason', { reason: ' x ' }, 'reason-missing'],
  ['with a reason that never ends', { reason: 'x'.repeat(1001) }, 'reason-missing'],
  ['by a clause that is not there', { clause: 'X-9' }, 'unknown-clause'],
  ['by a clause called constructor', { clause: 'constructor' }, 'unknown-clause'],
  ['until a moment gone by', { until: 0 }, 'bad-exclusion-end'],
  ['without an end', { until: Number.POSITIVE_INFINITY }, 'bad-exclusion-end'],
  ['until no number', { until: Number.NaN }, 'bad-exclusion-end'],
  ['from yesterday', { from: Date.parse('2026-11-23T09:00:00Z') }, 'bad-exclusion-end'],
  ['a device that is not there', { device: 'nothing' }, 'unknown-device'],
] as const)('not %s', async (_, change, problem) => {
  const { app, phone, director, clock } = await withDevices()
  const what = { device: phone, reason, until: clock() + days(1), ...change } as NewExclusion
  expect(await app.exclusions.exclude(director, what)).toMatchObject({ ok: false, problem })
  expect(await app.exclusions.running(director)).toEqual([])
})

it.each([
  ['2027-07-31T23:59:59', true],
  ['2027-08-01T00:00:00', true],
  ['2027-08-01T00:00:01', false],
])('ends with the school year at the latest: %s', async (end, ok) => {
  const { app, phone, director } = await withDevices()
  const until = app.zone.parse(end)
  expect((await app.exclusions.exclude(director, { device: phone, reason, until })).ok).toBe(ok)
})

it.each([
  ['in the first lesson, with the last bell', '2026-11-24T09:00', '2026-11-24T14:30'],
  ['after the last bell, with the day', '2026-11-24T14:30', '2026-11-25T00:00'],
  ['on a Saturday, with the day', '2026-11-28T10:00', '2026-11-29T00:00'],
])('"until the end of the day" ends, %s', async (_, at, end) => {
  const { app, phone, director } = await withDevices(undefined, at)
  const done = await app.exclusions.exclude(director, { device: phone, reason, until: 'end-of-day' })
  expect(done.ok && app.zone.format(done.value.until).slice(0, 16)).toBe(end)
})

it('means the own devices of pupils, unless said otherwise', async () => {
  const { app, tablet, director, clock } = await withDevices()
  const what = { device: tablet, reason, until: clock() + days(1) }
  expect(await app.exclusions.exclude(director, what)).toMatchObject({ problem: 'school-device' })
  expect(await app.exclusions.exclude(director, { ...what, schoolDevice: true })).toMatchObject({ ok: true })
})

it('is not begun over one that runs, and begins again when that is over; earlier ones are counted', async () => {
  const { app, phone, director, clock } = await withDevices()
  const again = () => app.exclusions.exclude(director, { device: phone, reason, until: clock() + hours(2) })
  const first = await again()
  expect(await again()).toMatchObject({ problem: 'already-excluded' })
  expect(await app.exclusions.lift(director, first.ok ? first.value.id : '')).toMatchObject({ ok: true })
  expect(await app.exclusions.running(director)).toEqual([])
  expect(await app.measures.taken(director)).toMatchObject([{ isOver: true }])
  clock.advance(hours(1))
  expect(await again()).toMatchObject({ ok: true, value: { earlier: 1 } })
  clock.advance(days(270))
  expect(await again()).toMatchObject({ ok: true, value: { earlier: 0 } })
})

it('is lifted once', async () => {
  const { app, phone, director, clock, told: messages } = await withDevices()
  const done = await app.exclusions.exclude(director, { device: phone, reason, until: clock() + hours(2) })
  const id = done.ok ? done.value.id : ''
  expect((await app.exclusions.lift(director, id)).ok).toBe(true)
  expect(told(messages)).toEqual([])
  expect(await app.exclusions.lift(director, id)).toMatchObject({ problem: 'already-over' })
})

it('is for nobody else', async () => {
  const { app, phone, person, coordinator, clock } = await withDevices()
  const what = { device: phone, reason, until: clock() + days(1) }
  for (const who of [coordinator, await person(['teacher'], ['3b']), await person(['team-leader', 'mentor'])])
    expect(await app.exclusions.exclude(who, what)).toMatchObject({ problem: 'not-allowed' })
})

it.each([
  ['a phone of an own class until the end of the day', '3b', 'phone', { until: 'end-of-day' }, undefined],
  ['a phone of another class', '4a', 'phone', { until: 'end-of-day' }, 'not-your-class'],
  ['a phone until a moment of choice', '3b', 'phone', { until: 1795600000000 }, 'bad-exclusion-end'],
  ['a school device', '3b', 'tablet', { until: 'end-of-day' }, 'school-device'],
  ['a school device, said expressly', '3b', 'tablet', { until: 'end-of-day', schoolDevice: true }, 'school-device'],
] as const)('a teacher, where the school says so: %s', async (_, classId, which, more, problem) => {
  const school = await withDevices(teachersToo)
  const teacher = await school.person(['teacher'], [classId])
  const done = await school.app.exclusions.exclude(teacher, { device: school[which], reason, ...more })
  expect(done.ok ? undefined : done.problem).toBe(problem)
})

it('a teacher sees those of the own classes, without the reason that a director had', async () => {
  const { app, phone, person, coordinator, director, clock } = await withDevices()
  const done = await app.exclusions.exclude(director, { device: phone, reason, until: clock() + days(1) })
  const [own, other] = [await person(['teacher'], ['3b']), await person(['teacher'], ['4a'])]
  expect(await app.exclusions.running(own)).toMatchObject([{ device: { label: 'Phone 12' } }])
  expect(JSON.stringify(await app.exclusions.running(own))).not.toContain(reason)
  expect(JSON.stringify(await app.exclusions.running(coordinator))).not.toContain(reason)
  expect(await app.exclusions.running(other)).toEqual([])
  expect(await app.exclusions.lift(own, done.ok ? done.value.id : '')).toMatchObject({ problem: 'not-allowed' })
})

it('the reason goes with the school year, and with a device that is erased', async () => {
  const { app, phone, director, coordinator, clock, storage, office } = await withDevices()
  const reasons = async () => JSON.stringify(await storage.acts.history('exclusion', 0, Number.MAX_SAFE_INTEGER))
  await app.exclusions.exclude(director, { device: phone, reason, until: clock() + hours(1) })
  clock.set('2027-07-31T23:59:59')
  await office.clearOut()
  expect(await reasons()).toContain(reason)
  clock.set('2027-08-01T00:00:00')
  await office.clearOut()
  expect(await reasons()).not.toContain(reason)
  await app.exclusions.exclude(director, { device: phone, reason, until: clock() + hours(1) })
  await app.devices.erase(coordinator, phone)
  expect(await reasons()).not.toContain(reason)
})

it('two who press at once exclude once', async () => {
  const { app, phone, director, clock } = await withDevices()
  const what = { device: phone, reason, until: clock() + days(1) }
  const done = await Promise.all([app.exclusions.exclude(director, what), app.exclusions.exclude(director, what)])
  expect(done.map(({ ok }) => ok)).toEqual([true, false])
  expect(await app.exclusions.running(director)).toHaveLength(1)
})

it('a device with a medical mark only when a director says so expressly', async () => {
  const { app, phone, director, coordinator, clock } = await withDevices()
  await app.medical.mark(coordinator, phone, { reason: 'a glucose sensor' })
  const what = { device: phone, reason, until: clock() + days(1) }
  expect(await app.exclusions.exclude(director, what)).toMatchObject({ problem: 'medical-mark' })
  expect(await app.exclusions.exclude(director, { ...what, despiteMedicalMark: true })).toMatchObject({ ok: true })
})
