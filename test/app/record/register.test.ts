import { expect, it } from 'vitest'
import type { MeasureWish } from '../../../src/app/app.ts'
import { aSchool } from '../a-school.ts'

const wish: MeasureWish = {
  offence: { nl: 'Een telefoon in de les', en: 'A phone in class' },
  measure: { nl: 'Bewaard tot de bel' },
  parents: true,
  police: false,
  clause: 'X-1',
}

it.each(['director', 'coordinator'] as const)(
  'a %s adds, changes and removes a measure: each a revision',
  async (role) => {
    const { app, person } = await aSchool()
    const who = await person([role])
    const made = await app.register.set(who, wish)
    expect(made).toMatchObject({
      value: { id: 'een-telefoon-in-de-les', measure: { nl: 'Bewaard tot de bel', en: 'Bewaard tot de bel' } },
    })
    const id = made.ok ? made.value.id : ''
    expect(await app.register.set(who, wish)).toMatchObject({ value: { id: `${id}-2` } })
    expect(await app.register.set(who, { ...wish, id, police: true })).toMatchObject({ ok: true })
    expect(app.measures.register().map((entry) => [entry.id, entry.police])).toEqual([
      [id, true],
      [`${id}-2`, false],
    ])
    expect(await app.register.remove(who, `${id}-2`)).toMatchObject({ ok: true })
    expect((await app.protocol.protocolNow()).measures).toMatchObject([{ id, parents: true, clause: { id: 'X-1' } }])
    expect(app.school.revision()).toBe(5)
    expect(await app.register.remove(who, `${id}-2`)).toMatchObject({ problem: 'unknown-id' })
  },
)

it.each([
  ['without words', { offence: {} }, 'words-missing'],
  ['with blank words', { measure: { nl: ' \u0000 ' } }, 'words-missing'],
  ['by a clause that is not there', { clause: 'X-9' }, 'not-valid'],
  ['by an id that is not there', { id: 'nothing' }, 'unknown-id'],
] as const)('takes in no measure %s', async (_, change, problem) => {
  const { app, person } = await aSchool()
  expect(await app.register.set(await person(['director']), { ...wish, ...change })).toMatchObject({ problem })
  expect(app.measures.register()).toEqual([])
})

it('is kept by nobody else', async () => {
  const { app, person } = await aSchool()
  const teacher = await person(['teacher', 'manager'], ['3b'])
  expect(await app.register.set(teacher, wish)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.register.remove(teacher, 'x')).toMatchObject({ problem: 'not-allowed' })
  expect(await app.register.letTeachersExclude(teacher, true)).toMatchObject({ problem: 'not-allowed' })
})

it('says whether teachers may exclude, and they may from then on', async () => {
  const { app, person } = await aSchool()
  const [director, teacher] = [await person(['director']), await person(['teacher'], ['3b'])]
  const device = { label: 'Phone', address: '10.2.0.5', group: 'pupil-phones', classes: ['3b'] }
  const made = await app.devices.enrol(await person(['coordinator']), device)
  const what = { device: made.ok ? made.value.id : '', reason: 'third time', until: 'end-of-day' } as const
  expect(await app.exclusions.exclude(teacher, what)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.register.letTeachersExclude(director, true)).toMatchObject({ ok: true })
  expect(await app.exclusions.exclude(teacher, what)).toMatchObject({ ok: true })
})
