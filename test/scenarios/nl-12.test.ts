import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const [laptop, colleague, tablet] = [addressIn('staff', 20), addressIn('staff', 21), addressIn('pupils', 71)]
// An adult site: locked for everyone.
const site = 'pornhub.com'

async function withDevices() {
  const school = await atSchool('nutsschool-lankforst', '2026-11-24T08:59:59')
  const device = await school.enrol(laptop, 'staff', [])
  await school.enrol(colleague, 'staff', [])
  const pupils = await school.enrol(tablet, 'pupils', ['groep-7'])
  return { ...school, device, pupils }
}
const what = { site, minutes: 60, reason: 'a fake account in the name of a pupil' }

describe('NL-12: the school investigates a fake account: a director opens one site for one device of staff, for a stated time', () => {
  it('opens it above the locked rules, from its first second to its last', async () => {
    const { app, director, gets, device, clock } = await withDevices()
    expect(await gets(site, laptop)).toBe('closed')
    clock.set('2026-11-24T09:00:00')
    value(await app.openings.open(director, { ...what, device }))
    expect(await gets(`www.${site}`, laptop)).toBe('open')
    expect(await gets(site, laptop, '2026-11-24T09:59:59')).toBe('open')
    expect(await gets(site, laptop, '2026-11-24T10:00:00')).toBe('closed')
  })

  it('and nothing else, for nobody else', async () => {
    const { app, director, gets, device } = await withDevices()
    value(await app.openings.open(director, { ...what, device }))
    expect([await gets('stormfront.org', laptop), await gets(site, colleague), await gets(site, tablet)]).toEqual([
      'closed',
      'closed',
      'closed',
    ])
  })

  it('stops at once when the director stops it', async () => {
    const { app, director, gets, device } = await withDevices()
    const { id } = value(await app.openings.open(director, { ...what, device }))
    expect(await gets(site, laptop)).toBe('open')
    value(await app.openings.stop(director, id))
    expect(await gets(site, laptop)).toBe('closed')
  })

  it('is not for a device of pupils, not for longer than eight hours, and not for anybody but a director', async () => {
    const { app, director, coordinator, device, pupils } = await withDevices()
    const problems = [
      await app.openings.open(director, { ...what, device: pupils }),
      await app.openings.open(director, { ...what, device, minutes: 481 }),
      await app.openings.open(director, { ...what, device, reason: '' }),
      await app.openings.open(coordinator, { ...what, device }),
    ].map((outcome) => (outcome.ok ? 'opened' : outcome.problem))
    expect(problems).toEqual(['not-staff-device', 'bad-opening-end', 'reason-missing', 'not-allowed'])
  })

  it('is recorded: who, which site and until when, and not whose device', async () => {
    const { app, director, device, audit } = await withDevices()
    const { id } = value(await app.openings.open(director, { ...what, device }))
    value(await app.openings.stop(director, id))
    const { actions, text } = await audit(2)
    expect(actions).toEqual(['opening-stopped', 'opening-begun'])
    expect([text.includes(site), text.includes(laptop)]).toEqual([true, false])
  })
})
