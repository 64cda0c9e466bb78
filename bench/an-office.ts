import type { Office } from '../src/app/create-app.ts'
import { createApp } from '../src/app/create-app.ts'
import type { Parts } from '../src/app/parts.ts'
import { onlyThis } from '../src/lists/catalogue-shelf.ts'
import { IndexBuilder } from '../src/lists/index-builder.ts'
import type { Catalogue, Policy } from '../src/policy/policy.ts'
import { version } from '../src/product.ts'

/** What an office is made of here. */
interface Made extends Pick<Parts, 'storage' | 'clock'>, Partial<Pick<Parts, 'builtAt' | 'keepAttemptsDays'>> {
  readonly catalogue: Catalogue
  readonly policy: (catalogue: Catalogue) => Policy
}

/** Opens an office beside no server, to fill a data folder through the product's own doors: it reads no lists and tells no resolver. */
export function anOffice({ storage, clock, catalogue, policy, ...more }: Made): Promise<Office> {
  const empty = new IndexBuilder().build()
  return createApp({
    storage,
    clock,
    catalogues: onlyThis(catalogue),
    compileCatalogue: () => empty,
    library: {
      lists: () => [],
      refresh: async () => {},
      data: () => empty,
      categoriesOf: () => [],
      listedSince: async () => [],
      names: 0,
    },
    resolver: { send: async () => {} },
    neighbours: () => new Map(),
    firstPolicy: () => policy(catalogue),
    version,
    builtAt: 0,
    ...more,
  })
}
