import { getDomain } from 'tldts'
import type { Name } from '../dns/name.ts'
import { readName, selfAndParents } from '../dns/name.ts'
import type { Catalogue } from '../policy/policy.ts'
import type { OwnPlatformText } from './own-platforms.ts'
import type { Problem } from './problems.ts'
import { unknown } from './problems.ts'

/** What the school's own platforms are held against. */
export interface Beside {
  /** The catalogue without the school's own. */
  readonly catalogue: Catalogue
  /** Names that the school itself calls essential or protected. */
  readonly essential: readonly string[]
  readonly protected: readonly string[]
  /** The ids of all sets that there are. */
  readonly sets: readonly string[]
}

type OwnPlatforms = Readonly<Record<string, OwnPlatformText>>

/** Everything that is wrong with the school's own platforms, each with its place. */
export function ownPlatformProblems(own: OwnPlatforms, beside: Beside): readonly Problem[] {
  const { catalogue, essential, protected: standing } = beside
  const names: Names = {
    essential: new Set([...catalogue.essential, ...essential]),
    protected: new Set([...catalogue.protected, ...standing]),
    owners: ownersIn(catalogue, own),
  }
  return Object.entries(own).flatMap(([id, platform]) => [
    ...platformProblems(id, platform, own, beside),
    ...nameProblems(id, platform, names),
  ])
}

function platformProblems(
  id: string,
  platform: OwnPlatformText,
  own: OwnPlatforms,
  { catalogue, sets }: Beside,
): readonly Problem[] {
  const known = catalogue.platforms.find((other) => other.id === id)
  const others = [...new Set([...catalogue.platforms.map((other) => other.id), ...Object.keys(own)])].filter(
    (other) => other !== id,
  )
  const has: readonly string[] = known === undefined ? [] : [...known.names, ...known.library]
  const at = (place: string, problem: string): Problem => ({ place: `platforms.${id}.${place}`, problem })
  return [
    ...(known === undefined && platform.name === undefined
      ? [at('name', 'the catalogue has no such platform: give it a name, or check the spelling of its id')]
      : []),
    ...(known === undefined && platform.names.length === 0
      ? [at('names', 'a platform that is added has a name at least')]
      : []),
    ...(platform.sets ?? []).filter((set) => !sets.includes(set)).map((set) => at('sets', unknown('set', set, sets))),
    ...platform['shared-with']
      .filter((other) => !others.includes(other))
      .map((other) => at('shared-with', unknown('platform', other, others))),
    ...platform.not.flatMap((text, i) =>
      has.includes(canonical(text) ?? '')
        ? []
        : [at(`not[${i}]`, `the catalogue has no name "${text}" for it; names: ${has.join(', ') || 'none'}`)],
    ),
  ]
}

/** What the names of all platforms are held against. */
interface Names {
  readonly essential: ReadonlySet<string>
  readonly protected: ReadonlySet<string>
  /** The platforms that list a name. */
  readonly owners: ReadonlyMap<string, readonly string[]>
}

const nameProblems = (id: string, platform: OwnPlatformText, names: Names): readonly Problem[] =>
  (['names', 'library'] as const).flatMap((key) =>
    platform[key].flatMap((text, i) => {
      const problem = nameProblem(text, id, platform, names)
      return problem === undefined ? [] : [{ place: `platforms.${id}.${key}[${i}]`, problem }]
    }),
  )

function nameProblem(text: string, id: string, platform: OwnPlatformText, names: Names): string | undefined {
  const read = readName(text)
  if ('problem' in read) return `"${text}" is not a domain name (${read.problem})`
  if (platform.not.some((other) => canonical(other) === read.name)) return `${read.name} is taken off in not: too`
  if (isPublicSuffix(read.name)) return `everybody can have a name under ${read.name}; name what is the platform's own`
  const above = [...selfAndParents(read.name)]
  for (const kind of ['essential', 'protected'] as const) {
    const held = above.find((site) => names[kind].has(site))
    if (held !== undefined) return `${held} is ${kind}: no platform's rule reaches it`
  }
  return ownerProblem(above, id, platform, names)
}

/** The longest name that has owners tells them: a name below another platform's would be taken from it. */
function ownerProblem(
  above: readonly Name[],
  id: string,
  platform: OwnPlatformText,
  { owners }: Names,
): string | undefined {
  const othersOf = (site: string) => (owners.get(site) ?? []).filter((owner) => owner !== id)
  const site = above.find((one) => othersOf(one).length > 0)
  const others = site === undefined ? [] : othersOf(site)
  const unsaid = others.filter((owner) => !platform['shared-with'].includes(owner))
  if (unsaid.length === 0) return undefined
  return `${site} is of ${unsaid.join(' and ')}; take another name, or write shared-with: [${others.join(', ')}]`
}

/** Reports whether everybody can have a name under this one: closing it would close strangers. */
const isPublicSuffix = (name: string): boolean => getDomain(name, { allowPrivateDomains: true }) === null

function ownersIn({ platforms }: Catalogue, own: OwnPlatforms): Names['owners'] {
  const owners = new Map<string, string[]>()
  const add = (id: string, names: readonly string[]) => {
    for (const name of names) {
      const known = owners.get(name) ?? owners.set(name, []).get(name)!
      if (!known.includes(id)) known.push(id)
    }
  }
  for (const { id, names, library } of platforms) {
    const gone = (own[id]?.not ?? []).map(canonical)
    add(
      id,
      [...names, ...library].filter((name) => !gone.includes(name)),
    )
  }
  for (const [id, { names, library }] of Object.entries(own))
    add(
      id,
      [...names, ...library].flatMap((text) => canonical(text) ?? []),
    )
  return owners
}

function canonical(text: string): Name | undefined {
  const read = readName(text)
  return 'name' in read ? read.name : undefined
}
