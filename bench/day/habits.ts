import type { Catalogue } from '../../src/policy/policy.ts'
import type { KindOfTime } from '../../src/time/calendar.ts'
import type { Habit } from './devices.ts'

/** What a device does in a kind of time: questions a minute, and where they come from, those at the front more often. */
interface Use {
  readonly perMinute: number
  /** Of a hundred questions so many go to what is wanted; the others to what school needs. */
  readonly wanted: number
}

/** What a device with a habit asks for. */
export interface Names {
  readonly needed: readonly string[]
  readonly wanted: readonly string[]
}

/** What every device asks for as it comes in. */
export const atTheDoor: readonly string[] = [
  'connectivitycheck.gstatic.com',
  'captive.apple.com',
  'www.msftconnecttest.com',
  'time.google.com',
  'time.apple.com',
  'accounts.google.com',
  'clients4.google.com',
  'mtalk.google.com',
]

const needed = [
  'classroom.google.com',
  'docs.google.com',
  'nl.wikipedia.org',
  'www.somtoday.nl',
  'www.magister.net',
  'app.lessonup.com',
  'schooltv.nl',
  'rekentuin.example',
  'methode.uitgeverij.example',
  'www.schoolbieb.example',
  'portal.office.com',
  'www.buienradar.nl',
]
const atHome = [
  'www.nos.nl',
  'www.buienradar.nl',
  'weer.example',
  'winkel.example',
  'sportclub.example',
  'muziekles.example',
]

/** What is wanted, by habit: platforms of the catalogue, most of all first. */
const wanted: Readonly<Record<Habit, readonly string[]>> = {
  school: ['youtube', 'roblox', 'spotify', 'tiktok', 'poki', 'discord', 'instagram', 'twitch', 'netflix', 'steam'],
  phone: ['snapchat', 'tiktok', 'instagram', 'youtube', 'whatsapp', 'spotify', 'roblox', 'discord', 'twitch', 'bereal'],
  vpn: ['snapchat', 'tiktok', 'instagram'],
  staff: ['linkedin', 'youtube', 'whatsapp', 'facebook'],
  'staff-phone': ['whatsapp', 'instagram', 'facebook', 'linkedin', 'spotify'],
  care: ['youtube', 'roblox', 'minecraft', 'netflix', 'spotify'],
  guest: ['whatsapp', 'instagram', 'linkedin', 'youtube'],
}

/** Names that lead past a filter, as far as the shipped lists know them. */
const pastTheFilter = ['dns.google', 'cloudflare-dns.com', 'dns.quad9.net', 'nordvpn.com', 'protonvpn.com']

const uses: Readonly<Record<Habit, Readonly<Record<KindOfTime, Use>>>> = {
  school: of([1, 5], [2, 12], [0.4, 45], [0.1, 40]),
  phone: of([2, 55], [0.15, 70], [3, 75], [0.6, 70]),
  vpn: of([2, 60], [1, 80], [3, 80], [0.6, 70]),
  staff: of([1.5, 10], [1, 10], [1.5, 30], [0.8, 15]),
  'staff-phone': of([1, 45], [0.2, 50], [1.5, 55], [0.8, 50]),
  care: of([0, 0], [0, 0], [0, 0], [1.5, 45]),
  guest: of([0.3, 20], [0.6, 20], [0.6, 40], [0.2, 30]),
}

function of(
  ...[inloop, lesson, rest, outside]: readonly [number, number][]
): Readonly<Record<KindOfTime, { perMinute: number; wanted: number }>> {
  const use = ([perMinute, share]: [number, number]) => ({ perMinute, wanted: share })
  return { inloop: use(inloop!), lesson: use(lesson!), break: use(rest!), outside: use(outside!) }
}

/** What a habit comes to in a kind of time. */
export const useOf = (habit: Habit, kind: KindOfTime): Use => uses[habit][kind]

/** The names behind the habits, by the platforms of a catalogue. */
export function namesOf({ platforms }: Catalogue): Readonly<Record<Habit, Names>> {
  const byHabit = Object.entries(wanted).map(([habit, ids]) => {
    const named = ids.flatMap((id) => platforms.find((platform) => platform.id === id)?.names.slice(0, 3) ?? [])
    const isPupils = habit === 'school' || habit === 'vpn' || habit === 'phone'
    const names: Names = {
      needed: isPupils ? needed : [...needed.slice(0, 5), ...atHome],
      wanted: habit === 'vpn' ? [...pastTheFilter, ...named] : named,
    }
    return [habit, names] as const
  })
  return Object.fromEntries(byHabit) as Record<Habit, Names>
}
