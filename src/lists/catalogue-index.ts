import type { Name } from '../dns/name.ts'
import type { IndexData } from '../link.ts'
import { ownNames, testNameOf } from '../policy/own-names.ts'
import type { Catalogue, Policy } from '../policy/policy.ts'
import { inheritCatalogue } from '../policy/tags.ts'
import { IndexBuilder } from './index-builder.ts'

/** The index of what the catalogue and the school say of names: platforms, essential and protected names, those with an answer of their own. */
export function catalogueIndex(catalogue: Catalogue, policy: Policy, statusName: Name): IndexData {
  const builder = new IndexBuilder()
  for (const [name, kind] of ownNames) builder.addName(name, `own:${kind}`)
  builder.addName(statusName, 'status')
  builder.addName(testNameOf(statusName), 'filtertest')
  const tagged = (names: readonly Name[], tag: string) => {
    for (const name of names) builder.addName(name, tag)
  }
  for (const { id, names, library } of catalogue.platforms) {
    tagged(names, `platform:${id}`)
    tagged(library, `library:${id}`)
  }
  tagged([...catalogue.essential, ...policy.essential], 'essential')
  tagged([...catalogue.protected, ...policy.protected], 'protected')
  tagged(catalogue.sensitive, 'sensitive')
  for (const { target, names } of catalogue.restricted.safeSearch) tagged(names, `safe-search:${target}`)
  tagged(catalogue.restricted.youtube.names, 'youtube')
  return builder.build(inheritCatalogue)
}
