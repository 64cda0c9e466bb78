import type { Name } from '../dns/name.ts'
import type { Catalogue, OwnPlatform, Platform, Policy } from './policy.ts'
import { isWithin } from './targets.ts'

/** The catalogue as this school has it: with the platforms that it adds, and those that it corrects as it corrects them. Pure; the same object where it has none. */
export function catalogueWith(catalogue: Catalogue, { platforms: own = [] }: Pick<Policy, 'platforms'>): Catalogue {
  if (own.length === 0) return catalogue
  const added = own.filter(({ id }) => !catalogue.platforms.some((known) => known.id === id))
  const platforms = [
    ...catalogue.platforms.map((known) =>
      corrected(
        known,
        own.find(({ id }) => id === known.id),
      ),
    ),
    ...added.map(platformOf),
  ]
  return { ...catalogue, platforms: platforms.map((platform) => withShared(platform, own)) }
}

const platformOf = ({ id, name = id, sets = [], names, library }: OwnPlatform): Platform => ({
  id,
  name,
  sets,
  names,
  library,
})

function corrected(known: Platform, own: OwnPlatform | undefined): Platform {
  if (own === undefined) return known
  const gone = (name: Name, otherwise: readonly Name[]) => own.not.includes(name) || otherwise.includes(name)
  return {
    ...known,
    name: own.name ?? known.name,
    sets: own.sets ?? known.sets,
    // What the school calls a library is no name that is closed, and the other way round.
    names: union(
      known.names.filter((name) => !gone(name, own.library)),
      own.names,
    ),
    library: union(
      known.library.filter((name) => !gone(name, own.names)),
      own.library,
    ),
  }
}

/**
 * The longest name that has owners tells them. So a name that one platform shares with another, and that lies below a name of the other, becomes the
 * other's too: else it would be taken from it.
 */
function withShared(platform: Platform, own: readonly OwnPlatform[]): Platform {
  const shared = own
    .filter(({ id, sharedWith }) => id !== platform.id && sharedWith.includes(platform.id))
    .flatMap(({ names }) => names)
    .filter((name) => platform.names.some((site) => isWithin(name, site)))
  return shared.length === 0 ? platform : { ...platform, names: union(platform.names, shared) }
}

const union = (a: readonly Name[], b: readonly Name[]): readonly Name[] => [...new Set([...a, ...b])]
