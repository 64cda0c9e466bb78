import { parseCidr } from '../src/clients/address.ts'
import { readPeriod } from '../src/config/times.ts'
import type { Name } from '../src/dns/name.ts'
import { name, wireOfName } from '../src/dns/name.ts'
import { InForce } from '../src/in-force.ts'
import type { IndexData } from '../src/link.ts'
import { catalogueIndex } from '../src/lists/catalogue-index.ts'
import { IndexBuilder } from '../src/lists/index-builder.ts'
import type { Acts, Catalogue } from '../src/policy/policy.ts'
import { noActs } from '../src/policy/policy.ts'
import type { Period } from '../src/time/calendar.ts'
import { weekdays } from '../src/time/school-time.ts'
import { classId, largeDevices, largePolicy, SIZE } from './large-school.ts'
import type { Work } from './names.ts'
import { randomFrom, ranked } from './names.ts'

/** Cases a round, and how many devices ask. */
export const CASES = 1_000_000
const DEVICES = 1_000

/** A million cases: who asks, and where the name stands. */
export interface Cases {
  readonly addresses: readonly string[]
  /** Of each case. */
  readonly asker: Uint16Array
  readonly at: Uint32Array
  /** All names in wire form, one behind the other. */
  readonly names: Uint8Array
}

/** The mix, and in one question of ten a name that the catalogue knows, some of them far more often than others; any device may ask it. */
export function casesOf({ questions }: Work, catalogue: Catalogue, seed: number): Cases {
  const random = randomFrom(seed)
  const known = knownNames(catalogue)
  const wires = new Map<string, Uint8Array>()
  const asked = Array.from({ length: CASES }, (_, i) => {
    const text = random() < 0.1 ? known[ranked(known.length, random)]! : questions[i % questions.length]!.name
    const wire = wires.get(text) ?? wireOfName(name(text))
    wires.set(text, wire)
    return wire
  })
  const at = new Uint32Array(CASES)
  const names = new Uint8Array(asked.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const [i, wire] of asked.entries()) {
    names.set(wire, end)
    at[i] = end
    end += wire.length
  }
  const addresses = Array.from({ length: DEVICES }, (_, i) => `10.1.${i >> 8}.${i & 255}`)
  return { addresses, asker: Uint16Array.from(at, () => Math.floor(random() * DEVICES)), at, names }
}

/** Names of platforms, search engines and the like, in an order that mixes them. */
const knownNames = ({ platforms, essential, protected: standing, restricted }: Catalogue): readonly Name[] =>
  [
    ...platforms.flatMap(({ names }) => names),
    ...restricted.safeSearch.flatMap(({ names }) => names),
    ...restricted.youtube.names,
    ...essential,
    ...standing,
  ].toSorted((a, b) =>
    [...a]
      .reverse()
      .join('')
      .localeCompare([...b].reverse().join('')),
  )

/** The large school at the resolver, with all its grants live. */
export function school(work: Work, catalogue: Catalogue): InForce {
  const sites = work.questions.slice(0, 100).map((question) => question.name)
  const day = ['08:20-08:30 inloop', '08:30-10:00 lesson', '10:00-10:15 break', '10:15-12:00 lesson']
  const policy = largePolicy(
    catalogue,
    sites,
    Object.fromEntries(weekdays.map((weekday) => [weekday, day.map(period)])),
  )
  const names = catalogueIndex(catalogue, policy, name('rooster.internal'))
  const snapshot = {
    ...{ revision: 1, policy, catalogue: names, lists: listsOf(work), restricted: catalogue.restricted },
    platformSets: Object.fromEntries(catalogue.platforms.map(({ id, sets }) => [id, sets])),
  }
  const inForce = new InForce([parseCidr('10.1.0.0/16')!], snapshot, () => {})
  inForce.setActs(actsOf(catalogue, sites))
  inForce.setDevices(
    largeDevices(policy, DEVICES, '10.1').map(({ address, ...device }, i) => ({
      ...device,
      device: `device-${i}`,
      addresses: [address],
    })),
  )
  return inForce
}

function period(line: string): Period {
  const read = readPeriod(line)
  if (typeof read === 'string') throw new Error(read)
  return read
}

/** The million names, spread over the categories. */
function listsOf({ names }: Work): IndexData {
  const builder = new IndexBuilder(names.size * 16)
  let i = 0
  for (const listed of names) builder.addName(name(listed), `category:${CATEGORIES[i++ % CATEGORIES.length]}`)
  return builder.build()
}

const CATEGORIES = ['games', 'adult', 'ads', 'streaming', 'malware', 'gambling']

/** Grants for classes, groups and devices, of sites and platforms. */
function actsOf({ platforms }: Catalogue, sites: readonly string[]): Acts {
  const grants = Array.from({ length: SIZE.grants }, (_, i) => ({
    id: `grant-${i}`,
    from: 0,
    until: Number.MAX_SAFE_INTEGER,
    audience:
      i % 5 < 3
        ? ({ kind: 'class', id: classId(i % SIZE.classes) } as const)
        : i % 5 === 3
          ? ({ kind: 'group', id: 'staff' } as const)
          : ({ kind: 'device', id: `device-${i}` } as const),
    target:
      i % 2 === 0
        ? ({ kind: 'platform', id: platforms[i % platforms.length]!.id } as const)
        : ({ kind: 'site', name: name(sites[i % sites.length]!) } as const),
  }))
  return { ...noActs, grants }
}
