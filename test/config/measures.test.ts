import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../src/config/policy-file.ts'
import { problemsOf, read, start } from './a-policy.ts'

const words = '{ nl: x, en: x }'
const entry = `{ id: phone, offence: ${words}, measure: ${words} }`
const withMeasures = (...entries: readonly string[]) => `${start}measures: [${entries.join(', ')}]`

describe('the register of measures', () => {
  it('is read, and written as it was read; who is told is no unless it says yes', () => {
    const told = `{ id: police, offence: ${words}, measure: ${words}, parents: true, police: true, clause: X-1 }`
    const policy = read(withMeasures(entry, told))
    const text = { nl: 'x', en: 'x' }
    expect(policy.measures).toEqual([
      { id: 'phone', offence: text, measure: text, parents: false, police: false },
      { id: 'police', offence: text, measure: text, parents: true, police: true, clause: 'X-1' },
    ])
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it.each([
    ['two of one name', withMeasures(entry, entry), 'measures[1].id: there is another measure "phone"'],
    [
      'a clause that is not there',
      withMeasures(entry.replace('id:', 'clause: X-2, id:')),
      'measures[0].clause: unknown clause "X-2"; known: X-1',
    ],
    ['a key that is not there', withMeasures(entry.replace('id:', 'punishment: 1, id:')), /measures\[0\].*punishment/],
    [
      'an offence in one language',
      withMeasures(entry.replace('offence: { nl: x, en: x }', 'offence: { nl: x }')),
      /en/,
    ],
    ['an id with a space', withMeasures(entry.replace('phone', 'the phone')), /an id has small letters/],
  ])('says what is wrong: %s', (_, yaml, problem) => {
    const found = problemsOf(yaml).join('\n')
    if (typeof problem === 'string') expect(found).toBe(problem)
    else expect(found).toMatch(problem)
  })
})

describe('the switch that lets teachers exclude', () => {
  it.each(['true', 'false'])('is read, and written as it was read: %s', (text) => {
    const policy = read(`${start}teachers-may-exclude: ${text}\n`)
    expect(policy.teachersMayExclude).toBe(text === 'true')
    expect(read(writePolicy(policy))).toEqual(policy)
  })
  it('is off where nothing is said', () => expect(read(start).teachersMayExclude).toBeUndefined())
  it('is a yes or a no', () => expect(problemsOf(`${start}teachers-may-exclude: sometimes\n`)).toHaveLength(1))
})
