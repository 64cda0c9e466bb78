import { everyone, everySchool } from './every-school.ts'
import { anyTime, breaks, inloop, lessons, outside, primaryMoments } from './primary-moments.ts'
import type { Protocol } from './protocol.ts'
import { protocol } from './protocol.ts'

// What the clauses of Albero's protocol make of a name. Written from the protocol, not from the preset.

const moments = {
  ...primaryMoments({
    doors: '08:30',
    first: '08:40',
    break: ['10:20', '10:35'],
    eat: '12:05',
    out: ['12:20', '12:50'],
    last: '15:10',
    wednesday: '12:20',
  }),
  'on Friday afternoon': '2026-11-27T13:00:00',
} as const

const notInLessons = [...inloop, ...breaks, ...outside] as const
const allDay = [...lessons, ...notInLessons] as const
const named = ['www.facebook.com', 'x.com', 'instagram.com', 'www.snapchat.com']
const staff = ['staff', 'staff-phones']

export const albero: Protocol = protocol('albero', moments, {
  'AL-1': [
    [['pupils'], named, allDay, 'allowed'],
    [['pupils'], ['www.tiktok.com', 'bsky.app', 'youtu.be'], anyTime, 'allowed'],
    [['pupils'], ['www.youtube.com'], allDay, 'safer'],
    // WhatsApp is not named; no rule closes it either.
    [['pupils'], ['web.whatsapp.com'], anyTime, 'open'],
    [['pupil-phones'], [...named, 'web.whatsapp.com', 'nl.wikipedia.org', 'outlook.office.com'], lessons, 'closed'],
    [['pupil-phones'], ['captive.apple.com', 'www.113.nl', 'www.dexcom.com'], lessons, 'open'],
    [['pupil-phones'], ['instagram.com', 'web.whatsapp.com', 'nl.wikipedia.org'], notInLessons, 'open'],
    [['pupil-phones of groep-7'], ['nl.wikipedia.org'], ['on Friday afternoon'], 'closed'],
    [['pupil-phones of groep-3'], ['nl.wikipedia.org'], ['on Friday afternoon'], 'open'],
    [['staff', 'staff-phones', 'guests', 'after-school'], ['nl.wikipedia.org'], lessons, 'open'],
  ],
  'AL-3': [
    [everyone, ['pornhub.com', 'cdn.pornhub.com', 'stormfront.org', 'www.clothoff.io'], anyTime, 'locked'],
    [everyone, ['unibet.nl', 'www.bet365.com'], anyTime, 'closed'],
    [['infrastructure'], ['pornhub.com', 'unibet.nl'], anyTime, 'open'],
  ],
  'AL-4': [
    [['pupils', 'pupil-phones', 'after-school', ...staff], ['ngl.link', 'www.tellonym.me'], anyTime, 'locked'],
    [['guests', 'infrastructure'], ['ngl.link'], anyTime, 'open'],
  ],
  'AL-5': [
    [staff, [...named, 'www.youtube.com'], allDay, 'allowed'],
    [staff, ['www.linkedin.com', 'www.tiktok.com'], anyTime, 'allowed'],
    [staff, ['web.whatsapp.com'], allDay, 'open'],
    [['guests', 'after-school'], ['instagram.com'], anyTime, 'open'],
  ],
  baseline: [
    ...everySchool({ any: anyTime, free: outside }),
    [['pupil-phones', 'after-school'], ['www.youtube.com'], outside, 'safer'],
    [['staff', 'staff-phones', 'guests'], ['hackforums.net', 'www.nordvpn.com', 'dns.google'], anyTime, 'open'],
  ],
})
