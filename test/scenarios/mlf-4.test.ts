import { describe, expect, it } from 'vitest'
import { decide } from '../../src/policy/decide.ts'
import { caseOf } from '../helpers/lankforst.ts'
import { mlf } from './mlf-expectations.ts'
import { outcome } from './with-acts.ts'

describe('MLF-4: all other digital contact goes by e-mail: the mail of the school stays open', () => {
  const people = ['pupils', 'pupil-phones', 'staff', 'staff-phones', 'after-school', 'guests']
  const moments = [
    '2026-11-24T08:29:59',
    '2026-11-24T08:30:00',
    '2026-11-24T10:10:00',
    '2026-11-24T16:15:00',
    '2026-11-28T10:00',
  ]

  it.each(['outlook.office.com', 'outlook.office365.com', 'mail.google.com', 'imap.gmail.com'])('%s', (asks) => {
    const got = people.flatMap((who) => moments.map((at) => outcome(mlf.policy, who, asks, at)))
    expect([...new Set(got)]).toEqual(['pass protected'])
  })

  it('a list that holds it by mistake does not close it', () => {
    const { policy } = mlf
    const more = { policy, categoriesOf: () => ['gambling', 'dating'] }
    const got = people.map((who) => decide(caseOf('outlook.office.com', who, '2026-11-24T09:00', more)).reason.kind)
    expect([...new Set(got)]).toEqual(['protected'])
  })

  it('private mail and chat are no mail of the school', () => {
    expect(outcome(mlf.policy, 'pupils', 'outlook.live.com', '2026-11-24T09:00')).toBe('pass default')
    expect(outcome(mlf.policy, 'pupils', 'discord.com', '2026-11-24T09:00')).toBe('block rule MLF-2')
  })
})
