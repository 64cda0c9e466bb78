import { expect, it } from 'vitest'
import { incidentLetter } from '../../src/reports/incident-letter.ts'

const line = (count: number) => ({ first: 0, count, name: 'clips.example', reason: { nl: 'Dicht.', en: 'Closed.' } })
const facts = {
  ...{ school: 'De Proef', device: 'Tablet 4', reason: 'threats', by: 'Anke', from: 0, until: 1, opened: 2, notes: [] },
  group: { nl: 'leerlingen', en: 'pupils' },
}

it.each([
  [[], 'In die tijd is niets van dit apparaat tegengehouden en bewaard.'],
  [[line(1)], 'Er is één keer iets tegengehouden:'],
  [[line(4), line(10)], 'Er is 14 keer iets tegengehouden:'],
])('says how often something was blocked, repeats counted: %j', (attempts, said) => {
  expect(incidentLetter({ ...facts, attempts }, 'Europe/Amsterdam', 'file').nl.paragraphs).toContain(said)
})
