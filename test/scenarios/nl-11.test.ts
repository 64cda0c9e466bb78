import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'
import { checkClause } from './check-clause.ts'

describe('NL-11: visitors make no recordings for social media at activities in the building', async () => {
  await checkClause('NL-11')
})

describe('NL-11: a director or a coordinator marks the activity, now or beforehand', () => {
  const guest = addressIn('guests', 20)
  const social = 'www.instagram.com'

  it('social media are closed to guests from its first second to its last, and no longer', async () => {
    const { app, director, gets } = await atSchool('nutsschool-lankforst', '2026-11-23T12:00')
    const [from, until] = [app.zone.parse('2026-11-24T19:00'), app.zone.parse('2026-11-24T21:30')]
    value(await app.events.mark(director, { name: 'Musical groep 8', from, until }))
    expect(await gets(social, guest, '2026-11-24T18:59:59')).toBe('open')
    expect(await gets(social, guest, '2026-11-24T19:00:00')).toBe('closed')
    expect(await gets('nl.wikipedia.org', guest)).toBe('open')
    expect(await gets(social, guest, '2026-11-24T21:29:59')).toBe('closed')
    expect(await gets(social, guest, '2026-11-24T21:30:00')).toBe('open')
  })

  it('ended before its time, they are open again at once', async () => {
    const { app, coordinator, gets } = await atSchool('nutsschool-lankforst', '2026-11-24T19:00')
    const until = app.zone.parse('2026-11-24T21:30')
    const { id } = value(await app.events.mark(coordinator, { name: 'Musical groep 8', until }))
    expect(await gets(social, guest)).toBe('closed')
    value(await app.events.end(coordinator, id))
    expect(await gets(social, guest)).toBe('open')
  })
})
