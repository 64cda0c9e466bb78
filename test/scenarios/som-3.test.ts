import { describe, expect, it } from 'vitest'
import { addressIn } from '../helpers/lankforst.ts'
import { value } from '../helpers/value.ts'
import { atSchool } from './at-school.ts'

describe('SOM-3: the board records which measures it takes for digital offences, and makes them known', () => {
  it('everyone can read the register: the offence, the measure, whether parents are told, and the police', async () => {
    const { app } = await atSchool('stichting-som', '2026-11-24T09:00')
    const { measures } = await app.protocol.protocolNow()
    expect(measures.length).toBeGreaterThan(0)
    for (const { offence, measure, clause } of measures) {
      expect([offence.nl, offence.en, measure.nl, measure.en]).not.toContain('')
      expect(clause?.id).toBe('SOM-3')
    }
    const of = (id: string) => measures.find((measure) => measure.id === id)
    expect(of('threatening')).toMatchObject({ parents: true, police: true })
    expect(of('belittling')).toMatchObject({ parents: true, police: false })
    expect(of('confidential-shared')).toMatchObject({ parents: false, police: false })
  })

  it('every measure that is taken is written down, with who and why', async () => {
    const { app, director, enrol, audit } = await atSchool('stichting-som', '2026-11-24T09:00')
    const tablet = await enrol(addressIn('pupils', 71), 'pupils', ['groep-7'])
    const why = { why: 'a video of a teacher', offence: 'belittling' }
    const taken = value(await app.measures.record(director, { device: tablet }, 'warning', why))
    expect(taken).toMatchObject({ kind: 'warning', by: director.name, why: 'a video of a teacher' })
    expect(await app.measures.taken(director)).toMatchObject([{ offence: { id: 'belittling' } }])
    const { actions, text } = await audit(1)
    expect([actions, text.includes('video'), text.includes(addressIn('pupils', 71))]).toEqual([
      ['measure-taken'],
      false,
      false,
    ])
  })

  it('but nobody reads on the page who a measure was about', async () => {
    const { app, director } = await atSchool('stichting-som', '2026-11-24T09:00')
    value(await app.measures.takePhone(director, { class: 'groep-7' }, { why: 'a video of a teacher' }))
    expect(JSON.stringify(await app.protocol.protocolNow())).not.toMatch(/video of a teacher|Person/)
  })
})
