import { describe, expect, it, onTestFinished } from 'vitest'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { albero } from './albero-expectations.ts'
import { looksLike } from './check-clause.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('AL-2: when the teacher asks to park the devices, only what a device needs is answered', () => {
  const span = between('2026-11-24T09:00', '2026-11-24T09:15')
  const parked = { parks: [{ ...span, class: 'groep-7' }] }
  const gets = (who: string, asks: string, time = '09:05:00', acts = {}) =>
    outcome(albero.policy, who, asks, `2026-11-24T${time}`, { ...parked, ...acts })

  it.each([
    ['a second before', 'pupils of groep-7', 'instagram.com', '08:59:59', 'pass rule AL-1'],
    ['from the first second', 'pupils of groep-7', 'instagram.com', '09:00:00', 'block park'],
    ['any site', 'pupils of groep-7', 'nl.wikipedia.org', '09:05:00', 'block park'],
    ['what school needs', 'pupils of groep-7', 'outlook.office.com', '09:05:00', 'block park'],
    ['every device of the class', 'pupil-phones of groep-7', 'nl.wikipedia.org', '09:05:00', 'block park'],
    ['what a device needs', 'pupils of groep-7', 'captive.apple.com', '09:05:00', 'pass essential'],
    ['what a body needs', 'pupil-phones of groep-7', 'www.dexcom.com', '09:05:00', 'pass essential'],
    ['in the last second', 'pupils of groep-7', 'instagram.com', '09:14:59', 'block park'],
    ['when it is over', 'pupils of groep-7', 'instagram.com', '09:15:00', 'pass rule AL-1'],
    ['another class', 'pupils of groep-8', 'instagram.com', '09:05:00', 'pass rule AL-1'],
    ['the teacher, who is in no class', 'staff', 'instagram.com', '09:05:00', 'pass rule AL-5'],
  ])('%s', (_, who, asks, time, expected) => expect(gets(who, asks, time)).toBe(expected))

  it('what was opened rests while they are parked, and is open again after', () => {
    const grants = [grantTo('groep-7', 'wikipedia.org', between('2026-11-24T08:50', '2026-11-24T10:20'))]
    const times = ['08:59:59', '09:00:00', '09:14:59', '09:15:00']
    expect(times.map((time) => gets('pupil-phones of groep-7', 'nl.wikipedia.org', time, { grants }))).toEqual([
      'pass grant',
      'block park',
      'block park',
      'pass grant',
    ])
  })
})

describe('AL-2: a teacher parks own classes now, until the end of the lesson or for N minutes', () => {
  const [tablet, phone] = [addressIn('pupils', 70), addressIn('pupil-phones', 71)]
  const elsewhere = addressIn('pupils', 80)

  async function inTheLesson() {
    const school = await aSchoolOnline({ at: '2026-11-24T09:00:00', policy: albero.policy })
    onTestFinished(() => school.close())
    await school.enrol(tablet, 'pupils', ['groep-7'])
    await school.enrol(phone, 'pupil-phones', ['groep-7'])
    await school.enrol(elsewhere, 'pupils', ['groep-8'])
    const gets = async (from: string, name = 'nl.wikipedia.org') => looksLike(await school.ask(name, { from }))
    return { ...school, gets, teacher: await school.person(['teacher'], ['groep-7']) }
  }

  it('in the next answer only what a device needs is left, to the second of its end', async () => {
    const { app, clock, gets, teacher } = await inTheLesson()
    expect(await gets(tablet)).toBe('open')
    await app.parks.park(teacher, ['groep-7'], { kind: 'minutes', minutes: 15 })
    expect([await gets(tablet), await gets(phone), await gets(elsewhere)]).toEqual(['closed', 'closed', 'open'])
    expect([await gets(tablet, 'captive.apple.com'), await gets(phone, 'www.dexcom.com')]).toEqual(['open', 'open'])
    clock.set('2026-11-24T09:14:59')
    expect(await gets(tablet)).toBe('closed')
    clock.set('2026-11-24T09:15:00')
    expect(await gets(tablet)).toBe('open')
  })

  it('until the bell, when it is asked for the lesson', async () => {
    const { app, clock, gets, teacher } = await inTheLesson()
    await app.parks.park(teacher, ['groep-7'], { kind: 'lesson' })
    clock.set('2026-11-24T10:19:59')
    expect(await gets(tablet)).toBe('closed')
    clock.set('2026-11-24T10:20:00')
    expect(await gets(tablet)).toBe('open')
  })

  it('and lets them go in the next answer, with what is opened in the same tap', async () => {
    const { app, gets, teacher } = await inTheLesson()
    await app.parks.park(teacher, ['groep-7'], { kind: 'lesson' })
    await app.parks.release(teacher, ['groep-7'])
    expect(await gets(tablet)).toBe('open')
    await app.parks.park(teacher, ['groep-7'], { kind: 'lesson' })
    await app.desk.unparkAndGive(teacher, 'groep-7', { site: 'wikipedia.org' }, { kind: 'lesson' })
    expect([await gets(tablet), await gets(phone), await gets(phone, 'www.geogebra.org')]).toEqual([
      'open',
      'open',
      'closed',
    ])
  })

  it('an exam goes on', async () => {
    const { app, gets, teacher } = await inTheLesson()
    const rooms = [{ class: 'groep-7', extraMinutes: 0 }]
    await app.focus.beginExam(teacher, { rooms, listed: [{ site: 'geogebra.org' }], end: { kind: 'lesson' } })
    await app.parks.park(teacher, ['groep-7'], { kind: 'lesson' })
    expect([await gets(tablet, 'www.geogebra.org'), await gets(tablet)]).toEqual(['open', 'closed'])
  })

  it('who steps in parks another class until the end of the lesson; no teacher does where the school is against it', async () => {
    const { app, gets, teacher, person } = await inTheLesson()
    const parked = await app.parks.park(teacher, ['groep-8'], { kind: 'minutes', minutes: 480 })
    expect(parked.ok && parked.value[0]!.until).toBe(app.zone.parse('2026-11-24T10:20'))
    expect(await gets(elsewhere)).toBe('closed')
    await app.parks.release(teacher, ['groep-8'])
    await app.school.setOtherClasses(await person(['coordinator']), false)
    expect(await app.parks.park(teacher, ['groep-8'], { kind: 'lesson' })).toMatchObject({ problem: 'not-your-class' })
    expect(await gets(elsewhere)).toBe('open')
  })
})
