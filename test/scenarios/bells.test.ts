import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import type { AtSchool } from './at-school.ts'
import { atSchool } from './at-school.ts'

// What a school rings is written down here once more, not read from the preset.

type Row = readonly [at: string, what: 'open' | 'closed', why: string]

/** Asks as one device at each moment. */
async function holds(gets: AtSchool['gets'], from: string, name: string, rows: readonly Row[]): Promise<void> {
  for (const [at, what, why] of rows) expect([at, await gets(name, from, at), why]).toEqual([at, what, why])
}

describe('a primary school follows other bells on a hot day', () => {
  const phone = addressIn('pupil-phones', 71)
  const phoneOfYounger = addressIn('pupil-phones', 31)
  const site = 'nl.wikipedia.org'
  const opened = async (at: string) => {
    const school = await atSchool('nutsschool-lankforst', at)
    await school.enrol(phone, 'pupil-phones', ['groep-7'])
    await school.enrol(phoneOfYounger, 'pupil-phones', ['groep-3'])
    return school
  }

  it('from the moment that the director says so, to the end of that day', async () => {
    const { app, director, gets } = await opened('2027-06-15T07:55')
    expect(await gets(site, phone)).toBe('open')
    value(await app.calendar.setSchedule(director, { from: '2027-06-15', schedule: 'tropenrooster' }))
    await holds(gets, phone, site, [
      ['2027-06-15T07:55:00', 'closed', 'the doors have opened at 7:50'],
      ['2027-06-15T12:59:59', 'closed', 'the last second of the last lesson'],
      ['2027-06-15T13:00:00', 'open', 'the last bell'],
      ['2027-06-16T08:19:59', 'open', 'the next day is a normal one'],
      ['2027-06-16T08:20:00', 'closed', 'the doors open'],
      ['2027-06-16T12:15:00', 'open', 'the last bell of a Wednesday'],
    ])
  })

  it('is short on Wednesday, and groups 1 to 4 are home on Friday afternoon', async () => {
    const { app, director, gets } = await opened('2027-06-15T07:00')
    const week = { from: '2027-06-14', to: '2027-06-18', schedule: 'tropenrooster' }
    value(await app.calendar.setSchedule(director, week))
    await holds(gets, phone, site, [
      ['2027-06-16T11:29:59', 'closed', 'the last second of Wednesday'],
      ['2027-06-16T11:30:00', 'open', 'the last bell of Wednesday'],
      ['2027-06-18T12:59:59', 'closed', 'Friday for groups 5 to 8'],
    ])
    await holds(gets, phoneOfYounger, site, [
      ['2027-06-17T12:59:59', 'closed', 'Thursday is whole for groups 1 to 4'],
      ['2027-06-18T10:59:59', 'closed', 'the last second of Friday'],
      ['2027-06-18T11:00:00', 'open', 'the last bell of Friday'],
      ['2027-06-21T11:30:00', 'closed', 'a week later all is normal'],
    ])
  })

  it('taken back, the normal day holds at the next answer', async () => {
    const { app, director, gets } = await opened('2027-06-15T14:00')
    value(await app.calendar.setSchedule(director, { from: '2027-06-15', schedule: 'korte-dag' }))
    expect(await gets(site, phone)).toBe('open')
    value(await app.calendar.clearSchedule(director, { from: '2027-06-15' }))
    expect(await gets(site, phone)).toBe('closed')
  })
})

describe('a secondary school follows other bells', () => {
  const laptop = addressIn('pupils', 31)
  const laptopOfUpper = addressIn('pupils', 51)
  const social = 'www.instagram.com'
  const opened = async () => {
    const school = await atSchool('montessori-lyceum-flevoland', '2026-11-24T07:00')
    await school.enrol(laptop, 'pupils', ['3b'])
    await school.enrol(laptopOfUpper, 'pupils', ['5v1'])
    return school
  }

  it('lessons of 40 minutes', async () => {
    const { app, coordinator, gets } = await opened()
    value(await app.calendar.setSchedule(coordinator, { from: '2026-11-24', schedule: 'rooster-40' }))
    await holds(gets, laptop, social, [
      ['2026-11-24T09:49:59', 'closed', 'the second hour'],
      ['2026-11-24T09:50:00', 'open', 'the short break'],
      ['2026-11-24T10:09:59', 'open', 'its last second'],
      ['2026-11-24T10:10:00', 'closed', 'the third hour'],
      ['2026-11-24T14:39:59', 'closed', 'the eighth hour'],
      ['2026-11-24T14:40:00', 'open', 'the last bell'],
      ['2026-11-25T14:40:00', 'closed', 'the next day is a normal one'],
    ])
  }, 20_000)

  it('test week for one class, while the others go on', async () => {
    const { app, coordinator, gets } = await opened()
    const week = { from: '2026-11-23', to: '2026-11-27', schedule: 'toetsweek', classes: ['5v1'] }
    value(await app.calendar.setSchedule(coordinator, week))
    await holds(gets, laptopOfUpper, social, [
      ['2026-11-24T10:29:59', 'closed', 'the first test'],
      ['2026-11-24T10:30:00', 'open', 'a pause'],
      ['2026-11-24T14:59:59', 'closed', 'the third test'],
      ['2026-11-24T15:00:00', 'open', 'home'],
    ])
    expect(await gets(social, laptop, '2026-11-24T15:00:00')).toBe('closed')
  }, 20_000)

  it('a free hour of the upper years is theirs', async () => {
    const { gets } = await opened()
    await holds(gets, laptopOfUpper, social, [
      ['2026-11-24T12:14:59', 'closed', 'the fourth hour'],
      ['2026-11-24T12:55:00', 'open', 'the fifth hour is free'],
      ['2026-11-24T13:44:59', 'open', 'its last second'],
      ['2026-11-24T13:45:00', 'closed', 'the sixth hour'],
      ['2026-11-25T13:00:00', 'closed', 'on Wednesday it is a lesson'],
    ])
    expect(await gets(social, laptop, '2026-11-24T13:00:00')).toBe('closed')
  }, 20_000)
})

it('a holiday that nobody has confirmed is a normal week, and from its confirmation on a holiday', async () => {
  const { app, coordinator, gets, enrol } = await atSchool('albero', '2027-02-22T10:00')
  const phone = addressIn('pupil-phones', 71)
  await enrol(phone, 'pupil-phones', ['groep-7'])
  expect(await gets('nl.wikipedia.org', phone)).toBe('closed')
  value(await app.calendar.confirmHoliday(coordinator, 'spring-2027', { from: '2027-02-20', to: '2027-02-28' }))
  expect(await gets('nl.wikipedia.org', phone)).toBe('open')
})
