import { describe, expect, it, onTestFinished } from 'vitest'
import { aSchoolOnline } from '../helpers/a-school-online.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { looksLike } from './check-clause.ts'
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

describe('TJ-10: the pupil asks on the status page, the teacher approves for a stated time', () => {
  const [mine, other] = [addressIn('pupil-phones', 70), addressIn('pupil-phones', 71)]
  const forFive = { kind: 'minutes', minutes: 5 } as const

  async function inTheBreak() {
    const school = await aSchoolOnline({ at: '2026-11-24T10:05:00', policy })
    onTestFinished(() => school.close())
    await school.enrol(mine, 'pupil-phones', ['groep-7'])
    await school.enrol(other, 'pupil-phones', ['groep-7'])
    const gets = async (from: string) => looksLike(await school.ask('web.whatsapp.com', { from }))
    return { ...school, gets, teacher: await school.person(['teacher'], ['groep-7']) }
  }

  it('that phone has it in the next answer and to the second, and no other phone', async () => {
    const { app, clock, gets, teacher, ask } = await inTheBreak()
    expect(await app.requests.ask(mine, 'WhatsApp', 'mijn moeder appt')).toMatchObject({ value: { state: 'waiting' } })
    expect(await gets(mine)).toBe('closed')
    const [waiting] = await app.requests.waiting(teacher)
    expect(waiting).toMatchObject({ class: { id: 'groep-7' }, devices: 1, reasons: ['mijn moeder appt'] })
    const which = { class: 'groep-7', key: waiting!.key }
    expect(await app.requests.approve(teacher, which, 'devices', forFive)).toMatchObject({ ok: true })

    expect([await gets(mine), await gets(other)]).toEqual(['open', 'closed'])
    expect(looksLike(await ask('www.instagram.com', { from: mine }))).toBe('closed')
    clock.set('2026-11-24T10:09:59')
    const last = await ask('web.whatsapp.com', { from: mine })
    expect([looksLike(last), Math.max(...last.ttls)]).toEqual(['open', 1])
    clock.set('2026-11-24T10:10:00')
    expect(await gets(mine)).toBe('closed')
    expect(await app.requests.mine(mine)).toMatchObject({ state: 'over' })
  })

  it('it is closed again in the next answer when the teacher takes it back', async () => {
    const { app, gets, teacher } = await inTheBreak()
    await app.requests.ask(mine, 'WhatsApp')
    const which = { class: 'groep-7', key: 'platform:whatsapp' }
    const given = await app.requests.approve(teacher, which, 'devices', forFive)
    expect(await gets(mine)).toBe('open')
    await app.desk.revoke(teacher, given.ok ? given.value[0]!.id : '')
    expect(await gets(mine)).toBe('closed')
  })

  it('the whole class has it where the teacher says so', async () => {
    const { app, gets, teacher } = await inTheBreak()
    await app.requests.ask(mine, 'WhatsApp')
    await app.requests.approve(teacher, { class: 'groep-7', key: 'platform:whatsapp' }, 'class', forFive)
    expect([await gets(mine), await gets(other)]).toEqual(['open', 'open'])
  })

  it('what is always closed is told at once, with the clause', async () => {
    const { app } = await inTheBreak()
    expect(await app.requests.ask(mine, 'stormfront.org')).toEqual({ ok: false, problem: 'locked', detail: 'TJ-5' })
  })
})
