import { expect, it } from 'vitest'
import { name, wireOfName } from '../../../src/dns/name.ts'
import type { Down } from '../../../src/link.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const lesson = { kind: 'lesson' } as const
const wiki = { site: 'https://wiki.example/page' } as const
const maps = { platform: 'maps' } as const
const listedAt = (told: readonly Down[]) =>
  told.flatMap((message) => (message.kind === 'acts' ? [message.acts.focuses] : [])).at(-1)

async function withTeacher(at?: string) {
  const school = await aSchool(at)
  return { ...school, teacher: await school.person(['teacher'], ['3b']) }
}

it('has "only these" for a class until the end of the lesson', async () => {
  const { app, teacher, told, storage } = await withTeacher()
  const begun = await app.focus.begin(teacher, '3b', [wiki, maps], lesson)
  expect(begun).toMatchObject({
    ok: true,
    value: { className: '3B', exam: false, listed: [{ name: { nl: 'wiki.example' } }, { name: { nl: 'Maps' } }] },
  })
  expect(begun.ok && app.zone.format(begun.value.until).slice(11, 16)).toBe('10:15')
  expect(listedAt(told)).toMatchObject([{ class: '3b', exam: false, targets: [{ kind: 'site' }, { id: 'maps' }] }])
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'focus-begun', detail: { class: '3b', listed: 2 } }])
})

it('ends by itself, at a stated time too', async () => {
  const { app, teacher, clock } = await withTeacher()
  await app.focus.begin(teacher, '3b', [wiki], { kind: 'time', time: '09:30' })
  clock.set('2026-11-24T09:29:59')
  expect(await app.focus.running(teacher)).toHaveLength(1)
  clock.advance(1000)
  expect(await app.focus.running(teacher)).toEqual([])
})

it('puts a new list in the place of the old one', async () => {
  const { app, teacher, told } = await withTeacher()
  await app.focus.begin(teacher, '3b', [wiki], lesson)
  await app.focus.begin(teacher, '3b', [maps], lesson)
  expect(listedAt(told)).toMatchObject([{ targets: [{ kind: 'platform', id: 'maps' }] }])
})

it('lists a site once that is named twice', async () => {
  const { app, teacher } = await withTeacher()
  const begun = await app.focus.begin(teacher, '3b', [wiki, { site: 'wiki.example.' }], lesson)
  expect(begun).toMatchObject({ value: { listed: [{}] } })
  expect(begun.ok && begun.value.listed).toHaveLength(1)
})

it.each([
  ['nothing', '3b', [], lesson, 'nothing-listed'],
  ['what is no site', '3b', [{ site: '<script>' }], lesson, 'bad-site', '<script>'],
  ['a whole country', '3b', [{ site: 'nl' }], lesson, 'bad-site'],
  ['an app that is not there', '3b', [{ platform: 'nope' }], lesson, 'unknown-target'],
  ['what is locked', '3b', [wiki, { site: 'www.adult.example' }], lesson, 'locked', 'X-2'],
  ['21 sites', '3b', Array.from({ length: 21 }, (_, i) => ({ site: `s${i}.example` })), lesson, 'too-many-sites', '20'],
  ['a class that is not theirs', '4a', [wiki], lesson, 'not-your-class'],
  ['a class that is not there', '9z', [wiki], lesson, 'unknown-class'],
  ['for too long', '3b', [wiki], { kind: 'minutes', minutes: 481 }, 'bad-end'],
] as const)('refuses %s', async (_, classId, listed, end, problem, detail?: string) => {
  const { app, teacher } = await withTeacher()
  const begun = await app.focus.begin(teacher, classId, listed, end)
  expect(begun).toMatchObject({ ok: false, problem, ...(detail === undefined ? {} : { detail }) })
  expect(await app.focus.running(teacher)).toEqual([])
})

it('ends a plain focus without asking twice, for who has the class, once', async () => {
  const { app, teacher, person, told } = await withTeacher()
  const begun = await app.focus.begin(teacher, '3b', [wiki], lesson)
  const id = begun.ok ? begun.value.id : ''
  expect(await app.focus.end(await person(['teacher'], ['4a']), id)).toMatchObject({ problem: 'not-your-class' })
  expect(await app.focus.end(await person(['teacher'], ['3b']), id)).toMatchObject({ ok: true })
  expect(listedAt(told)).toEqual([])
  expect(await app.focus.end(teacher, id)).toMatchObject({ problem: 'already-over' })
  expect(await app.focus.end(teacher, 'no such focus')).toMatchObject({ problem: 'already-over' })
})

it('is set aside by a park, and says so', async () => {
  const { app, teacher } = await withTeacher()
  await app.focus.begin(teacher, '3b', [wiki], lesson)
  await app.parks.park(teacher, ['3b'], { kind: 'minutes', minutes: 5 })
  expect(await app.focus.running(teacher)).toMatchObject([{ resting: 'park' }])
})

it('ends when an exam begins that was planned, whatever was asked', async () => {
  const { app, teacher, clock } = await withTeacher()
  const from = clock() + minutes(20)
  await app.focus.beginExam(teacher, { rooms: [{ class: '3b', extraMinutes: 0 }], listed: [maps], from, end: lesson })
  expect(await app.focus.begin(teacher, '3b', [wiki], lesson)).toMatchObject({ value: { until: from } })
})

it('looks beforehand for who has the class, and changes nothing', async () => {
  const { app, teacher, unreachable } = await withTeacher()
  unreachable.add('typo.example').add('www.typo.example').add('only.example')
  const listed = [wiki, { site: 'typo.example' }, { site: 'only.example' }, { site: 'www.adult.example' }, maps]
  const looked = await app.focus.check(teacher, '3b', listed)
  expect(looked.ok && looked.value.map(({ targetName, state }) => [targetName.nl, state])).toEqual([
    ['wiki.example', 'ok'],
    ['typo.example', 'does-not-resolve'],
    ['only.example', 'ok'],
    ['www.adult.example', 'locked'],
    ['Maps', 'ok'],
  ])
  expect(await app.focus.running(teacher)).toEqual([])
  expect(await app.focus.check(teacher, '4a', [wiki])).toMatchObject({ problem: 'not-your-class' })
})

it('says what a page also needed while it was open for the class, but for what is listed too', async () => {
  const { app, teacher, office } = await withTeacher()
  const grant = await app.desk.give(teacher, '3b', wiki, lesson)
  const names = ['cdn.elsewhere.example', 'media.listed.example'].map((text) => wireOfName(name(text)))
  const act = grant.ok ? grant.value.id : ''
  await office.receive({ kind: 'companions', companions: [{ act, names }] })
  expect(await app.focus.check(teacher, '3b', [wiki, { site: 'listed.example' }])).toMatchObject({
    value: [{ needs: [{ name: 'cdn.elsewhere.example' }] }, { needs: [] }],
  })
})
