import type { Line, Protocol } from './protocol.ts'
import { protocol } from './protocol.ts'
import { between } from './with-acts.ts'

// What the clauses of Nutsschool Lankforst's protocol, and what every school has, make of a name. Written from the protocol, not from the preset.

/** Moments of a school, on its wall. */
const moments = {
  'before the doors open': '2026-11-24T08:19',
  'while pupils come in': '2026-11-24T08:25',
  'in a lesson': '2026-11-24T09:00',
  'in the morning break': '2026-11-24T10:20',
  'while they eat in class': '2026-11-24T12:10',
  'in the afternoon break': '2026-11-24T12:30',
  'in the last lesson': '2026-11-24T14:59',
  'after the last bell': '2026-11-24T15:00',
  'on Wednesday afternoon': '2026-11-25T13:00',
  'on a Saturday': '2026-11-28T10:00',
  'in the Christmas holiday': '2026-12-22T10:00',
  'a second before the play begins': '2026-11-26T09:59:59',
  'when the play begins': '2026-11-26T10:00:00',
  'in the break of the play': '2026-11-26T10:20:00',
  'a second before the play is over': '2026-11-26T15:59:59',
  'when the play is over': '2026-11-26T16:00:00',
  'a second before the fair begins': '2026-11-28T12:59:59',
  'when the fair begins': '2026-11-28T13:00:00',
  'a second before the fair is over': '2026-11-28T16:59:59',
  'when the fair is over': '2026-11-28T17:00:00',
} as const
type Moment = keyof typeof moments

const schoolTime: readonly Moment[] = [
  'while pupils come in',
  'in a lesson',
  'in the morning break',
  'while they eat in class',
  'in the afternoon break',
  'in the last lesson',
]
const outside: readonly Moment[] = [
  'before the doors open',
  'after the last bell',
  'on Wednesday afternoon',
  'on a Saturday',
  'in the Christmas holiday',
]
const always: readonly Moment[] = ['in a lesson', 'in the morning break', 'after the last bell', 'on a Saturday']

/** Activities in the building that the school marked: a play on a school day, a fair on a Saturday. */
const events = [
  { ...between('2026-11-26T10:00', '2026-11-26T16:00'), id: 'e1', name: 'Toneelstuk' },
  { ...between('2026-11-28T13:00', '2026-11-28T17:00'), id: 'e2', name: 'Kerstmarkt' },
]
const atEvents: readonly Moment[] = [
  'when the play begins',
  'in the break of the play',
  'a second before the play is over',
  'when the fair begins',
  'a second before the fair is over',
]
const roundEvents: readonly Moment[] = [
  'a second before the play begins',
  'when the play is over',
  'a second before the fair begins',
  'when the fair is over',
]

/** Devices that children use: school's, their own, and those of after-school care. */
const children = ['pupils', 'pupil-phones', 'after-school']
const adults = ['staff', 'staff-phones', 'guests']
const everyone = [...children, ...adults]

const lines: Readonly<Record<string, readonly Line<Moment>[]>> = {
  'NL-1': [
    [['pupils'], ['web.whatsapp.com', 'www.facebook.com', 'x.com', 'instagram.com'], schoolTime, 'closed'],
    [['pupils'], ['www.youtube.com', 'www.snapchat.com'], schoolTime, 'closed'],
    // "And all new programs and apps like them."
    [['pupils'], ['www.tiktok.com', 'discord.com', 'bsky.app', 'www.threads.net'], schoolTime, 'closed'],
    [['after-school'], ['instagram.com', 'www.tiktok.com'], [...schoolTime, ...outside], 'closed'],
    [['pupils'], ['instagram.com', 'www.tiktok.com'], outside, 'open'],
    [['staff', 'staff-phones'], ['instagram.com', 'www.tiktok.com'], always, 'open'],
    [['pupils', 'after-school'], ['nl.wikipedia.org', 'school.example'], always, 'open'],
  ],
  'NL-2': [
    [['pupil-phones'], ['instagram.com', 'nl.wikipedia.org', 'school.example'], schoolTime, 'closed'],
    // What school needs is no exception while everything is closed; what a device needs is.
    [['pupil-phones'], ['outlook.office.com'], schoolTime, 'closed'],
    [['pupil-phones'], ['captive.apple.com', 'time.apple.com', 'www.113.nl'], schoolTime, 'open'],
    [['pupil-phones'], ['instagram.com', 'nl.wikipedia.org', 'outlook.office.com'], outside, 'open'],
    [['pupils', 'staff', 'staff-phones', 'guests'], ['nl.wikipedia.org'], schoolTime, 'open'],
  ],
  'NL-3': [
    [everyone, ['pornhub.com', 'cdn.pornhub.com', 'stormfront.org', 'boards.4chan.org'], always, 'locked'],
    [['infrastructure'], ['pornhub.com', 'stormfront.org'], ['in a lesson'], 'open'],
  ],
  'NL-4': [
    [children, ['hackforums.net', 'www.nordvpn.com', '4everproxy.com', 'dns.google'], always, 'locked'],
    [['staff', 'staff-phones', 'infrastructure'], ['hackforums.net', 'nordvpn.com', 'dns.google'], always, 'open'],
  ],
  'NL-5': [
    [children, ['ngl.link', 'www.tellonym.me', '10minutemail.com'], always, 'locked'],
    [['staff', 'staff-phones'], ['ngl.link'], always, 'open'],
  ],
  'NL-6': [
    [everyone, ['clothoff.io', 'www.clothoff.io'], always, 'locked'],
    [children, ['www.midjourney.com', 'civitai.com'], always, 'closed'],
    [['staff', 'staff-phones'], ['www.midjourney.com'], always, 'open'],
  ],
  'NL-11': [
    [['guests'], ['instagram.com', 'www.tiktok.com', 'web.whatsapp.com', 'www.youtube.com'], atEvents, 'closed'],
    [['guests'], ['instagram.com', 'www.tiktok.com', 'web.whatsapp.com', 'www.youtube.com'], roundEvents, 'open'],
    [['guests'], ['nl.wikipedia.org', 'school.example'], atEvents, 'open'],
    [['staff', 'staff-phones', 'infrastructure'], ['instagram.com', 'www.youtube.com'], atEvents, 'open'],
    [['pupils', 'pupil-phones'], ['instagram.com'], ['when the fair begins', 'when the play is over'], 'open'],
  ],
  baseline: [
    [everyone, ['coinhive.com', 'verify-linke.com'], always, 'locked'],
    [everyone, ['glock.com', 'azarius.nl', 'bestgore.com', 'unibet.nl', 'tinder.com'], always, 'closed'],
    [['infrastructure'], ['coinhive.com', 'glock.com', 'unibet.nl'], always, 'open'],
    [children, ['ask.com', 'www.baidu.com'], ['after the last bell', 'on a Saturday'], 'closed'],
    [['pupils', 'after-school'], ['www.google.nl', 'www.bing.com', 'duckduckgo.com'], always, 'safer'],
    [['pupils', 'after-school'], ['www.duckduckgo.com', 'www.pixabay.com'], always, 'safer'],
    [['pupils', 'pupil-phones'], ['www.youtube.com', 'm.youtube.com'], outside, 'safer'],
    [adults, ['www.google.nl', 'www.youtube.com'], always, 'open'],
    [everyone, ['captive.apple.com', 'connectivitycheck.gstatic.com', 'time.apple.com'], always, 'open'],
    [everyone, ['login.microsoftonline.com', 'accounts.google.com', 'www.kindertelefoon.nl'], always, 'open'],
    [['pupils', ...adults], ['outlook.office.com', 'school.parnassys.net', 'www.basispoort.nl'], always, 'open'],
  ],
}

/** The expectations by clause; `baseline` is what every school has. */
export const expected: Protocol = protocol('nutsschool-lankforst', moments, lines, { events })
