import type { Cidr } from './clients/address.ts'
import type { Identify } from './clients/identify.ts'
import { identifier } from './clients/identify.ts'
import type { LabelView } from './dns/labels.ts'
import type { DeviceEntry, Snapshot } from './link.ts'
import { NameIndex } from './lists/name-index.ts'
import { siteIndex } from './lists/site-index.ts'
import type { Entry, View } from './policy/compile.ts'
import type { Acts, Client } from './policy/policy.ts'
import { noActs } from './policy/policy.ts'
import { Views } from './policy/views.ts'
import { schoolZone } from './time/school-time.ts'

/** One who asks, as the resolver keeps it from packet to packet. */
export interface Asker {
  readonly address: string
  /** Tells askers apart, below 2^21. */
  readonly number: number
  readonly client: Client
  readonly known: boolean
  view: View
}

/** At most this many addresses are remembered; a flood of made-up ones costs no more. */
const MOST_ASKERS = 65_536

/** All that is in force at the resolver: the snapshot, the acts and the devices, compiled. A change swaps parts; no answer ever sees half of one. */
export class InForce {
  readonly #allowed: readonly Cidr[]
  #snapshot: Snapshot
  #acts: Acts = noActs
  #devices: readonly DeviceEntry[] = []
  #catalogue!: NameIndex
  #lists!: NameIndex
  #sites!: NameIndex
  #views!: Views
  #identify!: Identify
  readonly #askers = new Map<string, Asker>()
  #strangers = new Set<string>()
  #met = 0
  #retire: (views: Views) => void

  /** `onRetire` gets the views that a change puts aside, to gather their counts. */
  constructor(allowed: readonly Cidr[], snapshot: Snapshot, onRetire: (views: Views) => void) {
    this.#allowed = allowed
    this.#snapshot = snapshot
    this.#retire = onRetire
    this.#compile()
  }

  get snapshot(): Snapshot {
    return this.#snapshot
  }

  get views(): Views {
    return this.#views
  }

  setSnapshot(snapshot: Snapshot): void {
    this.#snapshot = snapshot
    this.#compile()
  }

  setActs(acts: Acts): void {
    this.#acts = acts
    this.#compile()
  }

  setDevices(devices: readonly DeviceEntry[]): void {
    this.#devices = devices
    this.#identify = identifier(this.#allowed, this.#snapshot.policy, devices)
    this.#askers.clear()
  }

  /** Who is behind an address, with the view that holds now; undefined outside the school's networks. */
  identify(address: string, now: number): Asker | undefined {
    let asker = this.#askers.get(address)
    if (asker === undefined) {
      asker = this.#meet(address, now)
      if (asker === undefined) return undefined
    }
    if (now >= asker.view.edge) asker.view = this.#views.of(asker.client, now)
    return asker
  }

  /** The entry that decides on a name in `packet` for a view. */
  decide(view: View, packet: Uint8Array, name: LabelView): Entry {
    const catalogue = this.#catalogue.find(packet, name)
    return view.entry(catalogue, this.#catalogue.exact, this.#lists.find(packet, name), this.#sites.find(packet, name))
  }

  /** Addresses met since the last call that are no known device's. */
  takeStrangers(): readonly string[] {
    const strangers = [...this.#strangers]
    this.#strangers = new Set()
    return strangers
  }

  #meet(address: string, now: number): Asker | undefined {
    const identified = this.#identify(address)
    if (identified === undefined) return undefined
    if (this.#askers.size >= MOST_ASKERS) this.#askers.clear()
    const { client, known } = identified
    const asker = { address, number: this.#met++ & 0x1fffff, client, known, view: this.#views.of(client, now) }
    this.#askers.set(address, asker)
    if (!known && this.#strangers.size < MOST_ASKERS) this.#strangers.add(address)
    return asker
  }

  #compile(): void {
    const { policy, catalogue, lists, platformSets, restricted } = this.#snapshot
    const sites = siteIndex(policy, this.#acts)
    if (this.#views) this.#retire(this.#views)
    this.#catalogue = new NameIndex(catalogue.buffer)
    this.#lists = new NameIndex(lists.buffer)
    this.#sites = new NameIndex(sites.buffer)
    this.#views = new Views({
      policy,
      acts: this.#acts,
      zone: schoolZone(policy.school.zone),
      restricted,
      platformSets,
      catalogue: catalogue.tagSets,
      lists: lists.tagSets,
      sites: sites.tagSets,
    })
    this.setDevices(this.#devices)
  }
}
