import { adults, children, everyone, everySchool } from './every-school.ts'
import type { Protocol } from './protocol.ts'
import { protocol } from './protocol.ts'
import { anyTime, free, lessons, outside, secondaryMoments } from './secondary-moments.ts'

// What the clauses of Montessori Lyceum Flevoland's protocol make of a name. Written from the protocol, not from the preset.

const moments = secondaryMoments({
  doors: '08:15',
  first: '08:30',
  second: '09:20',
  short: ['10:10', '10:35'],
  long: ['12:15', '12:55'],
  last: '16:15',
})

const atSchool = ['pupils', 'pupil-phones', 'staff', 'staff-phones']
const named = ['www.facebook.com', 'instagram.com', 'web.whatsapp.com', 'g.whatsapp.net']
const likeThem = ['www.tiktok.com', 'www.snapchat.com', 'x.com', 'www.linkedin.com', 'discord.com', 'bsky.app']

export const mlf: Protocol = protocol('montessori-lyceum-flevoland', moments, {
  'MLF-1': [
    [everyone, [...named, 'www.tiktok.com', 'x.com'], free, 'allowed'],
    [['staff of webredactie'], ['www.facebook.com'], free, 'allowed'],
    [['infrastructure'], ['instagram.com'], anyTime, 'open'],
    // Guests give no lessons and follow none.
    [['guests'], ['instagram.com'], lessons, 'open'],
  ],
  'MLF-2': [
    [atSchool, named, lessons, 'closed'],
    // "And all like them"; YouTube is not among them.
    [atSchool, likeThem, ['when the first bell rings', 'a second before the last bell'], 'closed'],
    [atSchool, ['www.youtube.com', 'youtu.be', 'i.ytimg.com'], [...lessons, ...free], 'open'],
    [atSchool, ['nl.wikipedia.org', 'school.example', 'www.netflix.com'], lessons, 'open'],
    // Who keeps the school's own page has a standing permission for it, and for nothing more.
    [
      ['staff of webredactie', 'staff-phones of webredactie'],
      ['www.facebook.com', 'graph.facebook.com'],
      lessons,
      'allowed',
    ],
    [['staff of webredactie', 'staff-phones of webredactie'], ['instagram.com', 'web.whatsapp.com'], lessons, 'closed'],
    [['pupils of webredactie', 'pupil-phones of webredactie'], ['www.facebook.com'], lessons, 'closed'],
  ],
  baseline: [
    ...everySchool({ any: anyTime, free: outside }),
    [children, ['hackforums.net', 'ngl.link', 'dns.google'], lessons, 'locked'],
    [everyone, ['yubo.live', 'wizzapp.com'], [...lessons, ...free], 'closed'],
    [adults, ['hackforums.net', 'www.nordvpn.com', 'ngl.link'], lessons, 'open'],
  ],
})
