import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { standingExplainer } from '../../../src/app/why/offline.ts'
import type { Snapshot } from '../../../src/link.ts'
import { StandingFile } from '../../../src/standing/standing.ts'
import { minutes } from '../../helpers/moving-clock.ts'
import { value } from '../../helpers/value.ts'
import type { ASchool } from '../a-school.ts'
import { aSchool } from '../a-school.ts'

async function withCoordinator(change?: Parameters<typeof aSchool>[1]) {
  const school = await aSchool('2026-11-24T09:00', change)
  return { ...school, ann: await school.person(['coordinator']), desk: school.app.platforms }
}
const snapshots = ({ told }: ASchool): readonly Snapshot[] =>
  told.flatMap((message) => (message.kind === 'snapshot' ? [message.snapshot] : []))
const novum = { name: 'Novum', sets: ['social-media'], names: ['novum.example', 'https://cdn.novum.example/x'] }
const verdict = ({ app, clock }: ASchool, name: string) =>
  app.why.explain({ name: name as never, group: 'pupils', classes: [], at: clock() }).verdict

describe('a school adds a platform', () => {
  it('in one revision, in force at the resolver, and everywhere that platforms are named', async () => {
    const school = await withCoordinator()
    const { desk, ann, app, storage } = school
    expect(verdict(school, 'www.novum.example')).toBe('pass')
    const added = await desk.add(ann, novum)
    expect(added).toEqual({
      ok: true,
      value: {
        id: 'novum',
        name: 'Novum',
        sets: ['social-media'],
        in: ['social-media'],
        names: [
          { name: 'novum.example', from: 'school' },
          { name: 'cdn.novum.example', from: 'school' },
        ],
        state: 'school',
        sharedWith: [],
      },
    })
    expect(verdict(school, 'www.novum.example')).toBe('block')
    expect(snapshots(school).at(-1)).toMatchObject({ revision: 2, platformSets: { novum: ['social-media'] } })
    expect(snapshots(school).at(-1)!.catalogue.tagSets.flat()).toContain('platform:novum')
    expect(await storage.audit.recent(1)).toMatchObject([{ detail: { why: 'add platform Novum' } }])
    const teacher = await school.person(['teacher'], ['3b'])
    expect(await app.desk.give(teacher, '3b', { platform: 'novum' }, { kind: 'lesson' })).toMatchObject({ ok: true })
  })

  it('is still there after a restart, and gone when the revision is undone', async () => {
    const school = await withCoordinator()
    await school.desk.add(school.ann, novum)
    const again = await school.restart()
    expect(again.app.platforms.list().map(({ id }) => id)).toContain('novum')
    expect(await again.app.school.undo(school.ann, 2)).toMatchObject({ ok: true })
    expect(again.app.platforms.list().map(({ id }) => id)).not.toContain('novum')
  })

  it.each<readonly [string, object, object]>([
    ['without a name', { name: ' ' }, { problem: 'name-missing' }],
    ['without a letter', { name: '!!' }, { problem: 'id-bad' }],
    ['that there is already', { name: 'Clips' }, { problem: 'id-taken', detail: 'clips' }],
    ['with what is no name', { names: ['ok.example', 'a..b'] }, { problem: 'bad-host', detail: 'a..b' }],
    ['without names', { names: [] }, { problem: 'not-valid' }],
    ['with a public suffix', { names: ['co.uk'] }, { problem: 'not-valid' }],
    ['with an essential name', { names: ['time.example'] }, { problem: 'not-valid' }],
    ['with a protected name', { names: ['a.mail.example'] }, { problem: 'not-valid' }],
    ['with a name of another', { names: ['clips.example'] }, { problem: 'not-valid' }],
    ['in a set that is not there', { sets: ['nix'] }, { problem: 'not-valid' }],
  ])('but not one %s', async (_, wish, refusal) => {
    const { desk, ann, app } = await withCoordinator()
    expect(await desk.add(ann, { ...novum, ...wish })).toMatchObject({ ok: false, ...refusal })
    expect(app.school.revision()).toBe(1)
  })

  it('only by the coordinator', async () => {
    const { desk, person } = await withCoordinator()
    expect(await desk.add(await person(['teacher', 'director']), novum)).toEqual({ ok: false, problem: 'not-allowed' })
  })
})

describe('a school corrects a platform', () => {
  it('and sees what is the catalogue’s and what is its own', async () => {
    const school = await withCoordinator()
    const { desk, ann } = school
    const corrected = await desk.correct(ann, 'clips', {
      names: ['new-clips.example'],
      not: ['clips-media.example'],
      sets: [],
    })
    expect(corrected).toMatchObject({
      ok: true,
      value: {
        id: 'clips',
        sets: [],
        in: [],
        state: 'corrected',
        names: [
          { name: 'clips.example', from: 'shipped' },
          { name: 'clips-media.example', from: 'shipped', takenOff: true },
          { name: 'new-clips.example', from: 'school' },
        ],
      },
    })
    expect(verdict(school, 'clips.example')).toBe('pass')
  })

  it('and takes the correction back', async () => {
    const school = await withCoordinator()
    const { desk, ann, app } = school
    await desk.correct(ann, 'clips', { sets: [] })
    expect(await desk.remove(ann, 'clips')).toEqual({ ok: true, value: undefined })
    expect(desk.list().find(({ id }) => id === 'clips')).toMatchObject({ state: 'catalogue', sets: ['social-media'] })
    expect(app.school.policy().platforms).toBeUndefined()
    expect(verdict(school, 'clips.example')).toBe('block')
  })

  it('keeps of a platform of its own what is not said', async () => {
    const { desk, ann } = await withCoordinator()
    await desk.add(ann, novum)
    expect(await desk.correct(ann, 'novum', { sets: [] })).toMatchObject({
      value: { name: 'Novum', sets: [], names: [{ name: 'novum.example' }, { name: 'cdn.novum.example' }] },
    })
  })

  it('shares a name with its other owner when it says so', async () => {
    const { desk, ann } = await withCoordinator()
    const wish = { names: ['clips.example'] }
    expect(await desk.correct(ann, 'chatter', wish)).toMatchObject({ problem: 'not-valid' })
    expect(await desk.correct(ann, 'chatter', { ...wish, sharedWith: ['clips'] })).toMatchObject({ ok: true })
  })

  it.each<readonly [string, string, object, object]>([
    ['that is not there', 'nix', { names: ['a.example'] }, { problem: 'unknown-platform', detail: 'nix' }],
    ['with nothing', 'clips', {}, { problem: 'nothing-to-correct' }],
    ['with an empty name', 'clips', { name: '' }, { problem: 'name-missing' }],
    ['taking off what it has not', 'clips', { not: ['maps.example'] }, { problem: 'not-valid' }],
  ])('but not one %s', async (_, id, wish, refusal) => {
    const { desk, ann } = await withCoordinator()
    expect(await desk.correct(ann, id, wish)).toMatchObject({ ok: false, ...refusal })
  })
})

describe('a platform of the school’s own is not taken away', () => {
  it('while a rule names it', async () => {
    const { desk, ann, app } = await withCoordinator()
    await desk.add(ann, novum)
    const rule = {
      groups: ['pupils'],
      target: 'platform:novum',
      state: 'closed',
      when: 'always',
      locked: false,
    } as const
    const made = value(await app.rules.setRule(ann, rule))
    expect(await desk.remove(ann, 'novum')).toEqual({ ok: false, problem: 'named', detail: made.id })
    await app.rules.removeRule(ann, made.id)
    expect(await desk.remove(ann, 'novum')).toMatchObject({ ok: true })
  })

  it('while a set names it', async () => {
    const { desk, ann, app } = await withCoordinator()
    await desk.add(ann, novum)
    const set = { name: { nl: 'Leuk' }, platforms: ['novum'], andAllLikeThem: false }
    expect(await app.rules.setSet(ann, set)).toMatchObject({ ok: true })
    expect(await desk.remove(ann, 'novum')).toEqual({ ok: false, problem: 'named', detail: 'leuk' })
  })

  it('while a grant on it runs; at its end it is', async () => {
    const { desk, ann, app, clock, person } = await withCoordinator()
    await desk.add(ann, novum)
    const teacher = await person(['teacher'], ['3b'])
    const given = value(await app.desk.give(teacher, '3b', { platform: 'novum' }, { kind: 'minutes', minutes: 10 }))
    clock.advance(minutes(10) - 1)
    expect(await desk.remove(ann, 'novum')).toEqual({ ok: false, problem: 'named', detail: given.id })
    clock.advance(1)
    expect(await desk.remove(ann, 'novum')).toMatchObject({ ok: true })
  })
})

it('is seen by explain, of what a server last put in force', async () => {
  const school = await withCoordinator()
  await school.desk.add(school.ann, novum)
  new StandingFile(join(school.data, 'standing')).save({ kind: 'snapshot', snapshot: snapshots(school).at(-1)! })
  const question = { name: 'www.novum.example', group: 'pupils', classes: [], at: '2026-11-24T09:00' }
  const explained = standingExplainer({ data: school.data }).explain(question, 0)
  expect(explained).toMatchObject({ verdict: 'block', reason: { clause: 'X-1' } })
})
