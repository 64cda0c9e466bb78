import fc from 'fast-check'
import type { Name } from '../../src/dns/name.ts'
import { name } from '../../src/dns/name.ts'
import type { Target } from '../../src/policy/policy.ts'
import { statusName, zone } from './world.ts'

// What random worlds are made of: few labels and ids, so that everything collides.

const label = fc.constantFrom('a', 'b', 'c')
const letters = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => name(labels.join('.')))
const oddNames: readonly Name[] = [
  statusName,
  `a.${statusName}` as Name,
  `filtertest.${statusName}` as Name,
  `a.filtertest.${statusName}` as Name,
  ...['local', 'a.local', 'mask.icloud.com', 'b.resolver.arpa', 'localhost', 'a.localhost'].map(name),
]

/** A name that somebody asks for or speaks of. */
export const someName: fc.Arbitrary<Name> = fc.oneof(
  { weight: 12, arbitrary: letters },
  { weight: 1, arbitrary: fc.constantFrom(...oddNames) },
)
/** A name that somebody asks for: a label may hold a dot, which divides nothing. */
export const askedName: fc.Arbitrary<Name> = fc.oneof(
  { weight: 12, arbitrary: someName },
  { weight: 1, arbitrary: fc.constantFrom('b\\.a' as Name, 'c.b\\.a' as Name) },
)
export const names = (maxLength: number) => fc.uniqueArray(someName, { maxLength })

export const subset = <Item>(items: readonly Item[], minLength = 0) => fc.subarray([...items], { minLength })
export const groupIds = ['pupils', 'staff', 'guests'] as const
export const classIds = ['k1', 'k2'] as const
export const deviceIds = ['d1', 'd2'] as const
export const sets = ['s1', 's2', 'communication']
export const categories = ['c1', 'c2']

/** Days round the clock change of October; the first and last instants are whole minutes. */
const [first, last] = [zone.parse('2026-10-24T12:00'), zone.parse('2026-10-26T12:00')]
export const someInstant: fc.Arbitrary<number> = fc
  .integer({ min: 0, max: (last - first) / 60_000 })
  .map((minute) => first + minute * 60_000)

export const target: fc.Arbitrary<Target> = fc.oneof(
  someName.map((of) => ({ kind: 'site', name: of }) as const),
  fc.constantFrom('p1', 'p2', 'p3', 'p4').map((id) => ({ kind: 'platform', id }) as const),
  fc.constantFrom(...sets, 's9').map((id) => ({ kind: 'set', id }) as const),
  fc.constantFrom(...categories).map((id) => ({ kind: 'category', id }) as const),
  fc.constant({ kind: 'everything' } as const),
)
