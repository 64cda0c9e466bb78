import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const [tablet, neighbour, laptop] = [addressIn('pupils', 71), addressIn('pupils', 72), addressIn('staff', 20)]

/** What two tablets tried this morning, a little after ten. */
async function afterTen() {
  const school = await atSchool('obs-de-tjongeling', '2026-11-24T08:59:59')
  const [device, staff] = [await school.enrol(tablet, 'pupils', ['groep-7']), await school.enrol(laptop, 'staff', [])]
  await school.enrol(neighbour, 'pupils', ['groep-7'])
  for (const [name, from, at] of [
    ['www.unibet.nl', tablet, '08:59:59'],
    ['www.tinder.com', tablet, '09:00:00'],
    ['glock.com', neighbour, '09:30:00'],
    ['azarius.nl', tablet, '09:59:59'],
    ['bestgore.com', tablet, '10:00:00'],
    ['www.unibet.nl', laptop, '10:00:00'],
  ] as const)
    expect(await school.gets(name, from, `2026-11-24T${at}`)).toBe('closed')
  await school.tellAll()
  const what = {
    device,
    reason: 'a report by the mother of another pupil',
    from: school.app.zone.parse('2026-11-24T09:00'),
    until: school.app.zone.parse('2026-11-24T10:00'),
  }
  return { ...school, device, staff, what }
}
const namesIn = ({ attempts }: { readonly attempts: readonly { readonly name: string }[] }) =>
  attempts.map(({ name }) => name)

describe('TJ-12: misuse is discussed with management: a director opens an incident on one device over a stated span', () => {
  it('it holds what that device tried from the first second of the span to the last, and nothing else', async () => {
    const { app, director, what } = await afterTen()
    const { id } = value(await app.incidents.open(director, what))
    expect(namesIn(value(await app.incidents.look(director, id)))).toEqual(['www.tinder.com', 'azarius.nl'])
  })

  it('it is kept from expiry from that moment, while all else goes', async () => {
    const { app, director, coordinator, what, clock, storage, office } = await afterTen()
    const { id } = value(await app.incidents.open(director, what))
    clock.advance(15 * 24 * 3600_000)
    await storage.attempts.removeBefore(clock() - 14 * 24 * 3600_000)
    await office.clearOut()
    expect(await app.attempts.recent(coordinator, { limit: 10 })).toEqual([])
    expect(namesIn(value(await app.incidents.look(director, id)))).toHaveLength(2)
  })

  it('management alone: nobody else opens one, or knows of it', async () => {
    const { app, director, coordinator, person, what } = await afterTen()
    const { id } = value(await app.incidents.open(director, what))
    for (const other of [coordinator, await person(['teacher', 'manager', 'officer'], ['groep-7'])]) {
      expect(await app.incidents.open(other, what)).toMatchObject({ problem: 'not-allowed' })
      expect(await app.incidents.look(other, id)).toMatchObject({ problem: 'not-allowed' })
      expect(await app.incidents.list(other)).toEqual([])
    }
  })

  it('opening it and every look are recorded; the device and what it tried are not', async () => {
    const { app, director, what, audit } = await afterTen()
    const { id } = value(await app.incidents.open(director, what))
    value(await app.incidents.look(director, id))
    value(await app.incidents.look(director, id))
    const { actions, text } = await audit(3)
    expect(actions).toEqual(['incident-looked-at', 'incident-looked-at', 'incident-opened'])
    expect(text).not.toMatch(/tinder|127\.0|mother/)
  })

  it('it is printed for the file, and for the board that is consulted', async () => {
    const { app, director, what } = await afterTen()
    const { id } = value(await app.incidents.open(director, what))
    value(await app.incidents.note(director, id, 'Talked with the pupil and the parents.'))
    const { nl } = value(await app.incidents.print(director, id, 'board'))
    expect(nl.title).toBe('obs De Tjongeling: incident, ter overleg met het bestuur')
    expect(nl.paragraphs.join('\n')).toContain('dinsdag 24 november 2026 om 09.00 uur: www.tinder.com, 1x.')
    expect(nl.paragraphs.join('\n')).toContain('Talked with the pupil and the parents.')
  })

  it('of staff nothing was recorded before; from the opening on it is, until the stated end', async () => {
    const { app, director, coordinator, staff, what, gets, tellAll, office } = await afterTen()
    const until = app.zone.parse('2026-11-24T11:00')
    const { id } = value(await app.incidents.open(director, { ...what, device: staff, until }))
    expect(await gets('pornhub.com', laptop, '2026-11-24T10:59:59')).toBe('closed')
    expect(await gets('azarius.nl', laptop, '2026-11-24T11:00:00')).toBe('closed')
    await tellAll()
    await office.syncNeighbours()
    expect(await gets('www.tinder.com', laptop, '2026-11-24T11:00:01')).toBe('closed')
    await tellAll()
    expect(namesIn(value(await app.incidents.look(director, id)))).toEqual(['pornhub.com'])
    const seen = await app.attempts.recent(coordinator, { limit: 100 })
    expect(seen.filter(({ group }) => group === 'staff')).toEqual([])
  })
})
