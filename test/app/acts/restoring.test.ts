import { expect, it } from 'vitest'
import { value } from '../../helpers/value.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const

async function aLesson() {
  const school = await aSchool()
  const teacher = await school.person(['teacher'], ['3b'])
  const given = value(await school.app.desk.give(teacher, '3b', { platform: 'clips' }, lesson))
  return { ...school, teacher, grant: given.id }
}

it('takes the closing of a grant back, to the end it had, and tells the resolver', async () => {
  const { app, teacher, grant, told, storage } = await aLesson()
  await app.desk.revoke(teacher, grant)
  expect(await app.restoring.restore(teacher, grant)).toMatchObject({ ok: true })
  expect(await app.desk.running()).toMatchObject([{ id: grant }])
  expect(told.at(-1)).toMatchObject({ kind: 'acts', acts: { grants: [{ id: grant }] } })
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'act-restored', subject: grant }])
})

it.each([
  ['half a minute', 30_000, true],
  ['a moment more', 30_001, false],
])('does so for %s', async (_, after, ok) => {
  const { app, clock, teacher, grant } = await aLesson()
  await app.desk.revoke(teacher, grant)
  clock.advance(after)
  expect((await app.restoring.restore(teacher, grant)).ok).toBe(ok)
})

it('parks again what was released by mistake', async () => {
  const { app, teacher } = await aLesson()
  const parked = await app.parks.park(teacher, ['3b'], lesson)
  await app.parks.release(teacher, ['3b'])
  expect(parked.ok && (await app.restoring.restore(teacher, parked.value[0]!.id))).toMatchObject({ ok: true })
  expect(await app.parks.running(teacher)).toHaveLength(1)
})

it('has "only these sites" go on, unless another began meanwhile', async () => {
  const { app, teacher } = await aLesson()
  const begin = (site: string) => app.focus.begin(teacher, '3b', [{ site }], lesson)
  const first = value(await begin('wiki.example'))
  await app.focus.end(teacher, first.id)
  expect(await app.restoring.restore(teacher, first.id)).toMatchObject({ ok: true })
  await begin('maps.example')
  expect(await app.restoring.restore(teacher, first.id)).toMatchObject({ problem: 'exam-running' })
})

it('has an exam to come go on, unless its time was given to another', async () => {
  const { app, clock, teacher } = await aLesson()
  const at = (begins: number) => ({
    rooms: [{ class: '3b', extraMinutes: 0 }],
    listed: [{ site: 'exam.example' }],
    from: clock() + begins,
    end: { kind: 'minutes', minutes: 30 } as const,
  })
  const set = await app.focus.beginExam(teacher, at(3600_000))
  const { id, examId } = set.ok ? set.value[0]! : { id: '', examId: '' }
  await app.focus.begin(teacher, '3b', [{ site: 'wiki.example' }], lesson)
  await app.focus.endExam(teacher, examId!)
  expect(await app.restoring.restore(teacher, id)).toMatchObject({ ok: true })
  await app.focus.endExam(teacher, examId!)
  await app.focus.beginExam(teacher, at(3600_000 + 20 * 60_000))
  expect(await app.restoring.restore(teacher, id)).toMatchObject({ problem: 'exam-running' })
})

it.each([
  ['what runs', (grant: string) => grant],
  ['what never was', () => 'nothing'],
])('refuses %s', async (_, which) => {
  const { app, teacher, grant } = await aLesson()
  expect(await app.restoring.restore(teacher, which(grant))).toMatchObject({ problem: 'already-over' })
})

it('refuses what is not this person’s, and what would be over by now', async () => {
  const { app, clock, teacher, grant, person } = await aLesson()
  await app.desk.revoke(teacher, grant)
  expect(await app.restoring.restore(await person(['teacher'], ['4a']), grant)).toMatchObject({
    problem: 'not-your-class',
  })
  clock.set('2026-11-24T10:14:50')
  const late = value(await app.desk.give(teacher, '3b', { platform: 'maps' }, lesson))
  await app.desk.revoke(teacher, late.id)
  clock.set('2026-11-24T10:15:00')
  expect(await app.restoring.restore(teacher, late.id)).toMatchObject({ problem: 'already-over' })
})

it('does not bring an exclusion back', async () => {
  const { app, person } = await aLesson()
  const [director, coordinator] = [await person(['director']), await person(['coordinator'])]
  const device = { label: 'Phone', address: '10.2.0.7', group: 'pupil-phones', classes: ['3b'] }
  const enrolled = value(await app.devices.enrol(coordinator, device))
  const what = { device: enrolled.id, reason: 'filmed others', until: 'end-of-day' } as const
  const excluded = value(await app.exclusions.exclude(director, what))
  await app.exclusions.lift(director, excluded.id)
  expect(await app.restoring.restore(director, excluded.id)).toMatchObject({ problem: 'already-over' })
})
