import type { Line } from './protocol.ts'

/** Devices that children use: the school's, their own, and those of after-school care. */
export const children: readonly string[] = ['pupils', 'pupil-phones', 'after-school']
export const adults: readonly string[] = ['staff', 'staff-phones', 'guests']
export const everyone: readonly string[] = [...children, ...adults]

/** When to ask: at moments of every kind, and at moments when no protocol closes everything. */
interface Times<Moment extends string> {
  readonly any: readonly Moment[]
  readonly free: readonly Moment[]
}

/** What every school has, whatever its protocol says. */
export function everySchool<Moment extends string>({ any, free }: Times<Moment>): readonly Line<Moment>[] {
  return [
    // Locked for everyone.
    [everyone, ['pornhub.com', 'cdn.pornhub.com', 'stormfront.org'], any, 'locked'],
    [everyone, ['coinhive.com', 'verify-linke.com', 'clothoff.io'], any, 'locked'],
    // Locked for children: the ways past the school's agreements.
    [children, ['hackforums.net', 'www.nordvpn.com', '4everproxy.com', 'dns.google'], any, 'locked'],
    [children, ['ngl.link', 'www.tellonym.me', '10minutemail.com'], any, 'locked'],
    // Closed, and openable for a lesson about it.
    [everyone, ['glock.com', 'azarius.nl', 'bestgore.com', 'unibet.nl', 'tinder.com'], any, 'closed'],
    [children, ['ask.com', 'www.baidu.com'], any, 'closed'],
    // Meeting strangers is closed as dating, also where social media are open.
    [everyone, ['yubo.live', 'wizzapp.com'], free, 'closed'],
    [['infrastructure'], ['pornhub.com', 'coinhive.com', 'glock.com', 'unibet.nl', 'dns.google'], any, 'open'],
    [['pupils', 'after-school'], ['www.google.nl', 'www.bing.com', 'duckduckgo.com', 'www.ecosia.org'], any, 'safer'],
    [['pupil-phones'], ['www.google.nl', 'duckduckgo.com'], free, 'safer'],
    [adults, ['www.google.nl', 'duckduckgo.com'], free, 'open'],
    // Essential: also while everything is closed.
    [everyone, ['captive.apple.com', 'connectivitycheck.gstatic.com', 'time.apple.com'], any, 'open'],
    [everyone, ['login.microsoftonline.com', 'accounts.google.com', 'www.kindertelefoon.nl'], any, 'open'],
    [everyone, ['www.dexcom.com', 'api.librelinkup.com', 'www.nl-alert.nl'], any, 'open'],
    // Protected: unless everything is closed.
    [['pupils', 'staff', 'guests'], ['outlook.office.com', 'school.parnassys.net', 'www.basispoort.nl'], any, 'open'],
    [['pupils', 'staff', 'guests'], ['www.somtoday.nl', 'school.magister.net', 'school.zportal.nl'], any, 'open'],
    [everyone, ['outlook.office.com', 'nl.wikipedia.org'], free, 'open'],
  ]
}
