import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkPreset, presetExplainer } from '../../../src/app/why/offline.ts'
import { writePolicy } from '../../../src/config/policy-file.ts'
import { temporaryFolder } from '../../helpers/temporary-folder.ts'

// `rooster explain --preset nutsschool-lankforst --state FILE`.

const explainer = presetExplainer('nutsschool-lankforst')

/** What is said of a name, in short: verdict, reason, clause, until when. */
function explained(state: string, name: string, at: string, who: { group: string; device?: string }) {
  const file = join(temporaryFolder(), 'state.yaml')
  writeFileSync(file, state)
  const { verdict, reason, until } = explainer.explain({ name, at, classes: ['groep-7'], state: file, ...who }, 0)
  const end = until === undefined ? undefined : explainer.zone.format(until)
  return [verdict, reason.kind, reason.clause, end]
}

const times = 'from: 2026-11-24T08:00, until: 2026-11-24T10:00'
const fair = 'events: [{ name: Kerstmarkt, from: 2026-11-28T13:00, until: 2026-11-28T17:00 }]'
const park = `parks: [{ class: groep-7, ${times} }]`

describe('a trial, a marked event and a medical mark in a state file', () => {
  it.each([
    [
      'a trial, until it is over',
      `trials: [{ group: pupils, ${times} }]`,
      'instagram.com',
      '2026-11-24T09:00',
      { group: 'pupils' },
      ['pass', 'trial', 'NL-1', '2026-11-24T10:00:00+01:00'],
    ],
    [
      'a trial, and what is locked',
      `trials: [{ group: pupils, ${times} }]`,
      'pornhub.com',
      '2026-11-24T09:00',
      { group: 'pupils' },
      ['block', 'locked', 'NL-3', undefined],
    ],
    [
      'an event, until it is over',
      fair,
      'instagram.com',
      '2026-11-28T13:00',
      { group: 'guests' },
      ['block', 'rule', 'NL-11', '2026-11-28T17:00:00+01:00'],
    ],
    [
      'an event that is still to come',
      fair,
      'instagram.com',
      '2026-11-28T12:59:59',
      { group: 'guests' },
      ['pass', 'default', undefined, '2026-11-28T13:00:00+01:00'],
    ],
    [
      'a marked phone in a parked class',
      `${park}\nmarks: [d1]`,
      'sensor.example',
      '2026-11-24T09:00',
      { group: 'pupil-phones', device: 'd1' },
      ['pass', 'default', undefined, undefined],
    ],
    [
      'the phone beside it',
      `${park}\nmarks: [d1]`,
      'sensor.example',
      '2026-11-24T09:00',
      { group: 'pupil-phones', device: 'd2' },
      ['block', 'park', undefined, '2026-11-24T10:00:00+01:00'],
    ],
  ])('%s', (_, state, name, at, who, expected) => expect(explained(state, name, at, who)).toEqual(expected))
})

describe('a grant in a state file', () => {
  /** A board whose preset is the shipped one, with 7 as a class or as a room. */
  function untilOf(room: boolean, until: string) {
    const presets = join(temporaryFolder(), 'presets')
    mkdirSync(presets)
    const policy = checkPreset('nutsschool-lankforst')
    const classes = policy.classes.map((one) => (room && one.id === 'groep-7' ? { ...one, room: true as const } : one))
    writeFileSync(join(presets, 'ours.yaml'), writePolicy({ ...policy, classes }))
    const file = join(temporaryFolder(), 'state.yaml')
    const span = `from: 2026-11-24T09:00, until: ${until}`
    writeFileSync(file, `grants: [{ class: groep-7, target: 'platform:youtube', ${span} }]`)
    const board = join(presets, '..')
    const of = presetExplainer('ours', { data: temporaryFolder(), board })
    const asked = { name: 'youtube.com', at: '2026-11-24T09:30', classes: ['groep-7'], state: file, group: 'pupils' }
    const { reason, until: end } = of.explain(asked, 0)
    return [reason.kind, end === undefined ? undefined : of.zone.format(end).slice(0, 16)]
  }

  it('holds as long as it says for a class', () =>
    expect(untilOf(false, '2026-11-24T11:30')).toEqual(['grant', '2026-11-24T11:30']))
  it('ends at the bell for a room', () =>
    expect(untilOf(true, '2026-11-24T11:30')).toEqual(['grant', '2026-11-24T10:15']))
  it('ends before the bell where it says so', () =>
    expect(untilOf(true, '2026-11-24T10:00')).toEqual(['grant', '2026-11-24T10:00']))
})
