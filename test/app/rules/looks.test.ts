import { expect, it } from 'vitest'
import { value } from '../../helpers/value.ts'
import { aSchool, batchOf } from '../a-school.ts'

/** A school in which laptop A of 3B tried clips.example. */
async function afterATry() {
  const school = await aSchool()
  const coordinator = await school.person(['coordinator'])
  const laptop = { label: 'A', mac: '02:00:00:00:00:01', address: '10.1.0.1', group: 'pupils', classes: ['3b'] }
  const made = value(await school.app.devices.enrol(coordinator, laptop))
  const tried = { from: '10.1.0.1', name: 'www.clips.example', at: school.clock() }
  await school.office.receive({ kind: 'attempts', batch: batchOf([tried]) })
  const [attempt] = await school.app.attempts.recent(coordinator, { limit: 1 })
  return { ...school, coordinator, device: made.id, attempt: attempt!.id }
}

it('shows the device behind an attempt to one who says why, and records the look, not the device', async () => {
  const { app, storage, coordinator, device, attempt } = await afterATry()
  expect(await app.looks.behind(coordinator, attempt, ' report by the mentor ')).toEqual({
    ok: true,
    value: { id: device, label: 'A', classes: ['3b'] },
  })
  const [entry] = await storage.audit.recent(1)
  expect(entry).toMatchObject({ by: { id: coordinator.id }, action: 'device-looked-at', subject: device })
  expect(entry?.detail).toEqual({ why: 'report by the mentor' })
})

it.each([
  ['a teacher', ['teacher'], 'because of this', 'not-allowed'],
  ['somebody without a role', [], 'because of this', 'not-allowed'],
  ['a director without a reason', ['director'], '  ', 'reason-missing'],
  ['a director with four letters', ['director'], 'abcd', 'reason-missing'],
  ['a director with five', ['director'], 'abcde', undefined],
] as const)('%s', async (_, roles, reason, problem) => {
  const { app, storage, attempt, person } = await afterATry()
  const before = (await storage.audit.recent(100)).length
  const looked = await app.looks.behind(await person(roles, ['3b']), attempt, reason)
  expect(looked.ok ? undefined : looked.problem).toBe(problem)
  expect((await storage.audit.recent(100)).length - before).toBe(looked.ok ? 1 : 0)
})

it('knows no device for an attempt that is gone, or whose device was erased', async () => {
  const { app, coordinator, device, attempt } = await afterATry()
  expect(await app.looks.behind(coordinator, attempt + 1, 'because')).toMatchObject({ problem: 'unknown-attempt' })
  await app.devices.erase(coordinator, device)
  expect(await app.looks.behind(coordinator, attempt, 'because')).toMatchObject({ problem: 'unknown-attempt' })
  expect(await app.looks.dataOf(coordinator, device, 'because')).toMatchObject({ problem: 'unknown-device' })
})

it('gives out all that is kept of one device, and records that', async () => {
  const { app, storage, clock, coordinator, device, person } = await afterATry()
  const span = { id: 'x', from: clock(), until: clock() + 60_000 }
  await storage.acts.add('exclusion', { ...span, device }, clock(), coordinator, 'agreed with the parents')
  await app.requests.ask('10.1.0.1', 'www.clips.example', 'for my talk')
  const teacher = await person(['teacher'], ['3b'])
  const [waiting] = await app.requests.waiting(teacher)
  await app.requests.refuse(teacher, { class: '3b', key: waiting!.key }, 'after the test')
  expect(await app.looks.dataOf(coordinator, device, 'asked by the parents')).toMatchObject({
    value: {
      id: device,
      label: 'A',
      mac: '02:00:00:00:00:01',
      group: 'pupils',
      attempts: [{ name: 'www.clips.example', count: 1 }],
      acts: [{ kind: 'exclusion', why: 'agreed with the parents' }],
      requests: [
        { at: clock(), target: 'platform:clips', state: 'refused', why: 'for my talk', word: 'after the test' },
      ],
    },
  })
  expect((await storage.audit.recent(1))[0]).toMatchObject({ action: 'device-data-taken-out', subject: device })
  expect(await app.looks.dataOf(await person(['director']), device, 'because')).toMatchObject({
    problem: 'not-allowed',
  })
})
