import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { presetExplainer } from '../../../src/app/why/offline.ts'
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
