import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadState } from '../../src/config/acts-file.ts'
import { ConfigError } from '../../src/config/problems.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam } from '../helpers/lankforst.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function load(text: string) {
  const path = join(temporaryFolder(), 'state.yaml')
  writeFileSync(path, text)
  return loadState(path, amsterdam)
}
const times = 'from: 2026-11-24T09:00, until: 2026-11-24T10:15'
const span = { from: amsterdam.parse('2026-11-24T09:00'), until: amsterdam.parse('2026-11-24T10:15') }

describe('a state file', () => {
  it.each([
    ['nothing', '', noActs],
    [
      'a grant for a class',
      `grants: [{ ${times}, class: 3b, target: platform:youtube }]`,
      { grants: [{ ...span, audience: { kind: 'class', id: '3b' }, target: { kind: 'platform', id: 'youtube' } }] },
    ],
    [
      'a grant for a group',
      `grants: [{ ${times}, group: pupils, target: everything }]`,
      { grants: [{ ...span, audience: { kind: 'group', id: 'pupils' } }] },
    ],
    [
      'a grant for a device',
      `grants: [{ ${times}, device: d1, target: site:X.example }]`,
      { grants: [{ ...span, audience: { kind: 'device', id: 'd1' }, target: { kind: 'site', name: 'x.example' } }] },
    ],
    ['a parked class', `parks: [{ ${times}, class: 3b }]`, { parks: [{ ...span, class: '3b' }] }],
    [
      'an exam',
      `focuses: [{ ${times}, class: 3b, targets: [site:x.example], exam: true }]`,
      { focuses: [{ ...span, class: '3b', exam: true }] },
    ],
    [
      'an exclusion',
      `exclusions: [{ ${times}, device: d1, clause: NL-7 }]`,
      { exclusions: [{ ...span, device: 'd1', clause: 'NL-7' }] },
    ],
    ['an emergency', `emergencies: [{ ${times}, for: everyone }]`, { emergencies: [{ ...span, for: 'everyone' }] }],
    [
      'an investigation',
      `openings: [{ ${times}, device: d1, site: X.example }]`,
      { openings: [{ ...span, device: 'd1', site: 'x.example' }] },
    ],
    ['a trial', `trials: [{ ${times}, group: pupils }]`, { trials: [{ ...span, group: 'pupils' }] }],
    ['a marked event', `events: [{ ${times}, name: Open dag }]`, { events: [{ ...span, name: 'Open dag' }] }],
    [
      'a correction',
      'corrections: [{ name: x.example, category: adult }]',
      { corrections: [{ name: 'x.example', category: 'adult' }] },
    ],
    [
      'JSON as well',
      `{"parks": [{"from": "2026-11-24T09:00", "until": "2026-11-24T10:15", "class": "3b"}]}`,
      { parks: [{ ...span, class: '3b' }] },
    ],
    [
      'times with an offset',
      'parks: [{ from: 2026-11-24T08:00:00Z, until: 2026-11-24T10:15:00+01:00, class: 3b }]',
      { parks: [span] },
    ],
  ])('may hold %s', (_, text, expected) => expect(load(text).acts).toMatchObject(expected))

  it('may name the devices that carry a medical mark', () => {
    expect(load('marks: [d1, d2]')).toEqual({ acts: noActs, marks: ['d1', 'd2'] })
    expect(load('').marks).toEqual([])
  })

  it('gives each act an id, so that reasons can name it', () => {
    const { parks, grants } = load(
      `parks: [{ ${times}, class: a }]\ngrants: [{ ${times}, class: a, target: everything }]`,
    ).acts
    expect(new Set([...parks, ...grants].map(({ id }) => id)).size).toBe(2)
  })

  it.each([
    ['a time that is none', 'parks: [{ from: nine, until: ten, class: 3b }]', 'parks[0].from'],
    ['a target that is none', `grants: [{ ${times}, class: 3b, target: youtube }]`, 'grants[0].target'],
    ['a site that is none', `openings: [{ ${times}, device: d1, site: 'a b' }]`, 'openings[0].site'],
    ['an act without an end', 'parks: [{ from: 2026-11-24T09:00, class: 3b }]', 'parks[0].until'],
    ['an act that is none', 'parties: []', 'parties'],
    ['an emergency for a group', `emergencies: [{ ${times}, for: pupils }]`, 'emergencies[0].for'],
    ['YAML that is none', 'parks: [', '--state'],
    ['a correction of what is no name', 'corrections: [{ name: a..b, category: adult }]', 'corrections[0].name'],
    [
      'a grant for a class and a group',
      `grants: [{ ${times}, class: 3b, group: pupils, target: everything }]`,
      'grants[0]',
    ],
    ['a grant for nobody', `grants: [{ ${times}, target: everything }]`, 'grants[0]'],
  ])('is refused with %s', (_, text, place) => {
    const problems = (() => {
      try {
        load(text)
        return []
      } catch (error) {
        if (error instanceof ConfigError) return error.problems.map((problem) => problem.place)
        throw error
      }
    })()
    expect(problems).toContain(place)
  })
})

it('is refused with everything that is wrong in it at once, each in its place, with what there is', () => {
  const path = join(temporaryFolder(), 'state.yaml')
  writeFileSync(
    path,
    `
grants:
  - { from: 2026-11-24T09:00, class: 9z, target: platform:youtube }
  - { ${times}, class: 9z, target: platform:youtoube }
  - { ${times}, group: pupil, target: set:nothing, colour: red }
parks: [{ from: 2026-11-24T09:00, until: 2026-11-24T09:00, class: 3b }]
trials: [{ ${times}, group: pupils }]
parties: []
`,
  )
  const known = { class: ['3b'], group: ['pupils'], clause: ['X-1'], platform: ['youtube'], set: ['games'] }
  const problems = (() => {
    try {
      loadState(path, amsterdam, known)
      return []
    } catch (error) {
      return (error as ConfigError).problems.map(({ place, problem }) => `${place}: ${problem}`)
    }
  })()
  expect(problems.sort()).toEqual([
    'grants[0].until: it has no end, and every act has one; write until: 2026-11-24T10:15',
    'grants[1].class: unknown class "9z"; known: 3b',
    'grants[1].target: unknown platform "youtoube"; known: youtube',
    'grants[2].colour: there is no such key; check its spelling',
    'grants[2].group: unknown group "pupil"; known: pupils',
    'grants[2].target: unknown set "nothing"; known: games',
    'parks[0].until: it ends before it begins, or at once',
    'parties: there is no such key; check its spelling',
  ])
})
