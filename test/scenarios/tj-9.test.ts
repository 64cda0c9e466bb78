import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

const { policy } = tjongeling
const phones = ['pupil-phones of groep-7', 'staff-phones of groep-7']

describe('TJ-9: what staff and pupils bring from home is not used during lessons', () => {
  checkLines(tjongeling, 'TJ-9')
})

describe('TJ-9: except for teaching', () => {
  const youtube = { grants: [grantTo('groep-7', 'platform:youtube', between('2026-11-24T09:00', '2026-11-24T10:00'))] }

  it.each(phones)('a grant opens a platform to %s, and not the rest', (who) => {
    expect(outcome(policy, who, 'i.ytimg.com', '2026-11-24T09:59:59', youtube)).toBe('pass grant')
    expect(outcome(policy, who, 'instagram.com', '2026-11-24T09:59:59', youtube)).toBe('block rule TJ-9')
  })
  it('a phone of another class has nothing of it', () => {
    expect(outcome(policy, 'pupil-phones of groep-8', 'i.ytimg.com', '2026-11-24T09:30', youtube)).toBe(
      'block rule TJ-9',
    )
  })
})

describe('TJ-9: except in an emergency', () => {
  const emergency = (of: 'staff' | 'everyone') => ({
    emergencies: [{ ...between('2026-11-24T09:00', '2026-11-24T09:30'), for: of }],
  })

  it.each([
    ['before it', 'everyone', phones[0], 'web.whatsapp.com', '08:59:59', 'block rule TJ-9'],
    ['from its first second', 'everyone', phones[0], 'web.whatsapp.com', '09:00:00', 'pass emergency'],
    ['to staff as well', 'everyone', phones[1], 'web.whatsapp.com', '09:00:00', 'pass emergency'],
    ['whatever people talk over', 'everyone', phones[0], 'signal.org', '09:29:59', 'pass emergency'],
    ['and nothing else', 'everyone', phones[0], 'instagram.com', '09:15:00', 'block rule TJ-9'],
    ['to its end', 'everyone', phones[0], 'web.whatsapp.com', '09:30:00', 'block rule TJ-9'],
    ['of staff: to them', 'staff', phones[1], 'web.whatsapp.com', '09:15:00', 'pass emergency'],
    ['of staff: not to pupils', 'staff', phones[0], 'web.whatsapp.com', '09:15:00', 'block rule TJ-9'],
  ] as const)('%s', (_, of, who, asks, time, expected) => {
    expect(outcome(policy, who!, asks, `2026-11-24T${time}`, emergency(of))).toBe(expected)
  })

  it('an excluded phone can be reached too', () => {
    const exclusions = [{ ...between('2026-11-24T08:00', '2026-11-24T16:00'), device: 'd1' }]
    const asked = ['web.whatsapp.com', 'nl.wikipedia.org'].map((asks) =>
      outcome(policy, phones[0]!, asks, '2026-11-24T09:15', { ...emergency('everyone'), exclusions }),
    )
    expect(asked).toEqual(['pass emergency', 'block exclusion'])
  })
})

describe('TJ-9: an emergency is begun by who must act, at once, and is recorded', () => {
  const [phone, staffPhone] = [addressIn('pupil-phones', 71), addressIn('staff-phones', 20)]
  const chat = 'web.whatsapp.com'

  it('a first responder begins it by the personal link, without signing in: open from then to its end', async () => {
    const { app, person, coordinator, gets, clock, audit } = await atSchool('obs-de-tjongeling', '2026-11-24T09:00')
    const responder = await person(['first-responder'])
    const link = value(await app.emergencies.makeLink(coordinator, responder.id))
    expect(await gets(chat, phone, '2026-11-24T09:29:59')).toBe('closed')
    clock.set('2026-11-24T09:30:00')
    value(await app.emergencies.begin({ link }, 'everyone', 30))
    expect([await gets(chat, phone), await gets(chat, staffPhone)]).toEqual(['open', 'open'])
    expect(await gets('www.instagram.com', phone)).toBe('closed')
    expect(await gets(chat, phone, '2026-11-24T09:59:59')).toBe('open')
    expect(await gets(chat, phone, '2026-11-24T10:00:00')).toBe('closed')
    const { actions, text } = await audit(1)
    expect([actions, text.includes(responder.name), text.includes('"via":"link"')]).toEqual([
      ['emergency-begun'],
      true,
      true,
    ])
  })

  it('for staff only when that is asked, extended, and stopped at once', async () => {
    const { app, director, gets } = await atSchool('obs-de-tjongeling', '2026-11-24T08:35')
    const { id } = value(await app.emergencies.begin(director, 'staff', 5))
    expect([await gets(chat, phone), await gets(chat, staffPhone)]).toEqual(['closed', 'open'])
    value(await app.emergencies.extend(director, id, 5))
    expect(await gets(chat, staffPhone, '2026-11-24T08:44:59')).toBe('open')
    value(await app.emergencies.stop(director, id))
    expect(await gets(chat, staffPhone)).toBe('closed')
  })

  it('a drill tries all of it and changes nothing', async () => {
    const { app, director, gets, audit } = await atSchool('obs-de-tjongeling', '2026-11-24T08:35')
    const found = value(await app.emergencies.drill(director, 'everyone'))
    expect(found.opens.map(({ id }) => id)).toContain('whatsapp')
    expect([found.filterAnswers, found.opens.every(({ resolves }) => resolves)]).toEqual([true, true])
    expect([await gets(chat, phone), (await audit(1)).actions]).toEqual(['closed', ['emergency-drill']])
  })

  it('a class in an exam is left out, and the one who begins it is told', async () => {
    const { app, director, storage, clock, enrol, gets } = await atSchool('obs-de-tjongeling', '2026-11-24T08:35')
    await enrol(phone, 'pupil-phones', ['groep-7'])
    const exam = { id: 'exam', class: 'groep-7', targets: [], exam: true, from: clock(), until: clock() + 3600_000 }
    await storage.acts.add('focus', exam, clock(), director)
    expect(value(await app.emergencies.begin(director, 'everyone')).leftOut).toEqual(['Groep 7'])
    expect([await gets(chat, phone), await gets(chat, addressIn('pupil-phones', 72))]).toEqual(['closed', 'open'])
  })
})
