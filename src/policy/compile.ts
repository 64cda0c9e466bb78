import type { KindOfTime } from '../time/calendar.ts'
import type { Stretch } from './bells.ts'
import type { BlockLook } from './block-look.ts'
import type { Combination, Combinations } from './combinations.ts'
import { edgeBefore } from './edge.ts'
import { gateOf } from './gate.ts'
import type { Bearing, PagePart } from './noticed.ts'
import { pagePartOf } from './noticed.ts'
import type { Client, Group, Policy } from './policy.ts'
import type { Sources } from './sources.ts'
import type { CatalogueFacts, Facts } from './tags.ts'
import type { Decision } from './verdict.ts'

/** How a blocked query is written down (the privacy page): by device, as a figure, as a minute that a device was kept out, or not. */
export type Recorded = 'attempt' | 'count' | 'minute' | 'none'

/** The answer to one combination of tags for one view. */
export interface Entry {
  /** Questions answered by this entry since they were last gathered. */
  hits: number
  readonly decision: Decision
  readonly record: Recorded
  readonly platform: string | undefined
  readonly category: string | undefined
  readonly bearing: Bearing
  readonly pagePart: PagePart
  /** What a device sees of the block, and in which language it is told why. */
  readonly look: BlockLook
  readonly language: 'nl' | 'en'
}

/**
 * One client's policy between two edges, the compiled form of {@link decide}: written on its own, over numbered tag sets, and held equal to it by a
 * property test. A combination is worked out when it is first asked for, so that making a view costs little.
 */
export class View {
  readonly client: Client
  readonly kindOfTime: KindOfTime
  /** The instant that it was made for. */
  readonly from: number
  /** The instant from which another view holds. */
  readonly edge: number
  /** Whether an answer given now may be wrong later, so that its TTL must be cut. */
  readonly changes: boolean
  /** Whether answers lose the key that hides names from us. */
  readonly withholdsEch: boolean
  readonly #combinations: Combinations
  readonly #entryFor: (combination: Combination) => Entry
  /** By the number of the combination; those that were never asked for are holes. */
  readonly #entries: Entry[] = []

  constructor(sources: Sources, combinations: Combinations, client: Client, now: number, { kind, bell }: Stretch) {
    const { policy, acts } = sources
    const group = policy.groups.find(({ id }) => id === client.group)
    this.client = client
    this.kindOfTime = kind
    this.from = now
    this.edge = edgeBefore(bell, acts, client, now)
    this.changes = mayChange(sources, client, group)
    this.withholdsEch = group?.ech === 'withhold'
    this.#combinations = combinations
    this.#entryFor = entriesOf(client, group, policy.school.language, gateOf(sources, client, kind, now))
  }

  /** Whether it is the one to decide by at `now`. */
  holds(now: number): boolean {
    return this.from <= now && now < this.edge
  }

  /** Whether all is closed but what is named: then a device's silence says nothing. */
  get isClosed(): boolean {
    return this.entry(this.#combinations.numberOf(0, false, 0, 0)).decision.verdict.kind === 'block'
  }

  /** Decides by the number of what the three indexes have of a name. */
  entry(number: number): Entry {
    let entry = this.#entries[number]
    if (entry === undefined) {
      entry = this.#entryFor(this.#combinations.at(number))
      this.#entries[number] = entry
    }
    return entry
  }

  /** Calls back with each entry made so far. */
  each(onEntry: (entry: Entry) => void): void {
    // Passes over the holes.
    this.#entries.forEach(onEntry)
  }
}

function entriesOf(
  client: Client,
  group: Group | undefined,
  language: Entry['language'],
  judge: (facts: Facts) => Decision,
): (combination: Combination) => Entry {
  const records = client.recorded ? 'attempts' : (group?.record ?? 'none')
  return ({ facts, bearing }) => {
    const decision = judge(facts)
    return {
      hits: 0,
      decision,
      record: recordOf(decision, facts, records),
      platform: facts.owners[0],
      category: categoryOf(decision, facts.categories),
      bearing,
      pagePart: pagePartOf(decision, facts.sensitive),
      look: lookOf(decision, group),
      language,
    }
  }
}

/** A group without rules can be parked all the same, class by class, and a device of it excluded; "only these" has grants, and a mode has its hours. */
const mayChange = ({ policy, acts }: Sources, { group: id, classes, device }: Client, group: Group | undefined) =>
  classes.length > 0 ||
  acts.exclusions.some((exclusion) => exclusion.device === device) ||
  policy.rules.some(({ groups }) => groups.includes(id)) ||
  (group !== undefined &&
    (group.onlyThese || typeof group.safeSearch === 'object' || typeof group.youtube === 'object'))

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
