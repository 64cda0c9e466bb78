import { adults, children, everySchool } from './every-school.ts'
import { anyTime, breaks, inloop, lessons, outside, primaryMoments } from './primary-moments.ts'
import type { Protocol } from './protocol.ts'
import { protocol } from './protocol.ts'

// What the clauses of Stichting SOM's rules for staff make of a name. Written from the rules, not from the preset.

const moments = primaryMoments({
  doors: '08:20',
  first: '08:30',
  break: ['10:15', '10:30'],
  eat: '12:00',
  out: ['12:15', '12:45'],
  last: '14:30',
  wednesday: '12:30',
})

const allDay = [...inloop, ...lessons, ...breaks, ...outside] as const
const staff = ['staff', 'staff-phones']

export const som: Protocol = protocol('stichting-som', moments, {
  'SOM-1': [
    [staff, ['x.com', 'www.linkedin.com', 'www.facebook.com', 'instagram.com', 'www.youtube.com'], allDay, 'allowed'],
    // "And the less known ones like them"; WhatsApp is not named, and open to staff as everything is that no rule closes.
    [staff, ['bsky.app', 'www.threads.net', 'www.pinterest.com'], anyTime, 'allowed'],
    [staff, ['web.whatsapp.com', 'nl.wikipedia.org'], anyTime, 'open'],
    // The rules are for staff: they say nothing of pupils and guests.
    [['pupils', 'pupil-phones', 'after-school', 'guests'], ['instagram.com', 'x.com'], anyTime, 'open'],
  ],
  baseline: [
    ...everySchool({ any: anyTime, free: allDay }),
    [children, ['www.youtube.com', 'm.youtube.com'], anyTime, 'safer'],
    [['guests'], ['www.youtube.com'], anyTime, 'open'],
    [adults, ['hackforums.net', 'www.nordvpn.com', 'ngl.link'], anyTime, 'open'],
  ],
})
