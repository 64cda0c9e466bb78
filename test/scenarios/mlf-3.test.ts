import { describe, expect, it } from 'vitest'
import { mlf } from './mlf-expectations.ts'
import { between, grantTo, outcome } from './with-acts.ts'

describe('MLF-3: classes have WhatsApp groups with a member of staff in them: WhatsApp can be opened without the rest', () => {
  const acts = { grants: [grantTo('3b', 'platform:whatsapp', between('2026-11-24T09:00', '2026-11-24T09:20'))] }
  const whatsapp = ['web.whatsapp.com', 'g.whatsapp.net', 'mmg.whatsapp.net', 'wa.me']
  const rest = ['www.facebook.com', 'www.instagram.com', 'www.messenger.com', 'www.snapchat.com', 'graph.facebook.com']
  const gets = (names: readonly string[], who: string, time: string) => [
    ...new Set(names.map((asks) => outcome(mlf.policy, who, asks, `2026-11-24T${time}`, acts))),
  ]

  it.each(['pupils of 3b', 'pupil-phones of 3b', 'staff of 3b', 'staff-phones of 3b'])('%s', (who) => {
    expect(gets(whatsapp, who, '08:59:59')).toEqual(['block rule MLF-2'])
    expect(gets(whatsapp, who, '09:00:00')).toEqual(['pass grant'])
    expect(gets(rest, who, '09:00:00')).toEqual(['block rule MLF-2'])
    expect(gets(whatsapp, who, '09:19:59')).toEqual(['pass grant'])
    expect(gets(whatsapp, who, '09:20:00')).toEqual(['block rule MLF-2'])
  })

  it('another class has nothing of it', () => {
    expect(gets(whatsapp, 'pupil-phones of 1a', '09:10:00')).toEqual(['block rule MLF-2'])
  })
})
