import { describe, expect, it, onTestFinished } from 'vitest'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'

// In a break: a pupil's tablet of groep 7 and a laptop of staff ask all kinds of names.
const tablet = addressIn('pupils', 71)
const laptop = addressIn('staff', 20)

async function inTheBreak() {
  const school = await aSchoolOnline({ at: '2026-11-24T10:20' })
  onTestFinished(() => school.close())
  await school.enrol(tablet, 'pupils', ['groep-7'])
  await school.enrol(laptop, 'staff', [])
  const recorded = async () => {
    // An attempt is told when it can no longer repeat.
    school.clock.advance(120_000)
    school.resolver.tellAttempts(true)
    await school.told()
    return (await school.app.attempts.recent(coordinator, { limit: 100 })).map(({ name }) => name)
  }
  const coordinator = await school.person(['coordinator'])
  return { ...school, coordinator, recorded }
}

describe('NL-10: the privacy law holds: of children no more is recorded than the school needs', () => {
  it.each([
    ['a name that was open', tablet, 'nl.wikipedia.org', []],
    ['a name that was closed', tablet, 'www.unibet.nl', ['www.unibet.nl']],
    ['a help line, which is always open', tablet, 'www.113.nl', []],
    ['a help line for children', tablet, 'www.kindertelefoon.nl', []],
    ['a name that was closed to staff: a figure only', laptop, 'www.unibet.nl', []],
  ] as const)('%s', async (_, from, name, expected) => {
    const { ask, recorded } = await inTheBreak()
    await ask(name, { from })
    expect(await recorded()).toEqual(expected)
  })

  it('a device behind an attempt is shown on giving a reason only, and to nobody without the role', async () => {
    const { app, ask, coordinator, recorded, person } = await inTheBreak()
    await ask('www.unibet.nl', { from: tablet })
    await recorded()
    const [attempt] = await app.attempts.recent(coordinator, { limit: 1 })
    expect(JSON.stringify(attempt)).not.toContain(tablet)
    const teacher = await person(['teacher'], ['groep-7'])
    expect(await app.looks.behind(teacher, attempt!.id, 'I would like to know')).toMatchObject({
      problem: 'not-allowed',
    })
    expect(await app.looks.behind(coordinator, attempt!.id, '')).toMatchObject({ problem: 'reason-missing' })
    expect(await app.looks.behind(coordinator, attempt!.id, 'a report by the mentor')).toMatchObject({
      value: { label: tablet, classes: ['groep-7'] },
    })
  })

  it('all that is kept of one device is given out when its owner asks, and erased when asked', async () => {
    const { app, ask, coordinator, recorded } = await inTheBreak()
    await ask('www.unibet.nl', { from: tablet })
    await recorded()
    const [device] = (await app.devices.devices(coordinator)).filter(({ label }) => label === tablet)
    const data = await app.looks.dataOf(coordinator, device!.id, 'asked by the parents')
    expect(data).toMatchObject({ value: { attempts: [{ name: 'www.unibet.nl' }] } })
    await app.devices.erase(coordinator, device!.id)
    expect(await app.looks.dataOf(coordinator, device!.id, 'once more')).toMatchObject({ problem: 'unknown-device' })
    const left = await app.attempts.recent(coordinator, { limit: 1 })
    expect(await app.looks.behind(coordinator, left[0]!.id, 'once more')).toMatchObject({ problem: 'unknown-attempt' })
  })
})
