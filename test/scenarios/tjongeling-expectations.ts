import { adults, children, everyone, everySchool } from './every-school.ts'
import { anyTime, breaks, inloop, lessons, outside, primaryMoments, schoolTime } from './primary-moments.ts'
import type { Protocol } from './protocol.ts'
import { protocol } from './protocol.ts'

// What the clauses of obs De Tjongeling's protocol make of a name. Written from the protocol, not from the preset.

const moments = {
  ...primaryMoments({
    doors: '08:20',
    first: '08:30',
    break: ['10:00', '10:15'],
    eat: '11:45',
    out: ['12:00', '12:30'],
    last: '14:45',
    wednesday: '12:15',
  }),
  'on Friday morning': '2026-11-27T09:00:00',
  'on Friday afternoon': '2026-11-27T13:00:00',
} as const

const notInLessons = [...inloop, ...breaks, ...outside] as const
const phones = ['pupil-phones', 'staff-phones']

export const tjongeling: Protocol = protocol('obs-de-tjongeling', moments, {
  'TJ-3': [
    [everyone, ['coinhive.com', 'verify-linke.com', 'www.clothoff.io'], anyTime, 'locked'],
    [everyone, ['bestgore.com', 'glock.com'], anyTime, 'closed'],
    [['infrastructure'], ['coinhive.com', 'verify-linke.com', 'bestgore.com', 'glock.com'], anyTime, 'open'],
  ],
  'TJ-4': [
    [['pupils', 'pupil-phones'], ['www.netflix.com', 'open.spotify.com', 'www.videoland.com'], lessons, 'closed'],
    [['pupils', 'pupil-phones'], ['mega.nz', 'wetransfer.com', 'thepiratebay.org'], lessons, 'closed'],
    [['pupils'], ['www.netflix.com', 'wetransfer.com'], notInLessons, 'open'],
    [['pupil-phones'], ['www.netflix.com', 'wetransfer.com'], outside, 'open'],
    [['staff', 'guests'], ['www.netflix.com', 'wetransfer.com'], anyTime, 'open'],
    // Films for school are no burden.
    [['pupils'], ['schooltv.nl', 'drive.google.com'], lessons, 'open'],
  ],
  'TJ-5': [
    [everyone, ['pornhub.com', 'cdn.pornhub.com', 'stormfront.org', 'boards.4chan.org'], anyTime, 'locked'],
    [['infrastructure'], ['pornhub.com', 'stormfront.org'], anyTime, 'open'],
  ],
  'TJ-6': [
    [everyone, ['hackforums.net', 'www.nordvpn.com', '4everproxy.com'], anyTime, 'locked'],
    [['infrastructure'], ['hackforums.net', 'nordvpn.com'], anyTime, 'open'],
  ],
  'TJ-7': [
    [everyone, ['ngl.link', 'www.tellonym.me', '10minutemail.com'], anyTime, 'locked'],
    [['infrastructure'], ['ngl.link'], anyTime, 'open'],
  ],
  'TJ-9': [
    [phones, ['nl.wikipedia.org', 'school.example', 'www.youtube.com', 'instagram.com'], lessons, 'closed'],
    // What school needs is no exception while everything is closed; what a device needs is.
    [phones, ['outlook.office.com', 'school.parnassys.net'], lessons, 'closed'],
    [phones, ['captive.apple.com', 'time.apple.com', 'www.113.nl', 'www.dexcom.com'], lessons, 'open'],
    [['staff-phones'], ['nl.wikipedia.org', 'instagram.com', 'outlook.office.com'], notInLessons, 'open'],
    [['pupils', 'staff', 'guests', 'infrastructure'], ['nl.wikipedia.org', 'school.example'], lessons, 'open'],
    [['pupil-phones of groep-3', 'staff-phones of groep-7'], ['school.example'], ['on Friday morning'], 'closed'],
    [['pupil-phones of groep-7'], ['school.example'], ['on Friday afternoon'], 'closed'],
    // Groups 1 to 4 are home by then.
    [['pupil-phones of groep-3'], ['school.example'], ['on Friday afternoon'], 'open'],
  ],
  'TJ-10': [
    [['pupil-phones'], ['nl.wikipedia.org', 'instagram.com', 'web.whatsapp.com'], [...inloop, ...breaks], 'closed'],
    [['pupil-phones'], ['outlook.office.com'], [...inloop, ...breaks], 'closed'],
    [['pupil-phones'], ['captive.apple.com', 'www.kindertelefoon.nl'], schoolTime, 'open'],
    [['pupil-phones'], ['nl.wikipedia.org', 'instagram.com', 'outlook.office.com'], outside, 'open'],
    [['pupils', 'staff', 'guests'], ['nl.wikipedia.org'], schoolTime, 'open'],
  ],
  'TJ-13': [
    [['pupils'], ['www.facebook.com', 'instagram.com', 'x.com', 'www.youtube.com'], lessons, 'closed'],
    // Officially none of them, but the same rules hold.
    [['pupils'], ['web.whatsapp.com', 'g.whatsapp.net'], lessons, 'closed'],
    [['pupils'], ['www.tiktok.com', 'www.snapchat.com', 'discord.com', 'bsky.app'], lessons, 'closed'],
    [['pupils'], ['instagram.com', 'www.tiktok.com', 'web.whatsapp.com'], notInLessons, 'open'],
    [['staff', 'guests'], ['instagram.com', 'web.whatsapp.com', 'www.youtube.com'], anyTime, 'open'],
    [['after-school'], ['instagram.com'], anyTime, 'open'],
  ],
  'TJ-14': [
    [children, ['dns.google', 'cloudflare-dns.com'], anyTime, 'locked'],
    [['staff', 'guests', 'infrastructure'], ['dns.google', 'cloudflare-dns.com'], anyTime, 'open'],
  ],
  baseline: [
    ...everySchool({ any: anyTime, free: outside }),
    [['pupils', 'pupil-phones', 'after-school'], ['www.youtube.com', 'm.youtube.com'], outside, 'safer'],
    [adults, ['www.youtube.com'], outside, 'open'],
  ],
})
