import { describe, expect, it } from 'vitest'
import { addressIn, lankforst } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const [phone, tablet] = [addressIn('pupil-phones', 71), addressIn('pupils', 71)]
const why = { why: 'the phone was out of the bag', offence: 'phone-in-class' }

async function inGroep7(at = '2026-11-24T09:00') {
  const school = await atSchool('nutsschool-lankforst', at)
  const [phoneId, tabletId] = [
    await school.enrol(phone, 'pupil-phones', ['groep-7']),
    await school.enrol(tablet, 'pupils', ['groep-7']),
  ]
  return { ...school, phoneId, tabletId, teacher: await school.person(['teacher'], ['groep-7']) }
}

describe('NL-7: the teacher takes the phone until the end of the day and the parents are told; on repetition the director excludes', () => {
  it('the teacher writes down that a phone was taken, until the last bell', async () => {
    const { app, teacher, phoneId } = await inGroep7()
    const taken = value(await app.measures.takePhone(teacher, { device: phoneId }, why))
    expect([taken.by, app.zone.format(taken.until!)]).toEqual([teacher.name, '2026-11-24T15:00:00+01:00'])
  })

  it('the note to the parents is ready: in Dutch and English, with the clause, without a name', async () => {
    const { app, teacher, phoneId } = await inGroep7()
    const { id } = value(await app.measures.takePhone(teacher, { device: phoneId }, why))
    const { nl, en } = value(await app.measures.letter(teacher, id, 'parents'))
    expect(nl.paragraphs.join(' ')).toContain('bewaard tot dinsdag 24 november 2026 om 15.00 uur')
    expect(nl.paragraphs.join(' ')).toContain('Afspraak NL-7')
    expect(en.paragraphs.join(' ')).toContain('kept until Tuesday 24 November 2026 at 15:00')
    expect(JSON.stringify([nl, en])).not.toContain(phone)
  })

  it('the director sees the earlier ones, and excludes the phone from the network until a stated moment', async () => {
    const { app, teacher, director, phoneId, gets, clock } = await inGroep7('2026-11-24T17:00')
    value(await app.measures.takePhone(teacher, { device: phoneId }, why))
    value(await app.measures.takePhone(teacher, { device: phoneId }, why))
    expect(await app.measures.taken(director, phoneId)).toHaveLength(2)
    expect(await gets('nl.wikipedia.org', phone, '2026-11-24T17:59:59')).toBe('open')
    clock.set('2026-11-24T18:00:00')
    const until = app.zone.parse('2026-12-01T18:00')
    const excluded = { device: phoneId, reason: 'the third time', clause: 'NL-7', until }
    expect(value(await app.exclusions.exclude(director, excluded))).toMatchObject({ earlier: 0, clause: 'NL-7' })
    expect(await gets('nl.wikipedia.org', phone)).toBe('closed')
    expect(await gets('outlook.office.com', phone)).toBe('closed')
    expect(await gets('www.113.nl', phone)).toBe('open')
    expect(await gets('nl.wikipedia.org', tablet)).toBe('open')
    expect(await gets('nl.wikipedia.org', phone, '2026-12-01T17:59:59')).toBe('closed')
    expect(await gets('nl.wikipedia.org', phone, '2026-12-01T18:00:00')).toBe('open')
  })

  it('lifted, the network is there again at once; the next time this one counts', async () => {
    const { app, director, phoneId, gets, clock } = await inGroep7('2026-11-24T17:00')
    const until = app.zone.parse('2026-12-01T18:00')
    const what = { device: phoneId, reason: 'the third time', clause: 'NL-7', until }
    const { id } = value(await app.exclusions.exclude(director, what))
    expect(await gets('nl.wikipedia.org', phone)).toBe('closed')
    value(await app.exclusions.lift(director, id))
    expect(await gets('nl.wikipedia.org', phone)).toBe('open')
    clock.advance(60_000)
    expect(value(await app.exclusions.exclude(director, what))).toMatchObject({ earlier: 1 })
    const letter = value(await app.measures.letter(director, (await app.measures.taken(director))[0]!.id, 'parents'))
    expect(letter.nl.paragraphs.join(' ')).toContain('Afspraak NL-7')
    expect(letter.nl.paragraphs.join(' ')).toContain(
      'geen toegang tot het netwerk van de school tot dinsdag 1 december',
    )
  })

  it('exclusion means the own devices; a school device only when that is said, a medical mark only when it is confirmed', async () => {
    const { app, director, coordinator, phoneId, tabletId } = await inGroep7()
    const until = app.zone.parse('2026-12-01T18:00')
    const exclude = async (device: string, more = {}) => {
      const outcome = await app.exclusions.exclude(director, { device, reason: 'the third time', until, ...more })
      return outcome.ok ? 'excluded' : outcome.problem
    }
    value(await app.medical.mark(coordinator, phoneId, { reason: 'a glucose sensor', lastDay: '2027-07-01' }))
    expect([
      await exclude(tabletId),
      await exclude(tabletId, { schoolDevice: true }),
      await exclude(phoneId),
      await exclude(phoneId, { despiteMedicalMark: true }),
    ]).toEqual(['school-device', 'excluded', 'medical-mark', 'excluded'])
  })

  it('teachers do not exclude, unless the school says so: then until the end of the day', async () => {
    expect(lankforst.teachersMayExclude).toBeUndefined()
    const { app, teacher, phoneId } = await inGroep7()
    const what = { device: phoneId, reason: 'the third time', until: 'end-of-day' } as const
    expect(await app.exclusions.exclude(teacher, what)).toMatchObject({ problem: 'not-allowed' })
  })
})
