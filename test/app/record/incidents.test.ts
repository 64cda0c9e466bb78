import { expect, it } from 'vitest'
import type { NewIncident } from '../../../src/app/app.ts'
import type { Down } from '../../../src/link.ts'
import { days, hours, minutes } from '../../helpers/moving-clock.ts'
import { aSchool, batchOf } from '../a-school.ts'

const entries = (told: readonly Down[]) =>
  told.flatMap((message) => (message.kind === 'devices' ? [message.devices] : [])).at(-1)

/** A school with a pupil's tablet and a laptop of staff, both with something blocked this morning. */
async function thisMorning() {
  const school = await aSchool('2026-11-24T12:00')
  const coordinator = await school.person(['coordinator'])
  const enrol = async (label: string, address: string, group: string) => {
    const made = await school.app.devices.enrol(coordinator, { label, address, group, classes: ['3b'] })
    return made.ok ? made.value.id : ''
  }
  const tablet = await enrol('Tablet 4', '10.1.0.5', 'pupils')
  const laptop = await enrol('Laptop of Kees', '10.3.0.5', 'staff')
  let row = 0
  const tries = async (from: string, name: string, time: string, group = 'pupils') => {
    row += 1
    const at = school.app.zone.parse(`2026-11-24T${time}`)
    await school.office.receive({ kind: 'attempts', batch: batchOf([{ from, name, at, row, cause: { group } }]) })
  }
  await tries('10.1.0.5', 'clips.example', '09:00')
  await tries('10.1.0.5', 'chatter.example', '11:00')
  await tries('10.1.0.6', 'clips.example', '09:30')
  await tries('10.3.0.5', 'clips.example', '09:00', 'staff')
  const director = await school.person(['director'])
  const at = school.app.zone.parse
  const what: NewIncident = {
    device: tablet,
    reason: 'threats, reported by the mentor',
    from: at('2026-11-24T08:00'),
    until: at('2026-11-24T10:00'),
  }
  return { ...school, coordinator, director, tablet, laptop, tries, what, at }
}
const namesOf = (looked: {
  readonly ok: boolean
  readonly value?: { readonly attempts: readonly { name: string }[] }
}) => looked.value?.attempts.map(({ name }) => name)

it('holds what one device tried in the span, and nothing of another device or another time', async () => {
  const { app, director, what } = await thisMorning()
  const opened = await app.incidents.open(director, what)
  expect(opened).toMatchObject({ value: { device: { label: 'Tablet 4' }, by: 'Person 2', isRecording: false } })
  const looked = await app.incidents.look(director, opened.ok ? opened.value.id : '')
  expect(looked).toMatchObject({ value: { attempts: [{ name: 'clips.example', count: 1, kindOfTime: 'lesson' }] } })
  expect(looked.ok && looked.value.attempts).toHaveLength(1)
})

it.each([
  ['a second before the beginning', '2026-11-24T09:00:01', '2026-11-24T10:00', []],
  ['at the beginning', '2026-11-24T09:00', '2026-11-24T10:00', ['clips.example']],
  ['at the end', '2026-11-24T08:00', '2026-11-24T09:00', []],
  ['a second before the end', '2026-11-24T08:00', '2026-11-24T09:00:01', ['clips.example']],
])('its span is half-open: tried %s', async (_, from, until, expected) => {
  const { app, director, what, at } = await thisMorning()
  const opened = await app.incidents.open(director, { ...what, from: at(from), until: at(until) })
  expect(namesOf(await app.incidents.look(director, opened.ok ? opened.value.id : ''))).toEqual(expected)
})

it('keeps from expiry what it holds, from the opening on', async () => {
  const { app, director, what, office, storage, clock } = await thisMorning()
  const opened = await app.incidents.open(director, what)
  clock.advance(days(20))
  await storage.attempts.removeBefore(clock())
  await office.clearOut()
  expect(await storage.attempts.total()).toBe(0)
  expect(namesOf(await app.incidents.look(director, opened.ok ? opened.value.id : ''))).toEqual(['clips.example'])
})

it('goes on while its span does, until it is closed', async () => {
  const { app, director, what, office, storage, tries, clock, at } = await thisMorning()
  const opened = await app.incidents.open(director, { ...what, until: at('2026-11-24T14:00') })
  const id = opened.ok ? opened.value.id : ''
  await tries('10.1.0.5', 'later.example', '12:30')
  await office.keepIncidents()
  await storage.attempts.removeBefore(clock() + days(1))
  expect(namesOf(await app.incidents.look(director, id))).toEqual(['clips.example', 'chatter.example', 'later.example'])
  expect(await app.incidents.close(director, id)).toMatchObject({ ok: true })
  await tries('10.1.0.5', 'too-late.example', '13:00')
  expect(namesOf(await app.incidents.look(director, id))).toHaveLength(3)
  expect(await app.incidents.close(director, id)).toMatchObject({ problem: 'already-over' })
})

it('of staff: recorded by device from the opening to the end of the span, and nowhere but here', async () => {
  const { app, director, coordinator, what, laptop, tries, told, clock, at, storage, office } = await thisMorning()
  const asked = { ...what, device: laptop, until: at('2026-11-24T13:00') }
  const opened = await app.incidents.open(director, asked)
  const id = opened.ok ? opened.value.id : ''
  expect(entries(told)?.map(({ device, recorded }) => [device === laptop, recorded])).toContainEqual([true, true])
  expect(entries(told)?.filter(({ recorded }) => recorded)).toHaveLength(1)
  const before = await storage.attempts.total()
  await tries('10.3.0.5', 'early.example', '11:59:59', 'staff')
  await tries('10.3.0.5', 'clips.example', '12:00', 'staff')
  await tries('10.3.0.5', 'www.helpline.example', '12:01', 'staff')
  await tries('10.3.0.9', 'other.example', '12:02', 'staff')
  await tries('10.3.0.5', 'chatter.example', '12:59:59', 'staff')
  await tries('10.3.0.5', 'late.example', '13:00', 'staff')
  expect(namesOf(await app.incidents.look(director, id))).toEqual(['clips.example', 'chatter.example'])
  expect(await storage.attempts.total()).toBe(before)
  expect(JSON.stringify(await app.attempts.recent(coordinator, { limit: 100 }))).not.toContain('"staff"')
  clock.set('2026-11-24T13:00')
  await office.syncNeighbours()
  expect(entries(told)?.filter(({ recorded }) => recorded)).toEqual([])
})

it('goes on over a restart', async () => {
  const { app, director, what, laptop, at, restart, told } = await thisMorning()
  await app.incidents.open(director, { ...what, device: laptop, until: at('2026-11-24T13:00') })
  const again = await restart()
  await again.publish()
  expect(entries(told)?.filter(({ recorded }) => recorded)).toHaveLength(1)
})

it.each([
  ['for no reason', { reason: 'x' }, 'reason-missing'],
  ['about a device that is not there', { device: 'x' }, 'unknown-device'],
  ['that ends before it begins', { until: 0 }, 'bad-span'],
  [
    'that begins in the future',
    { from: Date.parse('2026-11-24T11:00:01Z'), until: Date.parse('2026-11-25T11:00Z') },
    'bad-span',
  ],
  ['that goes on for 31 days', { until: Date.parse('2026-12-25T11:00Z') }, 'bad-span'],
  ['of no time', { from: Number.NaN }, 'bad-span'],
] as const)('opens none %s', async (_, change, problem) => {
  const { app, director, what } = await thisMorning()
  expect(await app.incidents.open(director, { ...what, ...change })).toMatchObject({ ok: false, problem })
  expect(await app.incidents.list(director)).toEqual([])
})

it.each([['coordinator'], ['teacher'], ['officer'], ['manager'], ['team-leader']] as const)(
  'is for a director only, not for a %s',
  async (role) => {
    const { app, director, what, person } = await thisMorning()
    const opened = await app.incidents.open(director, what)
    const id = opened.ok ? opened.value.id : ''
    const other = await person([role], ['3b'])
    const desk = app.incidents
    expect(await desk.list(other)).toEqual([])
    const done = [desk.open(other, what), desk.look(other, id), desk.note(other, id, 'x'), desk.close(other, id)]
    for (const refused of await Promise.all([...done, desk.print(other, id, 'file'), desk.erase(other, id)]))
      expect(refused).toMatchObject({ ok: false, problem: 'not-allowed' })
  },
)

it('records the opening, each look and each step, and neither the device nor what it tried', async () => {
  const { app, director, what, storage } = await thisMorning()
  const opened = await app.incidents.open(director, what)
  const id = opened.ok ? opened.value.id : ''
  await app.incidents.look(director, id)
  await app.incidents.look(director, id)
  expect(await app.incidents.note(director, id, ' ')).toMatchObject({ problem: 'note-missing' })
  expect(await app.incidents.note(director, id, 'x'.repeat(4001))).toMatchObject({ problem: 'note-missing' })
  await app.incidents.note(director, id, 'Talked with the parents.')
  await app.incidents.print(director, id, 'board')
  await app.incidents.close(director, id)
  expect(await app.incidents.note(director, id, 'late')).toMatchObject({ problem: 'already-over' })
  const audit = await storage.audit.recent(6)
  expect(audit.map(({ action }) => action).reverse()).toEqual([
    'incident-opened',
    'incident-looked-at',
    'incident-looked-at',
    'incident-noted',
    'incident-printed',
    'incident-closed',
  ])
  expect(JSON.stringify(audit)).not.toMatch(/Tablet|clips|10\.1|threats/)
})

it('is printed for the file and for the board, in both languages', async () => {
  const { app, director, what } = await thisMorning()
  const opened = await app.incidents.open(director, what)
  const id = opened.ok ? opened.value.id : ''
  await app.incidents.note(director, id, 'Talked with the parents.')
  const printed = await app.incidents.print(director, id, 'board')
  expect(printed.ok && printed.value.nl).toEqual({
    title: 'De Voorbeeldschool: incident, ter overleg met het bestuur',
    paragraphs: [
      'Betreft: ..............................',
      'Apparaat: Tablet 4 (pupils)',
      'Geopend door Person 2 op dinsdag 24 november 2026 om 12.00 uur. Reden: threats, reported by the mentor',
      'Het gaat om wat is tegengehouden van dinsdag 24 november 2026 om 08.00 uur tot dinsdag 24 november 2026 om 10.00 uur.',
      'Er is één keer iets tegengehouden:',
      'dinsdag 24 november 2026 om 09.00 uur: clips.example, 1x. Nu dicht: Social media. Afspraak X-1: No social media in lessons.',
      'Een apparaat vraagt ook uit zichzelf om namen: een regel hierboven zegt niet dat iemand iets heeft geopend. Wat op een pagina stond, is niet bekend.',
      'Aantekening van Person 2, dinsdag 24 november 2026 om 12.00 uur: Talked with the parents.',
    ],
  })
  const file = await app.incidents.print(director, id, 'file')
  expect(file.ok && file.value.en.title).toBe('De Voorbeeldschool: incident, for the file')
})

it('is removed a year after it was closed, or erased before that', async () => {
  const { app, director, what, office, clock } = await thisMorning()
  const [first, second] = [await app.incidents.open(director, what), await app.incidents.open(director, what)]
  await app.incidents.close(director, first.ok ? first.value.id : '')
  expect(await app.incidents.erase(director, second.ok ? second.value.id : '')).toMatchObject({ ok: true })
  clock.advance(days(365))
  await office.clearOut()
  expect(await app.incidents.list(director)).toHaveLength(1)
  clock.advance(minutes(1))
  await office.clearOut()
  expect(await app.incidents.list(director)).toEqual([])
  clock.advance(hours(1))
})

it('keeps what it holds when the device is erased, of a device that nobody can tell any more', async () => {
  const { app, director, coordinator, what, tablet, tries, at } = await thisMorning()
  const opened = await app.incidents.open(director, { ...what, until: at('2026-11-24T14:00') })
  await tries('10.1.0.5', 'later.example', '12:00')
  await app.devices.erase(coordinator, tablet)
  const looked = await app.incidents.look(director, opened.ok ? opened.value.id : '')
  expect(looked).toMatchObject({ value: { device: { label: '' } } })
  expect(namesOf(looked)).toContain('later.example')
  expect(JSON.stringify(looked)).not.toMatch(/Tablet|10\.1\.0\.5/)
})
