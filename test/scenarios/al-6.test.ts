import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

describe('AL-6: who needs help, or is sent something unasked, goes to the teacher or the director', () => {
  it('the page names who can help, by function and never by name, to whoever is on the network', async () => {
    const { app, person } = await atSchool('albero', '2026-11-24T09:00')
    await person(['teacher'], ['groep-7'])
    const page = await app.protocol.protocolNow(addressIn('pupils'))
    expect([page.mine, page.helpers]).toEqual(['pupils', ['teacher', 'director']])
    expect(JSON.stringify(page)).not.toContain('Person')
  })

  it('what is offered unasked is reported to the teacher of the class or to the director', async () => {
    const { app, person, director } = await atSchool('albero', '2026-11-24T09:00')
    const teacher = await person(['teacher'], ['groep-7'])
    const tablet = addressIn('pupils', 71)
    const choices = await app.letterbox.choices(tablet)
    expect(choices.map(({ to, classes }) => [to, classes.map(({ id }) => id)])).toEqual([
      ['teacher', ['groep-7']],
      ['director', []],
    ])
    const what = { text: 'A stranger sent me a link.', site: 'link.example' }
    value(await app.letterbox.submit({ ...what, to: 'teacher', class: 'groep-7' }, tablet))
    value(await app.letterbox.submit({ ...what, to: 'director' }, tablet))
    expect([(await app.letterbox.list(teacher)).length, (await app.letterbox.list(director)).length]).toEqual([1, 1])
  })

  it('a pupil asks for what is closed, and the teacher hears of it', async () => {
    const { app, person, enrol, gets } = await atSchool('albero', '2026-11-24T09:00')
    const [phone, teacher] = [addressIn('pupil-phones', 71), await person(['teacher'], ['groep-7'])]
    await enrol(phone, 'pupil-phones', ['groep-7'])
    expect(await gets('nl.wikipedia.org', phone)).toBe('closed')
    expect(await app.requests.ask(phone, 'nl.wikipedia.org')).toMatchObject({ ok: true })
    expect(await app.requests.waiting(teacher)).toHaveLength(1)
  })
})
