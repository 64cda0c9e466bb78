import { everySchool } from './every-school.ts'
import type { Protocol } from './protocol.ts'
import { protocol } from './protocol.ts'
import { anyTime, free, lessons, outside, secondaryMoments } from './secondary-moments.ts'

// What the national agreement makes of a name. Written from the agreement, not from the preset.

const moments = secondaryMoments({
  doors: '08:20',
  first: '08:30',
  second: '09:20',
  short: ['10:10', '10:30'],
  long: ['13:00', '13:45'],
  last: '16:15',
})

export const agreement: Protocol = protocol('landelijke-afspraak', moments, {
  'LA-1': [
    [
      ['pupil-phones', 'pupil-phones of 3b'],
      ['instagram.com', 'nl.wikipedia.org', 'school.example'],
      lessons,
      'closed',
    ],
    [['pupil-phones'], ['web.whatsapp.com', 'www.youtube.com', 'outlook.office.com'], lessons, 'closed'],
    [['pupil-phones'], ['instagram.com', 'nl.wikipedia.org', 'www.youtube.com'], free, 'open'],
    // It is about what pupils bring; the school's own tablets and laptops, and staff, work on.
    [
      ['pupils', 'staff', 'staff-phones', 'guests', 'after-school'],
      ['instagram.com', 'school.example'],
      lessons,
      'open',
    ],
  ],
  'LA-3': [
    [['pupil-phones'], ['www.dexcom.com', 'api.librelinkup.com', 'libreview.io', 'insulet.com'], lessons, 'open'],
    [['pupil-phones'], ['captive.apple.com', 'time.apple.com', 'www.113.nl'], lessons, 'open'],
  ],
  baseline: [
    ...everySchool({ any: anyTime, free: outside }),
    [['staff', 'staff-phones', 'guests'], ['hackforums.net', 'www.nordvpn.com', 'ngl.link'], anyTime, 'open'],
  ],
})
