import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const phone = addressIn('pupil-phones', 71)

describe('MLF-6: letters about misuse go into the file of the pupil or the member of staff', () => {
  it('of a measure there is a letter for the file: what, when, by whom, why, by which clause, and the earlier ones', async () => {
    const { app, director, enrol, clock } = await atSchool('montessori-lyceum-flevoland', '2026-11-24T09:00')
    const device = await enrol(phone, 'pupil-phones', [])
    const why = { why: 'threats in the class app', offence: 'pupil-against-protocol' }
    value(await app.measures.record(director, { device }, 'warning', why))
    clock.set('2026-11-25T09:00')
    const { id } = value(await app.measures.record(director, { device }, 'other', why))
    const { nl, en } = value(await app.measures.letter(director, id, 'file'))
    expect(nl.title).toBe('Montessori Lyceum Flevoland: verslag voor het dossier')
    const text = nl.paragraphs.join('\n')
    expect(text).toContain(`Op woensdag 25 november 2026 om 09.00 uur heeft ${director.name} een maatregel genomen.`)
    expect(text).toContain('Reden: threats in the class app')
    expect(text).toContain('Afspraak MLF-6')
    expect(text).toContain('Eerder dit schooljaar: dinsdag 24 november 2026 om 09.00 uur: waarschuwing.')
    expect(en.paragraphs).toHaveLength(nl.paragraphs.length)
  })

  it('of an incident too; only a director makes them, and that is recorded', async () => {
    const { app, director, coordinator, person, enrol, gets, tellAll, audit } = await atSchool(
      'montessori-lyceum-flevoland',
      '2026-11-24T09:00',
    )
    const device = await enrol(phone, 'pupil-phones', [])
    expect(await gets('www.unibet.nl', phone)).toBe('closed')
    await tellAll()
    const [from, until] = [app.zone.parse('2026-11-24T08:00'), app.zone.parse('2026-11-24T10:00')]
    const { id } = value(await app.incidents.open(director, { device, reason: 'gambling in the canteen', from, until }))
    const { nl } = value(await app.incidents.print(director, id, 'file'))
    expect(nl.paragraphs.join('\n')).toContain('www.unibet.nl, 1x.')
    for (const other of [coordinator, await person(['team-leader', 'mentor', 'teacher'])])
      expect(await app.incidents.print(other, id, 'file')).toMatchObject({ problem: 'not-allowed' })
    expect((await audit(1)).actions).toEqual(['incident-printed'])
  })

  it('of staff: the same, without the parents', async () => {
    const { app, director, enrol } = await atSchool('montessori-lyceum-flevoland', '2026-11-24T09:00')
    const device = await enrol(addressIn('staff-phones', 20), 'staff-phones', [])
    const why = { why: 'an insult in public', offence: 'staff-against-protocol' }
    expect(app.measures.register().find(({ id }) => id === why.offence)?.parents).toBe(false)
    const { id } = value(await app.measures.record(director, { device }, 'warning', why))
    const { nl } = value(await app.measures.letter(director, id, 'file'))
    expect(nl.paragraphs.join('\n')).toContain('Er is een waarschuwing gegeven.')
  })
})
