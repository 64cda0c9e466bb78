import { expect, it } from 'vitest'
import { name } from '../../../src/dns/name.ts'
import type { ResolverTotals } from '../../../src/link.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { noTotals } from '../../helpers/no-totals.ts'
import { aSchool } from '../a-school.ts'

it.each([
  ['clips.example', 'pupils', 'block', 'rule', 'X-1', '10:15'],
  ['adult.example', 'pupils', 'block', 'locked', 'X-2', undefined],
  ['wiki.example', 'pupils', 'pass', 'default', undefined, undefined],
  ['wiki.example', 'pupil-phones', 'block', 'rule', 'X-1', '14:30'],
  ['time.example', 'pupil-phones', 'pass', 'essential', undefined, undefined],
])('%s for %s: %s because of %s', async (site, group, verdict, kind, clause, until) => {
  const { app, clock } = await aSchool('2026-11-24T09:00')
  const explained = app.why.explain({ name: name(site), group, classes: [], at: clock() })
  expect(explained).toMatchObject({ verdict, reason: { kind } })
  expect(explained.reason.clause).toBe(clause)
  expect(explained.until && app.zone.format(explained.until).slice(11, 16)).toBe(until)
})

it('tells whoever asks what holds for them now, and until when', async () => {
  const { app, person } = await aSchool('2026-11-24T09:00')
  const coordinator = await person(['coordinator'])
  await app.devices.enrol(coordinator, { label: 'A', address: '10.9.0.1', group: 'pupils', classes: ['3b'] })
  await app.desk.give(coordinator, '3b', { platform: 'clips' }, { kind: 'minutes', minutes: 10 })
  expect(await app.why.statusFor('::ffff:10.9.0.1')).toMatchObject({
    group: { id: 'pupils' },
    kindOfTime: 'lesson',
    grants: [{ targetName: { en: 'Clips' } }],
    periodEnds: app.zone.parse('2026-11-24T10:15'),
    changes: app.zone.parse('2026-11-24T09:10'),
  })
  expect(await app.why.statusFor('10.2.0.1')).toMatchObject({ group: { id: 'pupil-phones' }, grants: [] })
  expect(await app.why.statusFor('192.0.2.1')).toMatchObject({ group: { id: 'pupil-phones' } })
})

const totals: ResolverTotals = { ...noTotals, queries: 5, blocked: 1, cacheHits: 2, cacheEntries: 2, cacheBytes: 100 }

it('says what needs a person, and nothing while all is well', async () => {
  const { app, office, clock } = await aSchool()
  const problems = async () => (await app.health()).warnings.map(({ problem }) => problem)
  await office.receive({ kind: 'totals', totals })
  expect(await problems()).toEqual([])
  expect(await app.health()).toMatchObject({ names: 2, lists: 2, resolver: { queries: 5 } })
  await office.receive({ kind: 'totals', totals: { ...totals, upstreamsUp: false } })
  await office.receive({ kind: 'seen', addresses: ['10.1.0.1'] })
  expect(await problems()).toEqual(['upstreams-down', 'unknown-devices'])
  clock.advance(minutes(1) + 1)
  expect(await problems()).toEqual(['resolver-silent', 'unknown-devices'])
})

it('names an upstream that does not answer while another does, once it has been so for a minute', async () => {
  const { app, office, clock } = await aSchool()
  const figures = { answered: 1, failed: 1, milliseconds: 1, within: [] }
  const hear = (first: boolean, second: boolean) =>
    office.receive({
      kind: 'totals',
      totals: {
        ...{ ...totals, upstreamsUp: first || second },
        upstreams: [
          { ...figures, place: 1, address: '192.0.2.1:53', isWell: first },
          { ...figures, place: 2, address: '192.0.2.2:53', isWell: second },
        ],
      },
    })
  const warnings = async () => (await app.health()).warnings
  await hear(true, false)
  clock.advance(minutes(1) - 1)
  await hear(true, false)
  expect(await warnings()).toEqual([])
  clock.advance(1)
  await hear(true, false)
  expect(await warnings()).toEqual([{ problem: 'upstream-failing', detail: '192.0.2.2:53' }])
  await hear(false, false)
  expect(await warnings()).toEqual([{ problem: 'upstreams-down' }])
  await hear(true, true)
  expect(await warnings()).toEqual([])
  // One that fails anew is given its minute anew.
  await hear(true, false)
  expect(await warnings()).toEqual([])
})

it('says for an hour that somebody seems to forge answers: from a hundred within a minute on', async () => {
  const { app, office, clock } = await aSchool()
  const hear = (forgedAnswers: number) => office.receive({ kind: 'totals', totals: { ...totals, forgedAnswers } })
  const warnings = async () => (await app.health()).warnings
  // What was counted before is of no matter, nor what comes now and then.
  await hear(5_000)
  for (const count of [5_060, 5_120, 5_180]) {
    clock.advance(minutes(1))
    await hear(count)
  }
  expect(await warnings()).toEqual([])
  clock.advance(5_000)
  await hear(5_279)
  expect(await warnings()).toEqual([])
  clock.advance(5_000)
  await hear(5_280)
  expect(await warnings()).toEqual([{ problem: 'forged-answers', detail: '100' }])
  clock.advance(minutes(60) - 1)
  await hear(5_280)
  expect(await warnings()).toHaveLength(1)
  clock.advance(1)
  expect(await warnings()).toEqual([])
  // A resolver that was started anew begins at nothing.
  await hear(0)
  await hear(99)
  expect(await warnings()).toEqual([])
})

it('says that the school is not filled in yet, and that the clock is wrong', async () => {
  const { app, office, clock } = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    groups: policy.groups.map((group) => ({ ...group, networks: [] })).slice(0, 1),
    timetables: [],
    unknown: 'pupils',
  }))
  clock.set('2020-01-01T00:00')
  await office.receive({ kind: 'totals', totals })
  expect((await app.health()).warnings).toEqual([
    { problem: 'no-timetable', detail: 'pupils' },
    { problem: 'no-networks' },
    { problem: 'clock-wrong' },
  ])
})

it('names each timetable in use that is still empty, once, with where it is filled in', async () => {
  const empty = (id: string) => ({ id, name: { nl: `Tijden ${id}`, en: `Hours ${id}` }, days: {} })
  const { app, office } = await aSchool('2026-11-24T09:00', (policy) => ({
    ...policy,
    groups: policy.groups.map((group) => ({ ...group, timetable: 'new' })),
    classes: policy.classes.map((each) => ({ ...each, timetable: 'late' })),
    timetables: [...policy.timetables, empty('new'), empty('late'), empty('spare')],
  }))
  await office.receive({ kind: 'totals', totals })
  expect((await app.health()).warnings).toEqual([
    { problem: 'timetable-empty', detail: 'Tijden new', about: 'new' },
    { problem: 'timetable-empty', detail: 'Tijden late', about: 'late' },
  ])
})

it('reads the lists anew and brings them to the resolver', async () => {
  const { app, person, told } = await aSchool()
  await app.lists.refresh(await person(['teacher']))
  expect(told).toEqual([])
  await app.lists.refresh(await person(['coordinator']))
  expect(told).toMatchObject([{ kind: 'snapshot' }])
  expect(await app.lists.lists()).toMatchObject([{ id: 'adult', names: 1 }, { id: 'games' }])
})
