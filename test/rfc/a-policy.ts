import type { Name } from '../../src/dns/name.ts'
import { name } from '../../src/dns/name.ts'
import type { Snapshot } from '../../src/link.ts'
import type { Catalogue, Group, Policy, Rule } from '../../src/policy/policy.ts'
import { snapshotOf } from '../helpers/snapshot-of.ts'

// The smallest school that shows every kind of answer. Names tell what they are; all end in `.example`.

/** Addresses of clients, by the group that their network belongs to. */
export const clients = {
  /** `closed.example`, category `games` and platform `chat` are closed, and may change at any bell or grant. */
  pupil: '127.0.0.2',
  /** Nothing is closed, so nothing changes: an upstream's TTLs are passed on whole. */
  staff: '127.0.0.3',
  /** On the school's network, in no group's. */
  unknown: '127.0.0.9',
  /** Nobody's: outside the networks that are answered. */
  stranger: '127.9.9.9',
} as const

/** The networks that are answered. */
export const schoolNetworks = ['127.0.0.0/24', '::1']

const group = (id: string, networks: readonly string[], more: Partial<Group> = {}): Group => ({
  id,
  name: { nl: id, en: id },
  networks,
  timetable: 'day',
  record: 'attempts',
  onlyThese: false,
  safeSearch: false,
  youtube: 'open',
  ...more,
})

const closes = (id: string, target: Rule['target'], more: Partial<Rule> = {}): Rule => ({
  id,
  groups: ['pupils'],
  target,
  state: 'closed',
  when: 'always',
  locked: false,
  ...more,
})

export const aPolicy: Policy = {
  school: { name: 'Testschool', type: 'primary', zone: 'Europe/Amsterdam', language: 'nl' },
  clauses: { 'T-1': { nl: 'Geen spelletjes.', en: 'No games.' } },
  groups: [
    group('pupils', ['127.0.0.2/32'], { safeSearch: true }),
    group('staff', ['127.0.0.3/32', '::1/128']),
    group('guests', [], { record: 'counts' }),
  ],
  unknown: 'pupils',
  classes: [],
  timetables: [{ id: 'day', name: { nl: 'dag', en: 'day' }, days: {} }],
  calendar: { schoolDays: ['mon', 'tue', 'wed', 'thu', 'fri'], entries: [] },
  sets: [],
  essential: [],
  protected: [],
  // Tests ask by the thousand, on a clock that stands still.
  limits: { queriesPerSecond: 100_000, burst: 1_000_000, unlimited: [] },
  rules: [
    closes('site', { kind: 'site', name: name('closed.example') }),
    closes('games', { kind: 'category', id: 'games' }, { clause: 'T-1' }),
    closes('chat', { kind: 'platform', id: 'chat' }),
    closes('adult', { kind: 'category', id: 'adult' }, { locked: true }),
  ],
}

export const aCatalogue: Catalogue = {
  platforms: [{ id: 'chat', name: 'Chat', sets: [], names: [name('chat.example')], library: [] }],
  essential: [name('essential.example')],
  protected: [],
  sensitive: [],
  categories: ['games', 'adult'],
  restricted: {
    safeSearch: [{ target: name('safe.search.example'), names: [name('search.example')] }],
    youtube: { strict: name('strict.example'), moderate: name('moderate.example'), names: [name('tube.example')] },
  },
}

/** Names on the lists, by category. */
export const listed: Readonly<Record<string, readonly Name[]>> = {
  games: [name('bad.example'), name('games.example')],
  adult: [name('adult.example')],
}

/** What the resolver is given to decide with. */
export const aSnapshot = (policy: Policy = aPolicy): Snapshot => snapshotOf(policy, aCatalogue, Object.entries(listed))
