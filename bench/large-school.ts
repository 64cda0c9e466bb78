import { join } from 'node:path'
import { loadPreset } from '../src/config/policy-file.ts'
import { name } from '../src/dns/name.ts'
import type { Catalogue, Policy, Rule, Target, When } from '../src/policy/policy.ts'
import { root } from '../src/product.ts'
import type { SchoolWeek } from '../src/time/calendar.ts'
import type { BenchDevice } from './school.ts'
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
