import { expect, it } from 'vitest'
import type { Person } from '../../../src/app/app.ts'
import { value } from '../../helpers/value.ts'
import { type ASchool, aSchool } from '../a-school.ts'

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
  expect(await storage.audit.recent(1)).toMatchObject([
    { action: 'act-restored', subject: grant, detail: { classes: '3b' } },
  ])
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
  expect(await app.restoring.restore(teacher, which(grant))).toMatchObject({ problem: 'restore-late' })
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
  expect(await app.restoring.restore(teacher, late.id)).toMatchObject({ problem: 'restore-late' })
})

it('does not bring an exclusion back', async () => {
  const { app, person } = await aLesson()
  const [director, coordinator] = [await person(['director']), await person(['coordinator'])]
  const device = { label: 'Phone', address: '10.2.0.7', group: 'pupil-phones', classes: ['3b'] }
  const enrolled = value(await app.devices.enrol(coordinator, device))
  const what = { device: enrolled.id, reason: 'filmed others', until: 'end-of-day' } as const
  const excluded = value(await app.exclusions.exclude(director, what))
  await app.exclusions.lift(director, excluded.id)
  expect(await app.restoring.restore(director, excluded.id)).toMatchObject({ problem: 'restore-late' })
})

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What the office begins and ends, each with an end of its own; `long` is how long it lasts. */
const ofTheOffice = [
  {
    kind: 'emergency',
    list: 'emergencies',
    who: ['director', 'coordinator', 'first-responder'],
    long: 30 * MINUTE,
    begin: async ({ app }: ASchool, by: Person) => value(await app.emergencies.begin(by, 'everyone', 30)),
    end: ({ app }: ASchool, by: Person, id: string) => app.emergencies.stop(by, id),
  },
  {
    kind: 'trial',
    list: 'trials',
    who: ['director', 'coordinator'],
    long: 2 * DAY,
    begin: async ({ app }: ASchool, by: Person) => value(await app.trials.begin(by, 'pupils', 2)),
    end: ({ app }: ASchool, by: Person, id: string) => app.trials.stop(by, id),
  },
  {
    kind: 'event',
    list: 'events',
    who: ['director', 'coordinator'],
    long: 90 * MINUTE,
    begin: async ({ app, clock }: ASchool, by: Person) =>
      value(await app.events.mark(by, { name: 'Open dag', until: clock() + 90 * MINUTE })),
    end: ({ app }: ASchool, by: Person, id: string) => app.events.end(by, id),
  },
] as const
const allRoles = ['coordinator', 'director', 'teacher', 'first-responder', 'mentor', 'officer'] as const

it.each(ofTheOffice)(
  'has $kind go on to the end that it had, for who may begin it and nobody else, once',
  async (of) => {
    const school = await aSchool()
    const { app, clock, told, storage } = school
    const ender = await school.person(['director'])
    const { id, until } = await of.begin(school, ender)
    for (const role of allRoles) {
      const someone = await school.person([role], role === 'teacher' ? ['3b'] : [])
      expect((await of.end(school, ender, id)).ok, role).toBe(true)
      clock.advance(1000)
      const restored = await app.restoring.restore(someone, id)
      if (!(of.who as readonly string[]).includes(role)) {
        expect(restored, role).toMatchObject({ problem: 'not-allowed' })
        expect((await app.restoring.restore(ender, id)).ok).toBe(true)
        continue
      }
      expect(restored, role).toEqual({ ok: true, value: undefined })
      expect(told.at(-1), role).toMatchObject({ kind: 'acts', acts: { [of.list]: [{ id, until }] } })
      const [line] = await storage.audit.recent(1)
      expect(line).toMatchObject({
        by: { id: someone.id },
        action: `${of.kind}-restored`,
        subject: id,
        detail: { until },
      })
      expect(await app.restoring.restore(someone, id), 'twice').toMatchObject({ problem: 'restore-late' })
    }
  },
)

it.each(
  ofTheOffice.flatMap((of) => [
    { ...of, when: 'half a minute after it was stopped', before: 0, wait: 30_000, ok: true },
    { ...of, when: 'a moment later', before: 0, wait: 30_001, ok: false },
    { ...of, when: 'a second before its end', before: of.long - 11_000, wait: 10_000, ok: true },
    { ...of, when: 'at its end', before: of.long - 10_000, wait: 10_000, ok: false },
  ]),
)('$kind, $when: $ok', async ({ begin, end, before, wait, ok }) => {
  const school = await aSchool()
  const director = await school.person(['director'])
  const { id } = await begin(school, director)
  school.clock.advance(before)
  await end(school, director, id)
  school.clock.advance(wait)
  const restored = await school.app.restoring.restore(director, id)
  expect(restored).toMatchObject(ok ? { ok } : { problem: 'restore-late' })
})

it('brings no second emergency for the same people, and no second trial of a group', async () => {
  const { app, person } = await aSchool()
  const director = await person(['director'])
  const first = value(await app.emergencies.begin(director, 'everyone', 60)).id
  await app.emergencies.stop(director, first)
  const ofStaff = value(await app.emergencies.begin(director, 'staff', 30)).id
  expect((await app.restoring.restore(director, first)).ok, 'one for other people is not in its way').toBe(true)
  await app.emergencies.stop(director, first)
  await app.emergencies.begin(director, 'everyone', 30)
  expect(await app.restoring.restore(director, first)).toMatchObject({ problem: 'emergency-running' })
  expect((await app.emergencies.running()).map(({ id }) => id)).not.toContain(first)
  expect((await app.emergencies.running()).map(({ id }) => id)).toContain(ofStaff)
  const trial = value(await app.trials.begin(director, 'pupils', 2)).id
  await app.trials.stop(director, trial)
  await app.trials.begin(director, 'pupils', 1)
  expect(await app.restoring.restore(director, trial)).toMatchObject({ problem: 'already-on-trial', detail: 'pupils' })
})

it('brings no trial back of a group that was removed meanwhile', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const group = value(
    await app.school.addGroup(coordinator, { name: { nl: 'Leenlaptops', en: '' }, copyOf: 'pupils' }),
  ).id
  const { id } = value(await app.trials.begin(coordinator, group, 2))
  await app.trials.stop(coordinator, id)
  expect(await app.school.removeGroup(coordinator, group)).toMatchObject({ ok: true })
  expect(await app.restoring.restore(coordinator, id)).toMatchObject({ problem: 'unknown-group', detail: group })
})

it('has an emergency go on for who came in by a link, and nothing else by it', async () => {
  const { app, person, storage } = await aSchool()
  const coordinator = await person(['coordinator'])
  const responder = await person(['first-responder', 'director'])
  const link = value(await app.emergencies.makeLink(coordinator, responder.id))
  const { id } = value(await app.emergencies.begin({ link }, 'staff', 30))
  await app.emergencies.stop({ link }, id)
  const from = '10.3.0.9'
  expect(await app.emergencies.restore({ link, from }, id)).toMatchObject({ ok: true })
  expect(await storage.audit.recent(1)).toMatchObject([
    { by: { id: responder.id }, from, action: 'emergency-restored', detail: { via: 'link' } },
  ])
  const trial = value(await app.trials.begin(coordinator, 'pupils', 2)).id
  await app.trials.stop(coordinator, trial)
  expect(await app.emergencies.restore({ link }, trial)).toMatchObject({ problem: 'restore-late' })
  await app.emergencies.stop({ link }, id)
  await app.emergencies.revokeLink(coordinator, responder.id)
  expect(await app.emergencies.restore({ link }, id)).toMatchObject({ problem: 'link-invalid' })
})
