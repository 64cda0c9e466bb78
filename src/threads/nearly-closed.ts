import { catalogueShelf, presetOf } from '../app/box/given.ts'
import type { Config } from '../config/config.ts'
import type { Name } from '../dns/name.ts'
import { catalogueIndex } from '../lists/catalogue-index.ts'
import { IndexBuilder } from '../lists/index-builder.ts'
import { noActs } from '../policy/policy.ts'
import type { Standing } from '../standing/standing.ts'

/** Essential and protected names, and nothing else, for everyone. */
export function nearlyClosed(config: Config): Standing {
  const catalogue = catalogueShelf(config, 'reader').current()
  const preset = presetOf(config, catalogue)
  const policy = { ...preset, rules: [], groups: preset.groups.map((group) => ({ ...group, onlyThese: true })) }
  const snapshot = {
    revision: 0,
    policy,
    catalogue: catalogueIndex(catalogue, policy, config.statusName as Name),
    lists: new IndexBuilder().build(),
    platformSets: {},
    restricted: catalogue.restricted,
  }
  return { snapshot, acts: noActs, devices: [] }
}
