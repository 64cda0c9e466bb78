import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import type { Client } from '../../src/policy/policy.ts'
import { groupsWith, span, worldWith } from './a-world.ts'
import type { Given } from './acts.ts'
import { decided, emergencies, exam, exclusions, focus, grants, openings, parks, staff } from './acts.ts'
import { agreed } from './world.ts'

describe('who an act reaches', () => {
  const pupil: Client = { group: 'pupils', classes: ['4a'], device: 'd2' }
  const others = { client: pupil }
  it.each([
    [
      'an emergency for staff does not reach pupils',
      'phone.example',
      { acts: { emergencies: [{ ...emergencies[0]!, for: 'staff' }] }, ...others },
      'default',
    ],
    [
      'an emergency for staff reaches their phones',
      'phone.example',
      { acts: { emergencies: [{ ...emergencies[0]!, for: 'staff' }] }, client: { group: 'staff-phones', classes: [] } },
      'emergency',
    ],
    [
      'an emergency for staff reaches a group that is like them',
      'phone.example',
      {
        acts: { emergencies: [{ ...emergencies[0]!, for: 'staff' }] },
        change: { groups: groupsWith('pupils', { like: 'staff' }) },
        ...others,
      },
      'emergency',
    ],
    [
      'an emergency for staff does not reach a group of that name that is like pupils',
      'phone.example',
      {
        acts: { emergencies: [{ ...emergencies[0]!, for: 'staff' }] },
        change: { groups: groupsWith('staff', { like: 'pupils' }) },
        client: { group: 'staff', classes: [] },
      },
      'default',
    ],
    [
      'an investigation is on a device of a group that is like staff',
      'x.example',
      {
        acts: { openings: openings('x.example') },
        change: { groups: groupsWith('pupils', { like: 'staff' }) },
        client: { ...pupil, device: 'd1' },
      },
      'opening',
    ],
    [
      'an emergency opens what people reach each other by, no more',
      'alpha.example',
      { acts: { emergencies } },
      'default',
    ],
    ['an emergency leaves out a class in an exam', 'phone.example', { acts: { ...exam, emergencies } }, 'focus'],
    ['an exclusion is for one device', 'x.example', { acts: { exclusions }, ...others }, 'default'],
    [
      'an investigation is for one device',
      'x.example',
      { acts: { openings: openings('x.example') }, ...others },
      'default',
    ],
    [
      "an investigation is never on a pupil's device",
      'x.example',
      { acts: { openings: openings('x.example') }, client: { ...pupil, device: 'd1' } },
      'default',
    ],
    [
      'an investigation opens a site and all below it',
      'www.x.example',
      { acts: { openings: openings('x.example') } },
      'opening',
    ],
    ['park is for a class', 'x.example', { acts: { parks }, ...others }, 'default'],
    [
      'park reaches a device by any of its classes',
      'x.example',
      { acts: { parks }, client: { ...pupil, classes: ['4a', '3b'] } },
      'park',
    ],
    ['"only these sites" is for a class', 'x.example', { acts: focus(), ...others }, 'default'],
    ['a grant is for its class', 'alpha.example', { acts: { grants: grants('platform:alpha') }, ...others }, 'default'],
    ['a focus on an app opens what the app loads', 'library.example', { acts: focus('platform:alpha') }, 'focus'],
    [
      'two focuses add up',
      'alpha.example',
      { acts: { focuses: [...focus('site:x.example').focuses, ...focus('platform:alpha').focuses] } },
      'focus',
    ],
  ] as const)('%s', (_, asked, given: Given, kind) => expect(decided(asked, given).reason.kind).toBe(kind))

  it.each([
    ['a class', { kind: 'class', id: '4a' }],
    ['a group', { kind: 'group', id: 'pupils' }],
    ['a device', { kind: 'device', id: 'd2' }],
  ] as const)('a grant for %s', (_, audience) => {
    const given = { acts: { grants: [{ ...grants('everything')[0]!, audience }] } }
    expect(decided('x.example', { ...given, ...others }).reason.kind).toBe('grant')
    expect(decided('x.example', given).reason.kind).toBe('default')
  })
})

describe('an act holds from its first instant up to its last', () => {
  it.each([
    ['a millisecond before', span.from - 1, 'default'],
    ['at its first', span.from, 'park'],
    ['a millisecond before its end', span.until - 1, 'park'],
    ['at its end', span.until, 'default'],
  ] as const)('%s', (_, at, kind) => {
    expect(agreed(worldWith([], { parks }), staff, name('x.example'), at).reason.kind).toBe(kind)
  })
})
