import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import type { AtSchool } from './at-school.ts'
import { atSchool } from './at-school.ts'

const phoneOf8 = addressIn('pupil-phones', 81)
const phoneOf7 = addressIn('pupil-phones', 71)
const tabletOf8 = addressIn('pupils', 82)
const site = 'nl.wikipedia.org'
const social = 'www.instagram.com'

/** Lankforst with two phones and a tablet, and what the coordinator put in the calendar. */
async function withEntry(entry: Parameters<AtSchool['app']['school']['addCalendarEntry']>[1]): Promise<AtSchool> {
  const school = await atSchool('nutsschool-lankforst', '2026-11-24T07:00')
  await school.enrol(phoneOf8, 'pupil-phones', ['groep-8'])
  await school.enrol(phoneOf7, 'pupil-phones', ['groep-7'])
  await school.enrol(tabletOf8, 'pupils', ['groep-8'])
  value(await school.app.school.addCalendarEntry(school.coordinator, entry))
  return school
}
const camp = { from: '2026-11-27', to: '2026-11-29', name: 'Kamp', kind: 'special', classes: ['groep-8'] } as const

describe('NL-8: school trips and camps count as school time', () => {
  it('a camp without hours: day and night, the weekend too, and for its class alone', async () => {
    const { gets } = await withEntry(camp)
    for (const [at, of8, of7] of [
      ['2026-11-26T23:59:59', 'open', 'open'],
      ['2026-11-27T00:00:00', 'closed', 'open'],
      ['2026-11-27T08:19:59', 'closed', 'open'],
      ['2026-11-27T08:20:00', 'closed', 'closed'],
      ['2026-11-27T14:59:59', 'closed', 'closed'],
      ['2026-11-27T15:00:00', 'closed', 'open'],
      ['2026-11-28T10:00:00', 'closed', 'open'],
      ['2026-11-29T23:59:59', 'closed', 'open'],
      ['2026-11-30T00:00:00', 'open', 'open'],
    ] as const) {
      expect([at, await gets(site, phoneOf8, at), await gets(site, phoneOf7, at)]).toEqual([at, of8, of7])
    }
  }, 20_000)

  it('a trip with hours of its own: to the minute, in the place of the normal ones', async () => {
    const day = [
      { from: '07:00', to: '12:30', kind: 'lesson' },
      { from: '12:30', to: '13:00', kind: 'free' },
      { from: '13:00', to: '18:45', kind: 'lesson' },
    ]
    const { gets } = await withEntry({ ...camp, from: '2026-11-25', to: '2026-11-25', name: 'Schoolreis', day })
    for (const [at, of8, of7] of [
      ['2026-11-25T06:59:59', 'open', 'open'],
      ['2026-11-25T07:00:00', 'closed', 'open'],
      ['2026-11-25T12:14:59', 'closed', 'closed'],
      ['2026-11-25T12:15:00', 'closed', 'open'],
      ['2026-11-25T12:45:00', 'closed', 'open'],
      ['2026-11-25T18:44:59', 'closed', 'open'],
      ['2026-11-25T18:45:00', 'open', 'open'],
    ] as const) {
      expect([at, await gets(site, phoneOf8, at), await gets(site, phoneOf7, at)]).toEqual([at, of8, of7])
      expect([at, await gets(social, tabletOf8, at)]).toEqual([at, of8])
    }
  }, 20_000)

  it('a trip in a holiday is school time, and the holiday goes on for the rest', async () => {
    const { gets } = await withEntry({ ...camp, from: '2026-12-21', to: '2026-12-21' })
    expect(await gets(site, phoneOf8, '2026-12-21T10:00')).toBe('closed')
    expect(await gets(site, phoneOf7, '2026-12-21T10:00')).toBe('open')
  })

  it('a teacher opens a site at the camp as in any lesson', async () => {
    const { app, person, gets } = await withEntry(camp)
    const teacher = await person(['teacher'], ['groep-8'])
    expect(await gets(site, phoneOf8, '2026-11-28T20:00')).toBe('closed')
    value(await app.desk.give(teacher, 'groep-8', { site: 'wikipedia.org' }, { kind: 'minutes', minutes: 30 }))
    expect(await gets(site, phoneOf8, '2026-11-28T20:29:59')).toBe('open')
    expect(await gets(site, phoneOf8, '2026-11-28T20:30:00')).toBe('closed')
  })

  it('taken out of the calendar, the next answer is that of a normal day', async () => {
    const { app, coordinator, gets } = await withEntry(camp)
    expect(await gets(site, phoneOf8, '2026-11-28T10:00')).toBe('closed')
    const at = app.school.policy().calendar.entries.findIndex(({ name }) => name === 'Kamp')
    value(await app.school.removeCalendarEntry(coordinator, at))
    expect(await gets(site, phoneOf8)).toBe('open')
  })
})
