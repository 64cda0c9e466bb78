import { join } from 'node:path'
import { loadPreset } from '../src/config/policy-file.ts'
import { name } from '../src/dns/name.ts'
import type { Catalogue, Policy, Rule, Target, When } from '../src/policy/policy.ts'
import { root } from '../src/product.ts'
import type { Period, SchoolWeek } from '../src/time/calendar.ts'
import { weekdays } from '../src/time/school-time.ts'
import type { BenchDevice, Making } from './school.ts'
import { schoolClass } from './school.ts'

/** How large a school the policy is measured on: a secondary school with a rule for every wish. */
export const SIZE = { rules: 200, classes: 40, forms: 24, grants: 50 } as const

/** Closed to every group in lessons and open to every group in breaks: by it a bell is heard everywhere. */
export const BELL_NAME = 'bell.example'

/** The Lankforst preset with rules and classes up to {@link SIZE}, about these sites too, and every group on a timetable of these days. */
export function largePolicy(catalogue: Catalogue, sites: readonly string[], days: SchoolWeek): Policy {
  const preset = loadPreset(join(root, 'config'), 'nutsschool-lankforst', catalogue)
  const groups = preset.groups.map((group) => ({ ...group, timetable: 'bells' }))
  const ids = groups.map(({ id }) => id)
  const named = [...preset.rules, bellRule('closed', 'lesson', ids), bellRule('open', 'break', ids)]
  const more = Array.from({ length: SIZE.rules - named.length }, (_, i) => wish(i, catalogue, sites, ids))
  return {
    ...preset,
    groups,
    classes: Array.from({ length: SIZE.classes }, (_, i) => ({ id: classId(i), name: classId(i) })),
    timetables: [{ id: 'bells', name: { nl: 'Bellen', en: 'Bells' }, days }],
    calendar: { schoolDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], entries: [] },
    rules: [...named, ...more],
  }
}

/**
 * The large school under load: its timetable in force, its grants live, a limit for each device that none reaches, and the million names closed at all
 * times to the pupils and the after-school care, who are behind 127.1.0.1 to 127.1.0.6.
 */
export const underLoad: Making = {
  policy(catalogue) {
    const policy = largePolicy(catalogue, wishedSites, Object.fromEntries(weekdays.map((day) => [day, schoolDay])))
    const others = policy.rules.filter(({ target }) => target.kind !== 'everything' && !isGames(target))
    return {
      ...policy,
      rules: [...others, closesGames(['pupils', 'after-school'])],
      limits: { queriesPerSecond: 1_000_000, burst: 1_000_000, unlimited: [] },
    }
  },
  devices(policy) {
    const asking = Array.from({ length: 6 }, (_, i) => ({
      address: `127.1.0.${i + 1}`,
      group: i < 3 ? 'pupils' : 'after-school',
      classes: [classId(i % 3)],
    }))
    return [...asking, ...largeDevices(policy, 240, '127.2')]
  },
  grants({ platforms }) {
    return Array.from({ length: SIZE.grants }, (_, i) => ({
      audience: { kind: 'class', id: classId(i % SIZE.classes) },
      target:
        i % 2 === 0
          ? { kind: 'platform', id: platforms[i % platforms.length]!.id }
          : { kind: 'site', name: wishedSites[i]! },
    }))
  },
}

/** Sites that rules and grants are about, and that nobody asks for. */
const wishedSites = Array.from({ length: 100 }, (_, i) => name(`wish-${i}.example`))

const schoolDay: readonly Period[] = [
  { from: 510, to: 600, kind: 'lesson' },
  { from: 600, to: 615, kind: 'break' },
  { from: 615, to: 900, kind: 'lesson' },
]

const isGames = (target: Target): boolean => target.kind === 'category' && target.id === 'games'

/** The rule that closes the list that a school of the bench keeps. */
export const closesGames = (groups: readonly string[]): Rule => ({
  ...{ id: 'games', groups, target: { kind: 'category', id: 'games' }, state: 'closed', when: 'always', locked: false },
})

/** So many devices of every group, most of them pupils' and their phones: each in a form, half of them in a lesson group too. `network`: `10.1`. */
export function largeDevices({ groups }: Policy, count: number, network: string): readonly BenchDevice[] {
  return Array.from({ length: count }, (_, i) => {
    const isPupils = i % 5 < 4
    const inForm = Math.floor(i / 2 / SIZE.forms)
    const lessonGroup = SIZE.forms + (inForm % (SIZE.classes - SIZE.forms))
    const classes = [classId((i >> 1) % SIZE.forms), ...(inForm % 2 === 0 ? [classId(lessonGroup)] : [])]
    return {
      group: groups[isPupils ? i % 2 : i % groups.length]!.id,
      classes: isPupils ? classes : [],
      address: `${network}.${i >> 8}.${i & 255}`,
    }
  })
}

/** The id of a class; the first is the one that the teacher has. */
export const classId = (i: number): string => (i === 0 ? schoolClass : `class-${i}`)

const bellRule = (state: Rule['state'], when: 'lesson' | 'break', groups: readonly string[]): Rule => ({
  ...{
    id: `bell-${state}`,
    groups,
    target: { kind: 'site', name: name(BELL_NAME) },
    state,
    when: [when],
    locked: false,
  },
})

const times: readonly When[] = ['always', ['lesson'], ['break'], ['inloop', 'lesson', 'break'], ['outside']]

/** One of the many small rules of a school: each kind of target, open or closed, at each kind of time, for some groups or classes. */
function wish(i: number, catalogue: Catalogue, sites: readonly string[], groups: readonly string[]): Rule {
  return {
    id: `wish-${i}`,
    groups: [groups[i % groups.length]!, groups[(i + 1) % groups.length]!],
    ...(i % 4 === 0 ? { classes: [classId(i % SIZE.classes)] } : {}),
    target: aboutWhat(i, catalogue, sites),
    state: i % 3 === 0 ? 'open' : 'closed',
    when: times[i % times.length]!,
    locked: false,
  }
}

function aboutWhat(i: number, { platforms, categories }: Catalogue, sites: readonly string[]): Target {
  const at = i >> 2
  if (i % 4 === 0) return { kind: 'platform', id: platforms[at % platforms.length]!.id }
  if (i % 4 === 1) return { kind: 'category', id: categories[at % categories.length]! }
  return { kind: 'site', name: name(sites[at % sites.length]!) }
}
