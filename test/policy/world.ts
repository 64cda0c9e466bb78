import { LabelView } from '../../src/dns/labels.ts'
import type { Name } from '../../src/dns/name.ts'
import { name, wireOfName } from '../../src/dns/name.ts'
import { catalogueIndex } from '../../src/lists/catalogue-index.ts'
import { IndexBuilder } from '../../src/lists/index-builder.ts'
import { NameIndex } from '../../src/lists/name-index.ts'
import { siteIndex } from '../../src/lists/site-index.ts'
import type { Entry, Recorded, View } from '../../src/policy/compile.ts'
import type { Case } from '../../src/policy/decide.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Acts, Catalogue, Client, Policy } from '../../src/policy/policy.ts'
import { isWithin } from '../../src/policy/targets.ts'
import type { Decision } from '../../src/policy/verdict.ts'
import { Views } from '../../src/policy/views.ts'
import { schoolZone } from '../../src/time/school-time.ts'

/** All that was laid down, for both forms of the policy to read. */
export interface World {
  readonly policy: Policy
  readonly catalogue: Catalogue
  /** What the lists hold. */
  readonly listed: readonly { readonly name: Name; readonly category: string }[]
  readonly acts: Acts
}

export const zone = schoolZone('Europe/Amsterdam')
export const statusName: Name = name('wat.example')

/** The plain form's case. */
export function caseIn({ policy, catalogue, listed, acts }: World, client: Client, asked: Name, at: number): Case {
  const categoriesOf = (of: Name) => listed.filter((entry) => isWithin(of, entry.name)).map(({ category }) => category)
  return { policy, catalogue, categoriesOf, acts, client, name: asked, at, zone, statusName }
}

/** The compiled form: three indexes, looked up with names as they stand in packets, and the views of each client. */
export class Compiled {
  readonly #views: Views
  readonly #catalogue: NameIndex
  readonly #lists: NameIndex
  readonly #sites: NameIndex
  readonly #label = new LabelView()

  constructor({ policy, catalogue, listed, acts }: World) {
    const builder = new IndexBuilder()
    for (const entry of listed) builder.addName(entry.name, `category:${entry.category}`)
    const [names, lists, sites] = [
      catalogueIndex(catalogue, policy, statusName),
      builder.build(),
      siteIndex(policy, acts),
    ]
    this.#catalogue = new NameIndex(names.buffer)
    this.#lists = new NameIndex(lists.buffer)
    this.#sites = new NameIndex(sites.buffer)
    this.#views = new Views({
      policy,
      acts,
      zone,
      restricted: catalogue.restricted,
      platformSets: Object.fromEntries(catalogue.platforms.map(({ id, sets }) => [id, sets])),
      catalogue: names.tagSets,
      lists: lists.tagSets,
      sites: sites.tagSets,
    })
  }

  /** The view of a client at an instant; kept from one instant to the next as the resolver does. */
  view(client: Client, at: number): View {
    return this.#views.of(client, at)
  }

  /** Makes some of the views that follow, as the resolver does before a bell. */
  lookAhead(at: number): void {
    this.#views.makeAhead(at, Number.POSITIVE_INFINITY, 2)
  }

  decide(client: Client, asked: Name, at: number): Decision {
    return this.#entry(client, asked, at).decision
  }

  /** How a question is written down. */
  record(client: Client, asked: Name, at: number): Recorded {
    return this.#entry(client, asked, at).record
  }

  #entry(client: Client, asked: Name, at: number): Entry {
    const packet = packetOf(asked)
    if (!this.#label.read(packet, 12, packet.length)) throw new Error(`${asked} is no name`)
    const found = this.#catalogue.find(packet, this.#label)
    const { exact } = this.#catalogue
    const [lists, sites] = [this.#lists.find(packet, this.#label), this.#sites.find(packet, this.#label)]
    return this.view(client, at).entry(this.#views.numberOf(found, exact, lists, sites))
  }
}

/** What both forms decide, where they agree; throws where they do not. */
export function agreed(world: World, client: Client, asked: Name, at: number): Decision {
  const plain = decide(caseIn(world, client, asked, at))
  const compiled = new Compiled(world).decide(client, asked, at)
  if (JSON.stringify(plain) !== JSON.stringify(compiled))
    throw new Error(`decide says ${JSON.stringify(plain)}, the compiled form ${JSON.stringify(compiled)}`)
  return plain
}

/** A header, and the name with every second letter in upper case. */
function packetOf(asked: Name): Uint8Array {
  const odd = [...asked].map((letter, i) => (i % 2 ? letter.toUpperCase() : letter)).join('')
  const wire = wireOfName(odd as Name)
  const packet = new Uint8Array(12 + wire.length + 4)
  packet.set(wire, 12)
  return packet
}
