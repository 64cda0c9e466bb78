import { describe, expect, it } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'
import { between, grantToAll, outcome } from './with-acts.ts'

const { policy } = tjongeling

describe("TJ-10: a pupil's phone is off from the moment the doors open until the last bell", () => {
  checkLines(tjongeling, 'TJ-10')

  it('stands on its own: without the rule about lessons it closes them too', () => {
    const rules = policy.rules.filter(({ clause }) => clause !== 'TJ-9')
    const at = (time: string) => outcome({ ...policy, rules }, 'pupil-phones', 'nl.wikipedia.org', `2026-11-24T${time}`)
    expect(['08:19:59', '08:20:00', '08:30:00', '09:59:59', '10:00:00', '14:44:59', '14:45:00'].map(at)).toEqual([
      'pass default',
      ...Array.from({ length: 5 }, () => 'block rule TJ-10'),
      'pass default',
    ])
  })
})

describe('TJ-10: unless the teacher has said yes to the pupil who asked', () => {
  const span = between('2026-11-24T10:05:00', '2026-11-24T10:10:00')
  const acts = { grants: [grantToAll({ kind: 'device', id: 'd1' }, 'platform:whatsapp', span)] }
  const gets = (time: string, asks = 'web.whatsapp.com') =>
    outcome(policy, 'pupil-phones of groep-7', asks, `2026-11-24T${time}`, acts)

  it('what was asked for is open on that phone, for the time that was said', () => {
    expect(['10:04:59', '10:05:00', '10:09:59', '10:10:00'].map((time) => gets(time))).toEqual([
      'block rule TJ-10',
      'pass grant',
      'pass grant',
      'block rule TJ-10',
    ])
  })
  it('nothing else is', () => expect(gets('10:06:00', 'instagram.com')).toBe('block rule TJ-10'))
  it('no other phone has it', () => {
    const other = { grants: [{ ...acts.grants[0]!, audience: { kind: 'device', id: 'd2' } as const }] }
    expect(outcome(policy, 'pupil-phones of groep-7', 'web.whatsapp.com', '2026-11-24T10:06', other)).toBe(
      'block rule TJ-10',
    )
  })
})
