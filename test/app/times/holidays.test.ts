import { describe, expect, it } from 'vitest'
import type { Policy } from '../../../src/policy/policy.ts'
import { aSchool } from '../a-school.ts'

describe('the holidays of the region', () => {
  const ids = (holidays: readonly { readonly id: string }[]) => holidays.map(({ id }) => id)
  const warned = async (app: Awaited<ReturnType<typeof aSchool>>['app']) =>
    (await app.health()).warnings.find(({ problem }) => problem === 'holidays-unconfirmed')?.detail

  it('come in with the region, ask once, and hold from when they are confirmed', async () => {
    const { app, person } = await aSchool('2027-02-01T09:00')
    const coordinator = await person(['coordinator'])
    expect(app.calendar.holidaysToConfirm()).toEqual([])
    expect(await warned(app)).toBeUndefined()
    expect(await app.calendar.setRegion(coordinator, 'nl-midden')).toEqual({ ok: true, value: 'nl-midden' })
    expect(app.calendar.holidaysToConfirm()[0]).toEqual({
      id: 'spring-2027',
      name: { nl: 'Voorjaarsvakantie', en: 'Spring holiday' },
      from: '2027-02-20',
      to: '2027-02-28',
    })
    expect(ids(app.calendar.holidaysToConfirm())).toEqual([
      'spring-2027',
      'may-2027',
      'liberation-day-2027',
      'ascension-friday-2027',
      'summer-2027',
    ])
    expect(await warned(app)).toBe('Voorjaarsvakantie, Meivakantie, Bevrijdingsdag, Vrijdag na Hemelvaart')

    const dates = { from: '2027-02-13', to: '2027-02-21' }
    expect(await app.calendar.confirmHoliday(coordinator, 'spring-2027', dates)).toMatchObject({ ok: true })
    expect(app.school.policy().calendar.entries.find(({ holiday }) => holiday === 'spring-2027')).toEqual({
      ...{ ...dates, name: 'Voorjaarsvakantie', kind: 'holiday', holiday: 'spring-2027' },
    })
    await app.calendar.confirmHoliday(coordinator, 'may-2027', { from: '2027-04-24', to: '2027-05-09' })
    await app.calendar.confirmHoliday(coordinator, 'liberation-day-2027', 'not-here')
    await app.calendar.confirmHoliday(coordinator, 'ascension-friday-2027', 'not-here')
    expect(ids(app.calendar.holidaysToConfirm())).toEqual(['summer-2027'])
    expect(await warned(app)).toBeUndefined()
    expect(app.school.policy().calendar.notHere).toEqual(['liberation-day-2027', 'ascension-friday-2027'])
  })

  it('warn from 120 days before, not from 121', async () => {
    const { app, person, clock } = await aSchool('2026-10-22T23:59')
    const coordinator = await person(['coordinator'])
    await app.calendar.setRegion(coordinator, 'nl-zuid')
    await app.calendar.confirmHoliday(coordinator, 'autumn-2026', 'not-here')
    await app.calendar.confirmHoliday(coordinator, 'spring-2027', { from: '2027-02-20', to: '2027-02-28' })
    clock.set('2026-12-24T23:59')
    expect(await warned(app)).toBeUndefined()
    clock.set('2026-12-25T00:00')
    expect(await warned(app)).toBe('Meivakantie')
  })

  it('of next year are asked about next year', async () => {
    const { app, person, clock } = await aSchool('2027-07-31T23:59')
    await app.calendar.setRegion(await person(['coordinator']), 'nl-midden')
    expect(ids(app.calendar.holidaysToConfirm())).toEqual(['summer-2027'])
    clock.set('2027-08-01T00:00')
    expect(ids(app.calendar.holidaysToConfirm())).toEqual([
      'summer-2027',
      'autumn-2027',
      'spring-2028',
      'may-advice-2028',
      'ascension-friday-2028',
    ])
  })

  it('that came into the region with a newer version are asked about too', async () => {
    const newer = (policy: Policy): Policy => ({ ...policy, calendar: { ...policy.calendar, region: 'nl-zuid' } })
    const { app, person } = await aSchool('2026-12-01T09:00', newer)
    const coordinator = await person(['coordinator'])
    expect(ids(app.calendar.holidaysToConfirm())).toContain('christmas-2026')
    const dates = { from: '2026-12-19', to: '2027-01-03' }
    expect(await app.calendar.confirmHoliday(coordinator, 'christmas-2026', dates)).toMatchObject({ ok: true })
    expect(app.school.policy().calendar.entries).toMatchObject([{ ...dates, name: 'Kerstvakantie' }])
  })

  it('of another region take their place, and what the school typed in stays', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const own = { from: '2026-12-04', to: '2026-12-04', name: 'Sinterklaas', kind: 'study-day' } as const
    const twin = { from: '2026-12-19', to: '2027-01-03', name: 'Kerst', kind: 'holiday' } as const
    await app.school.addCalendarEntry(coordinator, own)
    await app.school.addCalendarEntry(coordinator, twin)
    await app.calendar.setRegion(coordinator, 'nl-noord')
    await app.calendar.confirmHoliday(coordinator, 'liberation-day-2027', 'not-here')
    await app.calendar.setRegion(coordinator, 'nl-zuid')
    const { entries, region, notHere } = app.school.policy().calendar
    expect([region, notHere]).toEqual(['nl-zuid', undefined])
    expect(entries.filter(({ holiday }) => holiday === undefined)).toEqual([own])
    expect(entries.find(({ holiday }) => holiday === 'summer-2028')).toMatchObject({ from: '2028-07-22' })
    expect(new Set(ids(entries.map(({ holiday = '-' }) => ({ id: holiday })))).size).toBe(entries.length)

    await app.calendar.confirmHoliday(coordinator, 'may-2027', 'not-here')
    const before = app.school.revision()
    await app.calendar.setRegion(coordinator, 'nl-zuid')
    expect(app.school.revision()).toBe(before)
  })

  it('that are taken out of the calendar are not asked about again', async () => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    await app.calendar.setRegion(coordinator, 'nl-midden')
    const at = app.school.policy().calendar.entries.findIndex(({ holiday }) => holiday === 'spring-2027')
    await app.school.removeCalendarEntry(coordinator, at)
    expect(ids(app.calendar.holidaysToConfirm())).not.toContain('spring-2027')
  })

  it.each([
    ['a holiday that is none', 'party-2027', { from: '2027-02-20', to: '2027-02-28' }, 'unknown-holiday'],
    ['one that is none, not here', 'party-2027', 'not-here', 'unknown-holiday'],
    ['dates that are none', 'spring-2027', { from: '2027-02-20', to: '2027-02-31' }, 'bad-date'],
    ['more than seventy days', 'summer-2027', { from: '2027-06-01', to: '2027-08-10' }, 'bad-date'],
    ['a special day', '2026-11-30 Kamp', 'not-here', 'unknown-holiday'],
  ] as const)('cannot be confirmed: %s', async (_, id, answer, problem) => {
    const { app, person } = await aSchool()
    const coordinator = await person(['coordinator'])
    const camp = { from: '2026-11-30', to: '2026-11-30', name: 'Kamp', kind: 'special' } as const
    await app.school.addCalendarEntry(coordinator, camp)
    await app.calendar.setRegion(coordinator, 'nl-midden')
    expect(await app.calendar.confirmHoliday(coordinator, id, answer)).toMatchObject({ problem })
    expect(await app.calendar.setRegion(coordinator, 'nl-oost')).toMatchObject({ problem: 'unknown-id' })
  })
})
