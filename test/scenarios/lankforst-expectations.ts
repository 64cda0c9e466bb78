import type { Name } from '../../src/dns/name.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Acts, Grant, Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { amsterdam, caseOf, lankforst } from '../helpers/lankforst.ts'

// What the clauses of Nutsschool Lankforst's protocol, and what every school has, make of a name. Written from the protocol, not from the preset.

/** `open`, or in its safe version; `closed` is what a grant opens, `locked` what none does. */
export type Gets = 'open' | 'safer' | 'closed' | 'locked'

/** One expectation. It reads as a sentence: pupils who ask for instagram.com in a lesson get it closed. */
export interface Row {
  readonly who: string
  readonly asks: string
  readonly when: Moment
  readonly gets: Gets
  /** The clause that closes it, in a clause's own table. */
  readonly by: string | undefined
}

/** Moments of a school, on its wall. */
export const moments = {
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
} as const
export type Moment = keyof typeof moments

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

/** Devices that children use: school's, their own, and those of after-school care. */
const children = ['pupils', 'pupil-phones', 'after-school']
const adults = ['staff', 'staff-phones', 'guests']
const everyone = [...children, ...adults]

type Line = readonly [who: readonly string[], asks: readonly string[], when: readonly Moment[], gets: Gets]

function table(clause: string, lines: readonly Line[]): readonly Row[] {
  return lines.flatMap(([groups, names, times, gets]) =>
    groups.flatMap((who) =>
      names.flatMap((asks) =>
        times.map((when) => {
          const isClosed = gets === 'closed' || gets === 'locked'
          return { who, asks, when, gets, by: isClosed && clause !== 'baseline' ? clause : undefined }
        }),
      ),
    ),
  )
}

/** The expectations by clause; `baseline` is what every school has. */
export const tables: Readonly<Record<string, readonly Row[]>> = {
  'NL-1': table('NL-1', [
    [['pupils'], ['web.whatsapp.com', 'www.facebook.com', 'x.com', 'instagram.com'], schoolTime, 'closed'],
    [['pupils'], ['www.youtube.com', 'www.snapchat.com'], schoolTime, 'closed'],
    // "And all new programs and apps like them."
    [['pupils'], ['www.tiktok.com', 'discord.com', 'bsky.app', 'www.threads.net'], schoolTime, 'closed'],
    [['after-school'], ['instagram.com', 'www.tiktok.com'], [...schoolTime, ...outside], 'closed'],
    [['pupils'], ['instagram.com', 'www.tiktok.com'], outside, 'open'],
    [['staff', 'staff-phones'], ['instagram.com', 'www.tiktok.com'], always, 'open'],
    [['pupils', 'after-school'], ['nl.wikipedia.org', 'school.example'], always, 'open'],
  ]),
  'NL-2': table('NL-2', [
    [['pupil-phones'], ['instagram.com', 'nl.wikipedia.org', 'school.example'], schoolTime, 'closed'],
    // What school needs is no exception while everything is closed; what a device needs is.
    [['pupil-phones'], ['outlook.office.com'], schoolTime, 'closed'],
    [['pupil-phones'], ['captive.apple.com', 'time.apple.com', 'www.113.nl'], schoolTime, 'open'],
    [['pupil-phones'], ['instagram.com', 'nl.wikipedia.org', 'outlook.office.com'], outside, 'open'],
    [['pupils', 'staff', 'staff-phones', 'guests'], ['nl.wikipedia.org'], schoolTime, 'open'],
  ]),
  'NL-3': table('NL-3', [
    [everyone, ['pornhub.com', 'cdn.pornhub.com', 'stormfront.org', 'boards.4chan.org'], always, 'locked'],
    [['infrastructure'], ['pornhub.com', 'stormfront.org'], ['in a lesson'], 'open'],
  ]),
  'NL-4': table('NL-4', [
    [children, ['hackforums.net', 'www.nordvpn.com', '4everproxy.com', 'dns.google'], always, 'locked'],
    [['staff', 'staff-phones', 'infrastructure'], ['hackforums.net', 'nordvpn.com', 'dns.google'], always, 'open'],
  ]),
  'NL-5': table('NL-5', [
    [children, ['ngl.link', 'www.tellonym.me', '10minutemail.com'], always, 'locked'],
    [['staff', 'staff-phones'], ['ngl.link'], always, 'open'],
  ]),
  'NL-6': table('NL-6', [
    [everyone, ['clothoff.io', 'www.clothoff.io'], always, 'locked'],
    [children, ['www.midjourney.com', 'civitai.com'], always, 'closed'],
    [['staff', 'staff-phones'], ['www.midjourney.com'], always, 'open'],
  ]),
  baseline: table('baseline', [
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
  ]),
}

/** The sentence of a row. */
export const titleOf = ({ who, asks, when, gets, by }: Row): string =>
  `${who} who ask for ${asks} ${when} get it ${gets}${by === undefined ? '' : ` (${by})`}`

/** A grant of the very name for the whole group, all day long. */
export function grantFor({ who, asks, when }: Row): Acts {
  const at = amsterdam.parse(moments[when])
  const target = { kind: 'site', name: asks as Name } as const
  const grant: Grant = { id: 'g', audience: { kind: 'group', id: who }, target, from: at, until: at + 3600_000 }
  return { ...noActs, grants: [grant] }
}

/** What the plain `decide` makes of a row, in the row's own words. */
export function outcomeOf(row: Row, policy: Policy = lankforst): Pick<Row, 'gets' | 'by'> {
  const asked = caseOf(row.asks, row.who, moments[row.when], { policy })
  const { verdict, reason } = decide(asked)
  if (verdict.kind !== 'block') return { gets: verdict.kind === 'pass' ? 'open' : 'safer', by: undefined }
  const granted = decide({ ...asked, acts: grantFor(row) })
  const by = row.by !== undefined && 'clause' in reason ? reason.clause : undefined
  return { gets: granted.verdict.kind === 'block' ? 'locked' : 'closed', by }
}
