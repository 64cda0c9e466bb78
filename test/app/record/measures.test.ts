import { expect, it } from 'vitest'
import type { Policy } from '../../../src/policy/policy.ts'
import { days, hours } from '../../helpers/moving-clock.ts'
import { aSchool } from '../a-school.ts'

const same = (text: string) => ({ nl: text, en: text })
const withRegister = (policy: Policy): Policy => ({
  ...policy,
  measures: [
    {
      id: 'phone',
      offence: same('A phone in class'),
      measure: same('Kept'),
      parents: true,
      police: false,
      clause: 'X-1',
    },
  ],
})

async function withPhone() {
  const school = await aSchool('2026-11-24T09:00', withRegister)
  const coordinator = await school.person(['coordinator'])
  const device = { label: 'Phone of Noor', address: '10.2.0.5', group: 'pupil-phones', classes: ['3b'] }
  const made = await school.app.devices.enrol(coordinator, device)
  const [teacher, director] = [await school.person(['teacher'], ['3b']), await school.person(['director'])]
  return { ...school, coordinator, teacher, director, phone: made.ok ? made.value.id : '' }
}
const why = { why: 'used it to film someone', offence: 'phone' }

it('a teacher takes a phone until the last bell: who, why, when; recorded without the name of the device', async () => {
  const { app, teacher, director, phone, storage, clock } = await withPhone()
  expect(app.measures.choices(teacher)).toEqual([{ id: phone, label: 'Phone of Noor', classes: ['3b'] }])
  const taken = await app.measures.takePhone(teacher, { device: phone }, why)
  expect(taken).toMatchObject({
    value: {
      kind: 'phone-taken',
      by: 'Person 2',
      why: why.why,
      from: clock(),
      offence: { id: 'phone' },
      isOver: false,
    },
  })
  expect(taken.ok && app.zone.format(taken.value.until!).slice(11, 16)).toBe('14:30')
  expect(JSON.stringify(await storage.audit.recent(1))).not.toContain('Noor')
  app.zone.at(clock.set('2026-11-24T14:29:59') ?? 0)
  expect(await app.measures.taken(director)).toMatchObject([{ isOver: false }])
  clock.set('2026-11-24T14:30:00')
  expect(await app.measures.taken(director)).toMatchObject([{ isOver: true }])
})

it('or of somebody of the class, whose name is not kept', async () => {
  const { app, teacher, director } = await withPhone()
  expect(await app.measures.takePhone(teacher, { class: '3b' }, why)).toMatchObject({ value: { class: '3b' } })
  expect(await app.measures.taken(director)).toMatchObject([{ class: '3b', earlier: 0 }])
})

it.each([
  ['of a class that is not theirs', ['teacher'], ['4a'], { class: '3b' }, why, 'not-your-class'],
  ['of a class that is not there', ['teacher'], ['9z'], { class: '9z' }, why, 'unknown-class'],
  ['of a device that is not there', ['teacher'], ['3b'], { device: 'x' }, why, 'unknown-device'],
  ['without saying why', ['teacher'], ['3b'], { class: '3b' }, { why: '  ' }, 'reason-missing'],
  [
    'for an offence that is not laid down',
    ['teacher'],
    ['3b'],
    { class: '3b' },
    { ...why, offence: 'x' },
    'unknown-offence',
  ],
  ['as a coordinator', ['coordinator'], [], { class: '3b' }, why, 'not-allowed'],
  ['as a mentor', ['mentor'], ['3b'], { class: '3b' }, why, 'not-allowed'],
] as const)('takes no phone %s', async (_, roles, classes, about, reason, problem) => {
  const { app, person, director } = await withPhone()
  const taken = await app.measures.takePhone(await person(roles, classes), about, reason)
  expect(taken).toMatchObject({ ok: false, problem })
  expect(await app.measures.taken(director)).toEqual([])
})

it('shows a director the earlier ones of the device, and a teacher only what they took', async () => {
  const { app, teacher, director, phone, person, clock } = await withPhone()
  await app.measures.takePhone(teacher, { device: phone }, why)
  clock.advance(days(1))
  await app.measures.record(director, { device: phone }, 'warning', why)
  expect(await app.measures.taken(director, phone)).toMatchObject([
    { kind: 'warning', earlier: 1 },
    { kind: 'phone-taken', earlier: 0 },
  ])
  const mine = await app.measures.taken(teacher)
  expect([mine.length, mine[0] && 'earlier' in mine[0]]).toEqual([1, false])
  expect(await app.measures.taken(await person(['teacher'], ['3b']))).toEqual([])
  expect(await app.measures.record(teacher, { device: phone }, 'warning', why)).toMatchObject({
    problem: 'not-allowed',
  })
})

it('is marked as mine by the account, not by the name: two people can be called the same', async () => {
  const { app, teacher, director, phone } = await withPhone()
  await app.measures.takePhone(teacher, { device: phone }, why)
  const namesake = { ...director, name: teacher.name }
  expect(await app.measures.taken(namesake)).toMatchObject([{ by: teacher.name, mine: false }])
  expect(await app.measures.taken(teacher)).toMatchObject([{ mine: true }])
  const excluded = { device: phone, reason: 'filmde in de les', until: 'end-of-day' } as const
  await app.exclusions.exclude(director, excluded)
  expect(await app.exclusions.running({ ...teacher, name: director.name })).toMatchObject([{ mine: false }])
  expect(await app.exclusions.running(director)).toMatchObject([{ mine: true }])
})

it('is ended by who took it or a director, once', async () => {
  const { app, teacher, director, phone, person } = await withPhone()
  const taken = await app.measures.takePhone(teacher, { device: phone }, why)
  const id = taken.ok ? taken.value.id : ''
  expect(await app.measures.end(await person(['teacher'], ['3b']), id)).toMatchObject({ problem: 'not-allowed' })
  expect(await app.measures.end(teacher, id)).toMatchObject({ ok: true })
  expect(await app.measures.end(director, id)).toMatchObject({ problem: 'already-over' })
  expect(await app.measures.end(director, 'x')).toMatchObject({ problem: 'unknown-measure' })
})

it('makes the note to the parents, and the letter for the file with the earlier ones, in both languages', async () => {
  const { app, teacher, director, phone, clock, storage } = await withPhone()
  await app.measures.takePhone(teacher, { device: phone }, why)
  clock.advance(days(1))
  const second = await app.measures.takePhone(teacher, { device: phone }, why)
  const id = second.ok ? second.value.id : ''
  const note = await app.measures.letter(teacher, id, 'parents')
  expect(note.ok && note.value.nl.paragraphs).toEqual([
    'Aan de ouders of verzorgers van: ..............................',
    'Op woensdag 25 november 2026 om 09.00 uur heeft Person 2 een maatregel genomen.',
    'Wat er gebeurde: A phone in class.',
    'De telefoon is ingenomen en wordt bewaard tot woensdag 25 november 2026 om 14.30 uur.',
    'Afspraak X-1: No social media in lessons.',
    'Dit schooljaar ging het al één keer eerder mis.',
    'Wilt u erover praten? Neem dan contact op met de school.',
    'Person 2, De Voorbeeldschool',
  ])
  // The parents' note says nothing of the device or in the teacher's own words.
  expect(JSON.stringify(note)).not.toMatch(/Noor|film/)
  const file = await app.measures.letter(director, id, 'file')
  expect(file.ok && file.value.en.paragraphs).toEqual([
    'About: ..............................',
    'Device: Phone of Noor',
    'On Wednesday 25 November 2026 at 09:00 Person 2 took a measure.',
    'Reason: used it to film someone',
    'What happened: A phone in class.',
    'The phone was taken and is kept until Wednesday 25 November 2026 at 14:30.',
    'Clause X-1: No social media in lessons.',
    'Earlier this school year: Tuesday 24 November 2026 at 09:00: phone taken.',
    'Person 2, De Voorbeeldschool',
  ])
  expect(await storage.audit.recent(1)).toMatchObject([{ action: 'letter-made', detail: { for: 'file' } }])
  expect(await app.measures.letter(teacher, id, 'file')).toMatchObject({ problem: 'not-allowed' })
})

it('goes with the school year, and with a device that is erased', async () => {
  const { app, teacher, director, coordinator, phone, clock, office, storage } = await withPhone()
  await app.measures.takePhone(teacher, { device: phone }, why)
  await app.measures.takePhone(teacher, { class: '3b' }, why)
  await app.devices.erase(coordinator, phone)
  expect(await app.measures.taken(director)).toMatchObject([{ class: '3b' }])
  clock.set('2027-07-31T23:59:59')
  await office.clearOut()
  expect(await app.measures.taken(director)).toHaveLength(1)
  clock.set('2027-08-01T00:00:00')
  await office.clearOut()
  expect([await app.measures.taken(director), await storage.measures.since(0)]).toEqual([[], []])
  clock.advance(hours(1))
})
