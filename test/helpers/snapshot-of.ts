import type { Name } from '../../src/dns/name.ts'
import { name } from '../../src/dns/name.ts'
import type { Snapshot } from '../../src/link.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { IndexBuilder } from '../../src/lists/index-builder.ts'
import type { Catalogue, Policy } from '../../src/policy/policy.ts'

/** What a resolver is given to decide with: a policy, a catalogue, and the names of each category's lists. */
export function snapshotOf(
  policy: Policy,
  catalogue: Catalogue,
  listed: Iterable<readonly [category: string, names: readonly Name[]]>,
  statusName = name('rooster.example'),
): Snapshot {
  const lists = new IndexBuilder()
  for (const [category, names] of listed) for (const one of names) lists.addName(one, `category:${category}`)
  return {
    revision: 1,
    policy,
    catalogue: catalogueIndex(catalogue, policy, statusName),
    lists: lists.build(),
    platformSets: Object.fromEntries(catalogue.platforms.map(({ id, sets }) => [id, sets])),
    restricted: catalogue.restricted,
  }
}
