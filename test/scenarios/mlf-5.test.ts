import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'
import { mlf } from './mlf-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('MLF-5: a measure can be that a device is excluded from the network, from a beginning to an end', () => {
  const span = between('2026-11-24T09:00', '2026-11-26T09:00')
  const exclusions = [{ ...span, device: 'd1', clause: 'MLF-5' }]
  const gets = (asks: string, at: string, more = {}) =>
    outcome(mlf.policy, 'pupil-phones of 3b', asks, at, { exclusions, ...more })

  it.each([
    ['a second before it begins', 'nl.wikipedia.org', '2026-11-24T08:59:59', 'pass default'],
    ['from its beginning', 'nl.wikipedia.org', '2026-11-24T09:00:00', 'block exclusion MLF-5'],
    ['in the break', 'www.instagram.com', '2026-11-24T10:10:00', 'block exclusion MLF-5'],
    ['outside school time', 'www.youtube.com', '2026-11-25T20:00:00', 'block exclusion MLF-5'],
    ['the mail of the school', 'outlook.office.com', '2026-11-25T10:00:00', 'block exclusion MLF-5'],
    ['what a device and its user need', 'www.113.nl', '2026-11-25T10:00:00', 'pass essential'],
    ['in its last second', 'nl.wikipedia.org', '2026-11-26T08:59:59', 'block exclusion MLF-5'],
    ['at its end', 'nl.wikipedia.org', '2026-11-26T09:00:00', 'pass default'],
  ])('%s', (_, asks, at, expected) => expect(gets(asks, at)).toBe(expected))

  it('no teacher opens anything to it', () => {
    const grants = [grantTo('3b', 'wikipedia.org', span)]
    expect(gets('nl.wikipedia.org', '2026-11-24T09:30', { grants })).toBe('block exclusion MLF-5')
  })

  it('other devices of the class go on as they were', () => {
    const other = { exclusions: [{ ...exclusions[0]!, device: 'd2' }] }
    expect(gets('nl.wikipedia.org', '2026-11-24T09:30', other)).toBe('pass default')
  })
})

describe('MLF-5: by a director, with a reason, and recorded', () => {
  const phone = addressIn('pupil-phones', 71)
  const reason = 'threats in the class app'

  it('holds over real packets from its first second to its last', async () => {
    const { app, director, enrol, gets, clock, audit } = await atSchool(
      'montessori-lyceum-flevoland',
      '2026-11-24T19:00',
    )
    const device = await enrol(phone, 'pupil-phones', [])
    const [from, until] = [app.zone.parse('2026-11-25T09:00'), app.zone.parse('2026-11-26T20:00')]
    value(await app.exclusions.exclude(director, { device, reason, clause: 'MLF-5', from, until }))
    expect(await gets('nl.wikipedia.org', phone, '2026-11-25T08:59:59')).toBe('open')
    expect(await gets('nl.wikipedia.org', phone, '2026-11-25T09:00:00')).toBe('closed')
    expect(await gets('www.113.nl', phone, '2026-11-25T12:00:00')).toBe('open')
    expect(await gets('nl.wikipedia.org', phone, '2026-11-26T19:59:59')).toBe('closed')
    expect(await gets('nl.wikipedia.org', phone, '2026-11-26T20:00:00')).toBe('open')
    expect(await app.exclusions.running(director)).toEqual([])
    clock.set('2026-11-27T09:00')
    expect(await app.measures.taken(director, device)).toMatchObject([{ kind: 'exclusion', why: reason, isOver: true }])
    expect((await audit(1)).text).not.toMatch(/127\.0|threats/)
  })

  it.each([
    ['a teacher', ['teacher']],
    ['a coordinator', ['coordinator']],
    ['a team leader', ['team-leader', 'mentor']],
  ] as const)('not by %s', async (_, roles) => {
    const { app, person, enrol } = await atSchool('montessori-lyceum-flevoland', '2026-11-24T19:00')
    const what = { device: await enrol(phone, 'pupil-phones', []), reason, until: app.zone.parse('2026-11-26T09:00') }
    expect(await app.exclusions.exclude(await person(roles), what)).toMatchObject({ problem: 'not-allowed' })
  })

  it('the measures range from an educational one to suspension, and everyone can read them', async () => {
    const { app } = await atSchool('montessori-lyceum-flevoland', '2026-11-24T19:00')
    const { measures } = await app.protocol.protocolNow()
    expect(measures.filter(({ clause }) => clause?.id === 'MLF-5').map(({ id }) => id)).toEqual([
      'indecency',
      'criminal-offence',
    ])
  })
})
