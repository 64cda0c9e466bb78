import { describe, expect, it } from 'vitest'
import type { RuleWish } from '../../../src/app/app.ts'
import { aSchool } from '../a-school.ts'

async function withDesk() {
  const school = await aSchool()
  const ann = await school.person(['coordinator'])
  return { ...school, ann, desk: school.app.rules, rules: () => school.app.school.policy().rules }
}
const wish: RuleWish = { groups: ['pupils'], target: 'platform:maps', state: 'closed', when: ['lesson'], locked: false }

it('adds a rule behind the others with an id of its own, changes it in its place, and takes it away', async () => {
  const { desk, ann, rules, app } = await withDesk()
  expect(await desk.setRule(ann, wish)).toMatchObject({ ok: true, value: { id: 'close-maps' } })
  expect(await desk.setRule(ann, wish)).toMatchObject({ ok: true, value: { id: 'close-maps-2' } })
  expect(await desk.moveRule(ann, 'close-maps-2', 'social')).toMatchObject({ ok: true })
  expect(
    await desk.setRule(ann, {
      ...wish,
      id: 'close-maps-2',
      target: 'site:www.Maps.example',
      clause: 'X-1',
      classes: ['3b'],
    }),
  ).toMatchObject({ ok: true })
  expect(rules().map(({ id }) => id)).toEqual(['adult', 'undress', 'close-maps-2', 'social', 'phones', 'close-maps'])
  expect(rules()[2]).toEqual({
    ...{ id: 'close-maps-2', groups: ['pupils'], classes: ['3b'], state: 'closed', when: ['lesson'], locked: false },
    target: { kind: 'site', name: 'www.maps.example' },
    clause: 'X-1',
  })
  expect(await desk.moveRule(ann, 'close-maps-2', undefined)).toMatchObject({ ok: true })
  expect(rules().at(-1)!.id).toBe('close-maps-2')
  expect(await desk.removeRule(ann, 'close-maps')).toMatchObject({ ok: true })
  expect(await app.school.undo(ann, app.school.revision())).toMatchObject({ ok: true })
  expect(rules().map(({ id }) => id)).toEqual(['adult', 'undress', 'social', 'phones', 'close-maps', 'close-maps-2'])
})

it.each<[string, Partial<RuleWish>, string, RegExp]>([
  ['a target that is none', { target: 'youtube' }, 'bad-target', /is not a target; write everything/],
  ['a site that is none', { target: 'site:a b' }, 'bad-target', /is not a domain name/],
  [
    'a platform that is not there',
    { target: 'platform:nope' },
    'not-valid',
    /unknown platform "nope"; known: chatter, /,
  ],
  ['a group that is not there', { groups: ['nobody'] }, 'not-valid', /unknown group "nobody"; known: pupils, /],
  ['no group', { groups: [] }, 'not-valid', /rules\[4\]\.for: /],
  ['a class that is not there', { classes: ['9z'] }, 'not-valid', /unknown class "9z"/],
  ['a clause that is not there', { clause: 'X-9' }, 'not-valid', /unknown clause "X-9"; known: X-1, X-2/],
  ['a time that is none', { when: ['never'] as never }, 'not-valid', /rules\[4\]\.when/],
  ['a lock on what it opens', { state: 'open', locked: true }, 'not-valid', /only a rule that closes can be locked/],
  ['an id that is not there', { id: 'nope' }, 'unknown-id', /nope/],
  ['two things at once', { groups: ['nobody'], clause: 'X-9' }, 'not-valid', /nobody.*; .*X-9/],
])('refuses a rule with %s', async (_, change, problem, detail) => {
  const { desk, ann, app } = await withDesk()
  expect(await desk.setRule(ann, { ...wish, ...change })).toMatchObject({
    ok: false,
    problem,
    detail: expect.stringMatching(detail),
  })
  expect(app.school.revision()).toBe(1)
})

it('lets nobody weaken a rule that every school has, and says why', async () => {
  const { desk, ann } = await withDesk()
  const adult = {
    ...wish,
    id: 'adult',
    groups: ['pupils', 'pupil-phones'],
    target: 'category:adult',
    when: 'always',
  } as const
  expect(await desk.setRule(ann, adult)).toMatchObject({
    ok: false,
    problem: 'basis',
    detail: 'rules.adult: this rule of the basis is locked in every school',
  })
  expect(await desk.removeRule(ann, 'adult')).toMatchObject({
    problem: 'basis',
    detail: expect.stringContaining('every school has this rule'),
  })
  expect(await desk.setRule(ann, { ...adult, locked: true, groups: ['pupils'] })).toMatchObject({ problem: 'basis' })
  expect(
    await desk.setRule(ann, { ...adult, locked: true, groups: ['pupils', 'pupil-phones', 'staff', 'guests'] }),
  ).toMatchObject({ ok: true })
  expect(await desk.setRule(ann, { ...wish, target: 'category:adult', state: 'open' })).toMatchObject({
    problem: 'basis',
  })
})

it('is the coordinator’s alone, and refused when another changed the rule meanwhile', async () => {
  const { desk, ann, person, app } = await withDesk()
  expect(await desk.setRule(await person(['director', 'teacher']), wish)).toMatchObject({ problem: 'not-allowed' })
  await desk.setRule(ann, { ...wish, id: 'social', target: 'set:social-media' })
  const bob = { person: await person(['coordinator']), seen: 1 }
  const social = { ...wish, id: 'social', target: 'set:social-media', when: ['break'] } as const
  const refused = { problem: 'changed-meanwhile', detail: 'Person 1, 2026-11-24 09:00' }
  expect(await desk.setRule(bob, social)).toMatchObject(refused)
  expect(await desk.removeRule(bob, 'social')).toMatchObject(refused)
  expect(await desk.setRule(bob, { ...wish, id: 'phones', target: 'everything' })).toMatchObject({ ok: true })
  expect(await desk.setRule({ ...bob, seen: app.school.revision() }, social)).toMatchObject({ ok: true })
})

it('keeps sets: a new one, a platform more, and none that a rule still names', async () => {
  const { desk, ann, app } = await withDesk()
  const set = { name: { nl: 'Kaarten & zo' }, platforms: ['maps'], andAllLikeThem: false }
  expect(await desk.setSet(ann, set)).toEqual({
    ok: true,
    value: { ...set, id: 'kaarten-zo', name: { nl: 'Kaarten & zo', en: 'Kaarten & zo' } },
  })
  expect(await desk.setSet(ann, { ...set, id: 'kaarten-zo', platforms: ['maps', 'clips'] })).toMatchObject({ ok: true })
  expect(await desk.setRule(ann, { ...wish, target: 'set:kaarten-zo' })).toMatchObject({ ok: true })
  expect(await desk.removeSet(ann, 'kaarten-zo')).toMatchObject({
    problem: 'in-use',
    detail: 'close-kaarten-zo',
  })
  await desk.removeRule(ann, 'close-kaarten-zo')
  expect(await desk.removeSet(ann, 'kaarten-zo')).toMatchObject({ ok: true })
  expect(app.school.policy().sets).toHaveLength(1)
})

it.each([
  ['without a name', { name: { nl: ' ' } }, 'name-missing'],
  ['named with signs only', { name: { nl: '!?' } }, 'id-bad'],
  ['with a platform that is not there', { platforms: ['nope'] }, 'not-valid'],
  ['with an id that is not there', { id: 'nope' }, 'unknown-id'],
  ['that leaves out what could not join', { not: ['clips'] }, 'not-valid'],
])('refuses a set %s', async (_, change, problem) => {
  const { desk, ann } = await withDesk()
  const set = { name: { nl: 'Kaarten' }, platforms: ['maps'], andAllLikeThem: false, ...change }
  expect(await desk.setSet(ann, set)).toMatchObject({ ok: false, problem })
})

describe('clauses', () => {
  it('are the school’s own sentences: one language fills both, no words take one away', async () => {
    const { desk, ann, app } = await withDesk()
    const own = {
      'Artikel 4, lid 2': { nl: ' Geen telefoon in de les. ' },
      'X-1': { en: 'No clips.', nl: 'Geen filmpjes.' },
      'X-2': { nl: '' },
    }
    expect(await desk.setClauses(ann, own)).toMatchObject({
      problem: 'not-valid',
      detail: expect.stringContaining('unknown clause "X-2"'),
    })
    expect(await desk.attachClause(ann, undefined, ['adult', 'undress'])).toMatchObject({ ok: true })
    expect(await desk.setClauses(ann, own)).toMatchObject({ ok: true })
    expect(app.school.policy().clauses).toEqual({
      'X-1': { nl: 'Geen filmpjes.', en: 'No clips.' },
      'Artikel 4, lid 2': { nl: 'Geen telefoon in de les.', en: 'Geen telefoon in de les.' },
    })
    expect(await desk.attachClause(ann, 'Artikel 4, lid 2', ['phones', 'adult'])).toMatchObject({ ok: true })
    expect(app.school.policy().rules.map(({ clause }) => clause)).toEqual([
      'Artikel 4, lid 2',
      undefined,
      'X-1',
      'Artikel 4, lid 2',
    ])
  })

  it.each([
    ['without a number', '', { nl: 'a' }],
    ['with a number that is none', '<b>', { nl: 'a' }],
    ['that would be something else', '__proto__', { nl: 'a' }],
    ['with a number of a page', 'x'.repeat(41), { nl: 'a' }],
    ['with a book', 'X-3', { nl: 'a'.repeat(2001) }],
  ])('are refused %s', async (_, id, text) => {
    const { desk, ann, app } = await withDesk()
    expect(await desk.setClauses(ann, Object.fromEntries([[id, text]]))).toMatchObject({ problem: 'bad-clause' })
    expect(app.school.revision()).toBe(1)
  })

  it.each([
    ['a clause that is not there', 'X-9', ['social']],
    ['a clause that every object has', 'constructor', ['social']],
    ['a rule that is not there', 'X-1', ['social', 'nope']],
  ])('are attached to no rule: %s', async (_, clause, rules) => {
    const { desk, ann } = await withDesk()
    expect(await desk.attachClause(ann, clause, rules)).toMatchObject({ problem: 'unknown-id' })
  })
})

describe('a preview', () => {
  const same = (text: string) => ({ nl: text, en: text })

  it('says what a new rule would close, for whom, now and when it next matters', async () => {
    const { desk, clock, rules } = await withDesk()
    const maps = { opens: [], closes: [same('Maps')] }
    expect(desk.preview(wish)).toEqual({
      ok: true,
      value: [{ group: 'pupils', name: same('pupils'), moments: [{ kind: 'now', at: clock(), ...maps }] }],
    })
    expect(desk.preview({ ...wish, when: ['break'] })).toMatchObject({
      value: [{ group: 'pupils', moments: [{ kind: 'break', at: clock() + 75 * 60_000, ...maps }] }],
    })
    expect(rules()).toHaveLength(4)
  })

  it('says what is opened when a rule is taken away, by the platforms of its set', async () => {
    const { desk } = await withDesk()
    expect(desk.preview({ remove: 'social' })).toMatchObject({
      value: [{ group: 'pupils', moments: [{ kind: 'now', opens: [same('Chatter'), same('Clips')], closes: [] }] }],
    })
  })

  it('says nothing of a rule that changes nothing', async () => {
    const { desk } = await withDesk()
    expect(desk.preview({ ...wish, target: 'platform:undress' })).toEqual({ ok: true, value: [] })
    expect(desk.preview({ ...wish, groups: ['pupil-phones'] })).toMatchObject({ value: [] })
  })

  it.each<[string, Partial<RuleWish>, object]>([
    ['a category', { target: 'category:games' }, { nl: 'spelletjes', en: 'games' }],
    ['everything', { target: 'everything' }, { nl: 'alles', en: 'everything' }],
    ['a site', { target: 'site:wiki.example' }, same('wiki.example')],
    ['a class', { target: 'site:wiki.example', classes: ['3b'] }, same('wiki.example')],
  ])('is of %s too', async (_, change, text) => {
    const { desk } = await withDesk()
    expect(desk.preview({ ...wish, ...change })).toMatchObject({
      value: [{ group: 'pupils', moments: [{ closes: [text] }] }],
    })
  })

  it.each([
    [{ remove: 'nope' }, 'unknown-id'],
    [{ ...wish, target: 'nope' }, 'bad-target'],
  ])('is refused of %j', async (change, problem) => {
    expect((await withDesk()).desk.preview(change)).toMatchObject({ problem })
  })
})
