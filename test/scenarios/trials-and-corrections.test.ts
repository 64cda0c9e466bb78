import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const [tablet, laptop] = [addressIn('pupils', 71), addressIn('staff', 20)]

describe('a trial: what the rules of a group would close is open, and counted', () => {
  it('from the beginning to the stated end; what is locked stays closed', async () => {
    const { app, coordinator, gets } = await atSchool('nutsschool-lankforst', '2026-11-24T09:00')
    expect(await gets('www.instagram.com', tablet)).toBe('closed')
    value(await app.trials.begin(coordinator, 'pupils', 1))
    expect(await gets('www.instagram.com', tablet)).toBe('open')
    expect(await gets('pornhub.com', tablet)).toBe('closed')
    expect(await gets('www.instagram.com', tablet, '2026-11-25T08:59:59')).toBe('open')
    expect(await gets('www.instagram.com', tablet, '2026-11-25T09:00:00')).toBe('closed')
  })

  it('what would have been closed can be read when the hour is over, as figures of five devices or more', async () => {
    const { app, coordinator, clock, gets, enrol, resolver, told } = await atSchool(
      'nutsschool-lankforst',
      '2026-11-24T09:00',
    )
    for (let i = 71; i <= 75; i += 1) await enrol(addressIn('pupils', i), 'pupils', ['groep-7'])
    const { id } = value(await app.trials.begin(coordinator, 'pupils', 1))
    const figures = async () => {
      resolver.tellTotals()
      await told()
      return value(await app.trials.figures(coordinator, id))
    }
    for (let i = 71; i <= 75; i += 1) await gets('www.instagram.com', addressIn('pupils', i))
    await gets('www.tiktok.com', tablet)
    await gets('nl.wikipedia.org', tablet)
    expect(await figures()).toMatchObject({ total: 0 })
    clock.set('2026-11-24T10:00')
    await gets('nl.wikipedia.org', tablet)
    expect(await figures()).toMatchObject({ total: 5, bySubject: [{ name: { nl: 'Instagram' }, count: 5 }] })
  })
})

describe('"ten onrechte dicht": a correction takes a list’s word off a name, for everyone', () => {
  it('at once, also from what is locked, and undone at once', async () => {
    const { app, coordinator, gets } = await atSchool('nutsschool-lankforst', '2026-11-24T09:00')
    const what = { name: 'pornhub.com', category: 'adult', reason: 'for this test only' }
    expect([await gets('www.pornhub.com', tablet), await gets('pornhub.com', laptop)]).toEqual(['closed', 'closed'])
    const { id } = value(await app.corrections.correct(coordinator, what))
    expect([await gets('www.pornhub.com', tablet), await gets('pornhub.com', laptop)]).toEqual(['open', 'open'])
    value(await app.corrections.undo(coordinator, id))
    expect([await gets('www.pornhub.com', tablet), await gets('pornhub.com', laptop)]).toEqual(['closed', 'closed'])
  })
})
