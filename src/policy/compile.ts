import type { KindOfTime } from '../time/calendar.ts'
import type { Stretch } from './bells.ts'
import type { BlockLook } from './block-look.ts'
import { edgeBefore } from './edge.ts'
import { gateOf } from './gate.ts'
import type { Bearing, PagePart } from './noticed.ts'
import { bearingOf, pagePartOf } from './noticed.ts'
import type { Client, Group, Policy } from './policy.ts'
import type { Sources } from './sources.ts'
import type { CatalogueFacts } from './tags.ts'
import { catalogueFacts, categoriesOf, siteFacts } from './tags.ts'
import type { Decision } from './verdict.ts'

/** How a blocked query is written down (the privacy page): by device, as a figure, as a minute that a device was kept out, or not. */
export type Recorded = 'attempt' | 'count' | 'minute' | 'none'

/** The answer to one combination of tags for one view. */
export interface Entry {
  readonly decision: Decision
  readonly record: Recorded
  readonly platform: string | undefined
  readonly category: string | undefined
  readonly bearing: Bearing
  readonly pagePart: PagePart
  /** What a device sees of the block, and in which language it is told why. */
  readonly look: BlockLook
  readonly language: 'nl' | 'en'
  /** Questions answered by this entry since they were last gathered. */
  hits: number
}

/** One client's policy between two edges: tag-set numbers in, a decision out, remembered. */
export interface View {
  readonly client: Client
  readonly kindOfTime: KindOfTime
  /** The instant from which another view holds. */
  readonly edge: number
  /** Whether an answer given now may be wrong later, so that its TTL must be cut. */
  readonly changes: boolean
  /** Whether answers lose the key that hides names from us. */
  readonly withholdsEch: boolean
  /** Whether all is closed but what is named: then a device's silence says nothing. */
  readonly isClosed: boolean
  /** Decides by the numbers that the three indexes found; `exact`: the catalogue holds the very name. */
  entry(catalogue: number, exact: boolean, lists: number, sites: number): Entry
  /** All entries made so far. */
  entries(): Iterable<Entry>
}

/**
 * The compiled form of {@link decide}: written on its own, over numbered tag sets, and held equal to it by a property test. A combination is
 * worked out when it is first asked for, so that a bell costs nothing by itself.
 */
export function viewOf(sources: Sources, client: Client, now: number, { kind, bell }: Stretch): View {
  const { policy, acts } = sources
  const judge = gateOf(sources, client, kind, now)
  const group = policy.groups.find(({ id }) => id === client.group)
  const entries = new Map<number, Entry>()
  // A combination's key stays as small as it can: what fits in 31 bits is looked up faster.
  const [listSets, siteSets] = [sources.lists.length, sources.sites.length]

  const make = (catalogue: number, exact: boolean, lists: number, sites: number): Entry => {
    const facts = catalogueFacts(sources.catalogue[catalogue]!, exact)
    const { sites: named, corrected } = siteFacts(sources.sites[sites]!)
    const categories = categoriesOf(sources.lists[lists]!).filter((category) => !corrected.includes(category))
    const decision = judge({ ...facts, sites: named, categories })
    return {
      decision,
      record: recordOf(decision, facts, client.recorded ? 'attempts' : (group?.record ?? 'none')),
      platform: facts.owners[0],
      category: categoryOf(decision, categories),
      bearing: bearingOf(facts, categories),
      pagePart: pagePartOf(decision, facts.sensitive),
      look: lookOf(decision, group),
      language: policy.school.language,
      hits: 0,
    }
  }

  return {
    client,
    kindOfTime: kind,
    edge: edgeBefore(bell, acts, client, now),
    // A group without rules can be parked all the same, class by class, and a device of it excluded; "only these" has grants, and a mode has its hours.
    changes:
      client.classes.length > 0 ||
      acts.exclusions.some(({ device }) => device === client.device) ||
      policy.rules.some((rule) => rule.groups.includes(client.group)) ||
      (group !== undefined &&
        (group.onlyThese || typeof group.safeSearch === 'object' || typeof group.youtube === 'object')),
    withholdsEch: group?.ech === 'withhold',
    get isClosed() {
      return this.entry(0, false, 0, 0).decision.verdict.kind === 'block'
    },
    entry(catalogue, exact, lists, sites) {
      const key = ((catalogue * 2 + (exact ? 1 : 0)) * listSets + lists) * siteSets + sites
      let entry = entries.get(key)
      if (entry === undefined) {
        entry = make(catalogue, exact, lists, sites)
        entries.set(key, entry)
      }
      return entry
    },
    entries: () => entries.values(),
  }
}

function recordOf(
  { verdict, reason }: Decision,
  facts: CatalogueFacts,
  group: Policy['groups'][number]['record'],
): Recorded {
  if (verdict.kind !== 'block' || group === 'none' || facts.own !== undefined) return 'none'
  // While everything is closed apps keep asking by themselves: that tells of no one's wish.
  const allClosed =
    reason.kind === 'park' ||
    reason.kind === 'focus' ||
    reason.kind === 'exclusion' ||
    reason.kind === 'only-these' ||
    (reason.kind === 'rule' && reason.target.kind === 'everything')
  if (allClosed) return 'minute'
  return group === 'counts' || facts.sensitive ? 'count' : 'attempt'
}

/** The look of the category whose rule blocks, or else the group's own. */
function lookOf({ reason }: Decision, group: Group | undefined): BlockLook {
  const { look = 'nodata', categories = {} } = group?.blocks ?? {}
  const category = 'target' in reason && reason.target?.kind === 'category' ? reason.target.id : undefined
  return category !== undefined && Object.hasOwn(categories, category) ? categories[category]! : look
}

function categoryOf({ reason }: Decision, categories: readonly string[]): string | undefined {
  return 'target' in reason && reason.target?.kind === 'category' ? reason.target.id : categories[0]
}
