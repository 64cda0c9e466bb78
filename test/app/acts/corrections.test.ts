import { expect, it } from 'vitest'
import { name } from '../../../src/dns/name.ts'
import { aSchool } from '../a-school.ts'

const verdict = (app: Awaited<ReturnType<typeof aSchool>>['app'], asked: string) =>
  app.why.explain({ name: name(asked), group: 'pupils', classes: [], at: Date.parse('2026-11-24T09:00Z') }).verdict

it('takes a category off a name and all below it, for everyone, until that is undone', async () => {
  const { app, person, told, storage } = await aSchool()
  const coordinator = await person(['coordinator'])
  expect(app.corrections.categoriesOf('www.adult.example')).toEqual([
    { id: 'adult', name: { nl: 'seks en porno', en: 'adult sites' }, isLocked: true },
  ])
  const what = { name: 'https://www.adult.example/about', category: 'adult', reason: 'a museum' }
  const made = await app.corrections.correct(coordinator, what)
  expect(made).toMatchObject({ value: { name: 'www.adult.example', by: 'Person 1', reason: 'a museum' } })
  expect(told.at(-1)).toMatchObject({ kind: 'acts', acts: { corrections: [{ name: 'www.adult.example' }] } })
  expect([
    verdict(app, 'www.adult.example'),
    verdict(app, 'a.www.adult.example'),
    verdict(app, 'adult.example'),
  ]).toEqual(['pass', 'pass', 'block'])
  expect(app.corrections.categoriesOf('a.www.adult.example')).toEqual([])
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'correction-made', detail: { category: 'adult' } }])
  expect(await app.corrections.list()).toHaveLength(1)
  const id = made.ok ? made.value.id : ''
  expect(await app.corrections.undo(await person(['director']), id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.corrections.undo(coordinator, id)).toMatchObject({ ok: true })
  expect([verdict(app, 'www.adult.example'), await app.corrections.list()]).toEqual(['block', []])
  expect(await app.corrections.undo(coordinator, id)).toMatchObject({ problem: 'already-over' })
})

it('needs no reason where no locked rule closes the category', async () => {
  const { app, person } = await aSchool()
  const what = { name: 'games.example', category: 'games' }
  expect(await app.corrections.correct(await person(['coordinator']), what)).toMatchObject({ ok: true })
})

it.each([
  ['a locked category without a reason', { reason: '' }, 'locked-reason-missing'],
  ['a locked category with a stroke on the keyboard', { reason: 'x' }, 'locked-reason-missing'],
  ['a category that the name is not in', { category: 'games' }, 'not-listed'],
  ['a name that is on no list', { name: 'wiki.example' }, 'not-listed'],
  ['a whole country', { name: 'nl' }, 'bad-site'],
  ['what is no name', { name: 'a b' }, 'bad-site'],
] as const)('does not take off %s', async (_, change, problem) => {
  const { app, person } = await aSchool()
  const what = { name: 'adult.example', category: 'adult', reason: 'a museum', ...change }
  expect(await app.corrections.correct(await person(['coordinator']), what)).toMatchObject({ ok: false, problem })
  expect(await app.corrections.list()).toEqual([])
})

it('does not take off twice, and not for who keeps no lists', async () => {
  const { app, person } = await aSchool()
  const coordinator = await person(['coordinator'])
  const what = { name: 'adult.example', category: 'adult', reason: 'a museum' }
  expect(await app.corrections.correct(await person(['teacher', 'director'], ['3b']), what)).toMatchObject({
    problem: 'not-allowed',
  })
  await app.corrections.correct(coordinator, what)
  expect(await app.corrections.correct(coordinator, { ...what, name: 'www.adult.example' })).toMatchObject({
    problem: 'already-corrected',
  })
})
