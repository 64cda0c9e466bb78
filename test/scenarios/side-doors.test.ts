import { describe, expect, it, onTestFinished } from 'vitest'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { minutes } from '../helpers/moving-clock.ts'
import { value } from '../helpers/value.ts'

// A device that goes past the filter leaves three signs, and what a page needs can be learned: from packets on the wire to what people see. Lankforst, a
// Tuesday in a lesson.

const tablets = [70, 71, 72, 73, 74].map((host) => addressIn('pupils', host))
const phones = [80, 81, 82].map((host) => addressIn('pupil-phones', host))
const laptop = addressIn('staff', 90)
const [tablet, ...others] = tablets as [string, ...string[]]

async function aSchool() {
  const school = await aSchoolOnline({ at: '2026-11-24T08:31' })
  onTestFinished(() => school.close())
  for (const address of tablets) await school.enrol(address, 'pupils', ['groep-7'])
  for (const address of phones) await school.enrol(address, 'pupil-phones', ['groep-7'])
  await school.enrol(laptop, 'staff', ['groep-7'])
  const coordinator = await school.person(['coordinator'])
  const tell = async () => {
    school.resolver.tellAttempts()
    school.resolver.tellTotals()
    await school.told()
  }
  return {
    ...school,
    coordinator,
    tell,
    async asks(name: string, ...asking: readonly string[]) {
      for (const from of asking) await school.ask(name, { from })
    },
    /** The signs, as label -> what they are. */
    async signs() {
      await tell()
      const seen = value(await school.app.sideDoors.look(coordinator, 'a check of the filter'))
      return Object.fromEntries(
        seen.map(({ label, days }) => [
          label,
          days.map(({ day, ...signs }) => [day, ...Object.entries(signs).flatMap(([sign, is]) => (is ? [sign] : []))]),
        ]),
      )
    },
  }
}

describe('a device that goes past the filter', () => {
  it('asks for a VPN: a sign on a pupil’s device, and none on a teacher’s', async () => {
    const { asks, signs } = await aSchool()
    await asks('www.nordvpn.com', tablet, phones[0]!, laptop)
    await asks('nl.wikipedia.org', ...others)
    const expected = [['2026-11-24', 'sideDoor']]
    expect(await signs()).toEqual({ [tablet]: expected, [phones[0]!]: expected })
  })

  it('asks only whether there is internet', async () => {
    const { asks, signs, clock } = await aSchool()
    for (const time of ['08:40', '09:10', '10:00']) {
      clock.set(`2026-11-24T${time}`)
      await asks('captive.apple.com', tablet, others[0]!)
      await asks('nl.wikipedia.org', others[0]!)
    }
    expect(await signs()).toEqual({ [tablet]: [['2026-11-24', 'onlyBootstrap']] })
  })

  it('falls silent while its class goes on', async () => {
    const { asks, signs, clock, tell } = await aSchool()
    for (let minute = 0; minute < 32; minute += 1) {
      await tell()
      await asks('nl.wikipedia.org', ...(minute < 10 ? tablets : others))
      clock.advance(minutes(1))
    }
    expect(await signs()).toEqual({ [tablet]: [['2026-11-24', 'fellSilent']] })
  })
})

describe('"this page also needs"', () => {
  const page = { site: 'www.geogebra.org' }
  const needed = 'static.cdn.example'

  /** Phones, to which the network is closed, with the page open for groep 7. */
  async function withThePageOpen() {
    const school = await aSchool()
    const teacher = await school.person(['teacher'], ['groep-7'])
    const given = value(await school.app.desk.give(teacher, 'groep-7', page, { kind: 'lesson' }))
    const offered = async (who = teacher) => {
      await school.tell()
      const names = await school.app.companions.of(who, given.id)
      return names.ok ? names.value : names.problem
    }
    const visit = async (count: number, ...names: readonly string[]) => {
      for (const from of phones.slice(0, count))
        for (const name of ['www.geogebra.org', ...names]) await school.asks(name, from)
    }
    return { ...school, teacher, grant: given.id, offered, visit }
  }

  it('is offered to the teacher of the class when three devices were refused it', async () => {
    const { visit, offered, person, coordinator } = await withThePageOpen()
    await visit(3, needed)
    expect(await offered()).toEqual([needed])
    expect(await offered(coordinator)).toEqual([needed])
    expect(await offered(await person(['mentor'], ['groep-8']))).toBe('not-your-class')
  })

  it('is not offered for two devices', async () => {
    const { visit, offered } = await withThePageOpen()
    await visit(2, needed)
    expect(await offered()).toEqual([])
  })

  it('is never a name that is locked', async () => {
    const { visit, offered } = await withThePageOpen()
    await visit(3, 'www.pornhub.com', 'www.nordvpn.com', needed)
    expect(await offered()).toEqual([needed])
  })

  it('is not a name that the class asks for all the time', async () => {
    const { asks, visit, offered, clock } = await withThePageOpen()
    for (let minute = 0; minute < 10; minute += 1) {
      await asks('chat.chatty.example', ...phones)
      clock.advance(minutes(1))
    }
    await visit(3, 'chat.chatty.example', needed)
    expect(await offered()).toEqual([needed])
  })

  it('ends with the grant', async () => {
    const { visit, offered, app, teacher, grant, clock } = await withThePageOpen()
    await visit(3, needed)
    expect(await offered()).toEqual([needed])
    await app.desk.revoke(teacher, grant)
    expect(await offered()).toBe('already-over')
    const again = await app.desk.give(teacher, 'groep-7', page, { kind: 'lesson' })
    clock.advance(1_000)
    expect(await app.companions.of(teacher, again.ok ? again.value.id : '')).toEqual({ ok: true, value: [] })
  })
})
