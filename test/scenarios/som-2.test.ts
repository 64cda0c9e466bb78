import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const of = (protocol: { readonly groups: readonly { readonly id: string }[] }, id: string) =>
  protocol.groups.find((group) => group.id === id)

describe('SOM-2: the board tells everyone how it provides a safe climate: which rules hold now, for whom, until when, and why', () => {
  it('the page has every group, every rule in a sentence with its clause, the measures, and what no network can do', async () => {
    const { app } = await atSchool('stichting-som', '2026-11-24T09:00')
    const page = await app.protocol.protocolNow()
    expect(page.school).toEqual({ name: 'Stichting SOM', type: 'primary' })
    expect(page.groups.map(({ id }) => id)).toEqual(app.school.policy().groups.map(({ id }) => id))
    expect(page.rules).toHaveLength(app.school.policy().rules.length)
    expect(page.rules.find(({ id }) => id === 'social-media-for-staff')).toMatchObject({
      state: 'open',
      sentence: {
        nl: 'Open: sociale media, altijd. Voor: Schoolapparaten van medewerkers, Telefoons van medewerkers.',
        en: 'Open: social media, always. For: School devices of staff, Staff phones.',
      },
      clause: { id: 'SOM-1' },
    })
    expect(page.rules.find(({ id }) => id === 'adult')?.sentence.nl).toMatch(/^Dicht: .* Niemand kan dit openzetten\.$/)
    expect(page.clauses.map(({ id }) => id)).toContain('SOM-2')
    expect(page.limits.length).toBeGreaterThan(2)
    expect(of(page, 'staff')).toMatchObject({ open: [{ what: { nl: 'sociale media' }, clause: { id: 'SOM-1' } }] })
  })

  it.each([
    ['a second before the doors open', '2026-11-24T08:19:59', 'outside', false],
    ['when the doors open', '2026-11-24T08:20:00', 'inloop', true],
    ['in the break', '2026-11-24T10:20:00', 'break', true],
    ['in the last second', '2026-11-24T14:59:59', 'lesson', true],
    ['at the last bell', '2026-11-24T15:00:00', 'outside', false],
  ])('it says what holds for pupils’ phones %s, and that is what they get', async (_, at, kindOfTime, isClosed) => {
    const { app, gets } = await atSchool('nutsschool-lankforst', at)
    const phone = addressIn('pupil-phones')
    const page = await app.protocol.protocolNow(phone)
    expect(page.mine).toBe('pupil-phones')
    const group = page.groups.find(({ id }) => id === 'pupil-phones')!
    expect(group.kindOfTime).toBe(kindOfTime)
    const all = group.closed.filter(({ what }) => what.nl === 'alles')
    const closing = { clause: { id: 'NL-2' }, until: app.zone.parse('2026-11-24T15:00') }
    expect(all).toMatchObject(isClosed ? [closing] : [])
    expect(await gets('nl.wikipedia.org', phone)).toBe(isClosed ? 'closed' : 'open')
  })

  it('it shows what was opened for a class and an emergency, and never by whom, for which device, or against whom', async () => {
    const { app, person, director, enrol } = await atSchool('nutsschool-lankforst', '2026-11-24T09:00')
    const phone = await enrol(addressIn('pupil-phones', 71), 'pupil-phones', ['groep-7'])
    const teacher = await person(['teacher'], ['groep-7'])
    value(await app.desk.give(teacher, 'groep-7', { site: 'nl.wikipedia.org' }, { kind: 'lesson' }))
    const until = app.zone.parse('2026-12-01T18:00')
    value(await app.exclusions.exclude(director, { device: phone, reason: 'the third time', until }))
    value(await app.emergencies.begin(director, 'staff'))
    const page = await app.protocol.protocolNow()
    expect(page.acts).toMatchObject([{ kind: 'open', forWhom: { nl: 'Groep 7' }, what: { nl: 'nl.wikipedia.org' } }])
    expect(page.emergency).toEqual({ for: 'staff', until: app.zone.parse('2026-11-24T10:00') })
    expect(JSON.stringify(page)).not.toMatch(new RegExp(`Person|third time|${phone}|127\\.0`))
  })
})
