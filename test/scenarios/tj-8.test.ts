import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

// A Tuesday morning at De Tjongeling: groep 7 has a teacher, and there is a manager.
async function inTheMorning() {
  const school = await atSchool('obs-de-tjongeling', '2026-11-24T09:00')
  const juf = await school.person(['teacher'], ['groep-7'])
  const meester = await school.person(['teacher'], ['groep-8'])
  const manager = await school.person(['manager'])
  return { ...school, juf, meester, manager }
}
const text = 'Somebody keeps sending me nasty messages.'

describe('TJ-8: nobody is harassed: pupils report it at once to their teacher, staff to their manager', () => {
  it('a pupil writes to the teacher of the class, without signing in, and that teacher alone reads it', async () => {
    const { app, juf, meester, manager, director, coordinator } = await inTheMorning()
    const tablet = addressIn('pupils', 71)
    expect((await app.letterbox.choices(tablet)).map(({ to }) => to)).toEqual(['teacher', 'director'])
    expect(await app.letterbox.submit({ to: 'teacher', class: 'groep-7', text }, tablet)).toMatchObject({ ok: true })
    const [head] = await app.letterbox.list(juf)
    expect(value(await app.letterbox.read(juf, head!.id)).text).toBe(text)
    for (const other of [meester, manager, director, coordinator]) expect(await app.letterbox.list(other)).toEqual([])
  })

  it('staff write to the manager, from their own devices; pupils do not have that choice', async () => {
    const { app, manager } = await inTheMorning()
    expect(await app.letterbox.submit({ to: 'manager', text }, addressIn('pupil-phones'))).toMatchObject({
      problem: 'nobody-there',
    })
    expect(await app.letterbox.submit({ to: 'manager', text }, addressIn('staff'))).toMatchObject({ ok: true })
    expect(await app.letterbox.list(manager)).toHaveLength(1)
  })

  it('the report is kept apart from what devices tried, and without where it came from', async () => {
    const { app, juf, gets, tellAll, coordinator, storage, enrol, audit } = await inTheMorning()
    const tablet = addressIn('pupils', 71)
    await enrol(tablet, 'pupils', ['groep-7'])
    expect(await gets('www.instagram.com', tablet)).toBe('closed')
    await app.letterbox.submit({ to: 'teacher', class: 'groep-7', text, site: 'www.instagram.com' }, tablet)
    await tellAll()
    expect(JSON.stringify(await app.attempts.recent(coordinator, { limit: 10 }))).not.toContain(text)
    expect(JSON.stringify(await storage.reports.to(['teacher']))).not.toContain(tablet)
    const [head] = await app.letterbox.list(juf)
    await app.letterbox.read(juf, head!.id)
    const { actions, text: written } = await audit(1)
    expect([actions, written.includes('nasty')]).toEqual([['report-read'], false])
  })
})
