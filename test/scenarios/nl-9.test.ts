import { describe, expect, it } from 'vitest'
import type { Person, Receiver } from '../../src/app/app.ts'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

const named = ['teacher', 'mentor', 'team-leader', 'anti-bullying-coordinator', 'confidential-counsellor'] as const
const home = '203.0.113.9'

describe('NL-9: everyone can report: to the teacher, mentor, team leader, anti-bullying coordinator or confidential counsellor', () => {
  it.each(named)('who chooses the %s is read by that role and by nobody else', async (to: Receiver) => {
    const { app, person, director, coordinator } = await atSchool('nutsschool-lankforst', '2026-11-24T09:00')
    const people: Person[] = []
    for (const role of named) people.push(await person([role], ['groep-7']))
    const report = { to, text: 'It happened again.', ...(to === 'teacher' ? { class: 'groep-7' } : {}) }
    value(await app.letterbox.submit(report, addressIn('pupil-phones')))
    const readers = await Promise.all(
      [...people, director, coordinator].map(async (one) => [one.roles[0], await app.letterbox.list(one)] as const),
    )
    expect(readers.filter(([, heads]) => heads.length > 0).map(([role]) => role)).toEqual([to])
  })

  it('parents report from home, where the school knows no device', async () => {
    const { app, person } = await atSchool('nutsschool-lankforst', '2026-11-24T20:00')
    const counsellor = await person(['confidential-counsellor'])
    value(
      await app.letterbox.submit({ to: 'confidential-counsellor', text: 'My son is bullied.', name: 'A mother' }, home),
    )
    const [head] = await app.letterbox.list(counsellor)
    expect(value(await app.letterbox.read(counsellor, head!.id))).toMatchObject({ name: 'A mother', state: 'read' })
    value(await app.letterbox.handle(counsellor, head!.id, 'Called the same day.'))
    expect(await app.letterbox.list(counsellor)).toMatchObject([{ state: 'handled' }])
  })

  it('a flood of reports from one place does not drown the others', async () => {
    const { app, person } = await atSchool('nutsschool-lankforst', '2026-11-24T20:00')
    await person(['mentor'])
    const send = async (from: string) => (await app.letterbox.submit({ to: 'mentor', text: 'x' }, from)).ok
    const sent = []
    for (let i = 0; i < 6; i += 1) sent.push(await send(home))
    expect([...sent, await send(addressIn('pupils'))]).toEqual([true, true, true, true, true, false, true])
  })
})
