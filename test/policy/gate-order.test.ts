import { describe, expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { groupsWith } from './a-world.ts'
import type { Given } from './acts.ts'
import { decided, emergencies, exam, exclusions, focus, grants, openings, parks } from './acts.ts'
import { statusName } from './world.ts'

describe('each step of the gate comes before the next', () => {
  it.each([
    ['our own page before exclusion', statusName, { acts: { exclusions } }, 'pass', 'own-name'],
    [
      'a canary before a grant',
      'use-application-dns.net',
      { acts: { grants: grants('everything') } },
      'block',
      'canary',
    ],
    [
      'special-use names before what is essential',
      'time.local',
      { change: { essential: [name('local')] } },
      'block',
      'special-use',
    ],
    [
      'what is essential before an emergency',
      'phone.example',
      { change: { essential: [name('phone.example')] }, acts: { emergencies } },
      'pass',
      'essential',
    ],
    ['what is essential before exclusion', 'time.example', { acts: { exclusions } }, 'pass', 'essential'],
    ['what is essential before a lock', 'time.example', { rules: ['lock everything'] }, 'pass', 'essential'],
    ['an emergency before exclusion', 'phone.example', { acts: { emergencies, exclusions } }, 'pass', 'emergency'],
    [
      'an emergency before a lock',
      'phone.example',
      { acts: { emergencies }, rules: ['lock everything'] },
      'pass',
      'emergency',
    ],
    [
      'exclusion before an investigation',
      'x.example',
      { acts: { exclusions, openings: openings('x.example') } },
      'block',
      'exclusion',
    ],
    [
      'an investigation before a lock',
      'x.example',
      { acts: { openings: openings('x.example') }, rules: ['lock site:x.example'] },
      'pass',
      'opening',
    ],
    [
      'a lock before "only these sites"',
      'x.example',
      { acts: focus('site:x.example'), rules: ['lock site:x.example'] },
      'block',
      'locked',
    ],
    [
      '"only these sites" before what is protected',
      'mail.example',
      { acts: focus('site:x.example') },
      'block',
      'focus',
    ],
    ['an exam before park', 'x.example', { acts: { ...exam, parks } }, 'block', 'focus'],
    ['park before "only these sites"', 'x.example', { acts: { ...focus('site:x.example'), parks } }, 'block', 'park'],
    ['park before what is protected', 'mail.example', { acts: { parks } }, 'block', 'park'],
    ['park before a grant', 'x.example', { acts: { parks, grants: grants('site:x.example') } }, 'block', 'park'],
    [
      'what is protected before a grant',
      'mail.example',
      { acts: { grants: grants('site:mail.example') } },
      'pass',
      'protected',
    ],
    ['what is protected before a rule', 'mail.example', { rules: ['close site:mail.example'] }, 'pass', 'protected'],
    ['a rule on everything before what is protected', 'mail.example', { rules: ['close everything'] }, 'block', 'rule'],
    [
      'a grant before a rule',
      'x.example',
      { acts: { grants: grants('site:x.example') }, rules: ['close site:x.example'] },
      'pass',
      'grant',
    ],
    [
      'a wide grant before a narrow rule',
      'x.example',
      { acts: { grants: grants('everything') }, rules: ['close site:x.example'] },
      'pass',
      'grant',
    ],
    [
      'a lock before a grant',
      'x.example',
      { acts: { grants: grants('site:x.example') }, rules: ['lock site:x.example'] },
      'block',
      'locked',
    ],
    [
      'a rule before "only these" mode',
      'x.example',
      { rules: ['open site:x.example'], change: { groups: groupsWith('staff', { onlyThese: true }) } },
      'pass',
      'rule',
    ],
    [
      '"only these" mode before the end',
      'x.example',
      { change: { groups: groupsWith('staff', { onlyThese: true }) } },
      'block',
      'only-these',
    ],
    ['at the end everything is open', 'x.example', {}, 'pass', 'default'],
  ] as const)('%s', (_, asked, given: Given, verdict, kind) => {
    expect(decided(asked, given)).toMatchObject({ verdict: { kind: verdict }, reason: { kind } })
  })
})
