import { join } from 'node:path'
import { loadPreset } from '../../src/config/policy-file.ts'
import type { Name } from '../../src/dns/name.ts'
import { name } from '../../src/dns/name.ts'
import type { IndexData, Snapshot } from '../../src/link.ts'
import { buildLists } from '../../src/lists/build-lists.ts'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { categoriesIn } from '../../src/lists/library.ts'
import { sourcesIn } from '../../src/lists/list-sources.ts'
import { NameIndex } from '../../src/lists/name-index.ts'
import type { Case } from '../../src/policy/decide.ts'
import type { Catalogue, Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { root } from '../../src/product.ts'
import { schoolZone } from '../../src/time/school-time.ts'

/** The school's clock. */
export const amsterdam = schoolZone('Europe/Amsterdam')

/** The catalogue and the starter lists, exactly as they ship. */
export const shipped: Catalogue = loadCatalogue(join(root, 'blocklists'))
export const categoryFolder: string = join(root, 'blocklists', 'categories')
const shippedLists: IndexData = buildLists(sourcesIn({ builtIn: categoryFolder, own: '/none', kept: '/none' })).data
const shippedIndex = new NameIndex(shippedLists.buffer)

/** The categories of a name in the starter lists. */
export const categoriesOf = (asked: Name): readonly string[] => categoriesIn(shippedLists, shippedIndex, asked)

export const statusName: Name = name('rooster.internal')

/** A loopback network for each group, so that a socket can be any of them. */
export const networks: Readonly<Record<string, string>> = {
  pupils: '127.0.1.0/24',
  'pupil-phones': '127.0.2.0/24',
  staff: '127.0.3.0/24',
  'staff-phones': '127.0.4.0/24',
  'after-school': '127.0.5.0/24',
  guests: '127.0.6.0/24',
  infrastructure: '127.0.7.0/24',
}

/** The preset of Nutsschool Lankforst, on those networks. */
export const lankforst: Policy = presetOnLoopback('nutsschool-lankforst')

/** The address of machine `host` of a group; 5 unless told. */
export function addressIn(group: string, host = 5): string {
  return networks[group]!.replace('0/24', String(host))
}

/** The case of a client of Lankforst who asks for a name at a moment on the school's wall. */
export function caseOf(asked: string, group: string, at: string, more: Partial<Case> = {}): Case {
  return {
    policy: lankforst,
    catalogue: shipped,
    categoriesOf,
    acts: noActs,
    client: { group, classes: [] },
    name: name(asked),
    at: amsterdam.parse(at),
    zone: amsterdam,
    statusName,
    ...more,
  }
}

/** What the office would hand the resolver. */
export function snapshotOf(policy: Policy, revision = 1): Snapshot {
  return {
    revision,
    policy,
    catalogue: catalogueIndex(shipped, policy, statusName),
    lists: shippedLists,
    platformSets: Object.fromEntries(shipped.platforms.map(({ id, sets }) => [id, sets])),
    restricted: shipped.restricted,
  }
}

/** A preset that ships, on those networks. */
export function presetOnLoopback(id: string): Policy {
  const policy = loadPreset(join(root, 'config'), id, shipped)
  const groups = policy.groups.map((group) => ({ ...group, networks: [networks[group.id]!] }))
  return { ...policy, groups }
}
