import type { Stored } from './answer/stored.ts'
import type { Cidr } from './clients/address.ts'
import type { Identify } from './clients/identify.ts'
import { identifier } from './clients/identify.ts'
import { LabelView } from './dns/labels.ts'
import { selfAndParents, textOfWire, wireOfName } from './dns/name.ts'
import type { DeviceEntry, Snapshot } from './link.ts'
import { NameIndex } from './lists/name-index.ts'
import { siteIndex } from './lists/site-index.ts'
import type { Entry, View } from './policy/compile.ts'
import { usualLimits } from './policy/limits.ts'
import type { Acts, Client } from './policy/policy.ts'
import { noActs } from './policy/policy.ts'
import { Views } from './policy/views.ts'
import type { SchoolZone } from './time/school-time.ts'
import { schoolZone } from './time/school-time.ts'

/** One who asks, as the resolver keeps it from packet to packet. */
export interface Asker {
  readonly address: string
  readonly metAt: number
  /** Tells devices apart, below {@link MOST_ASKERS}: one number for all addresses of a device that is known. */
  readonly number: number
  readonly client: Client
  readonly known: boolean
  /** Whether there is a limit to what it may ask: not for this machine itself, and not for groups that ask for others. */
  readonly limited: boolean
  /** Whether its group is one whose devices' attempts are recorded: of others nothing is noticed. */
  readonly watched: boolean
  view: View
}

/** One who would be asking, for who only looks. */
export type Met = Pick<Asker, 'client' | 'known' | 'view'>
/** What an index has of a name: nothing where there is no entry. */
export interface Hit {
  readonly index: string
  readonly entry: string | undefined
  readonly tags: readonly string[]
}

/** At most this many addresses are remembered; a flood of made-up ones costs no more. */
export const MOST_ASKERS = 65_536

/** Milliseconds after which who goes on asking is met anew, so that it is known when a device was last seen. */
const MET_ANEW = 5 * 60_000

/** Milliseconds from which on a clock that goes back was put back: the views that it made of a later time do not hold then. */
const PUT_BACK = 500

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
  #zone!: SchoolZone
  #identify!: Identify
  readonly #askers = new Map<string, Asker>()
  /** Device, or address of one that is not known -> number. Outlives changes. */
  readonly #numbers = new Map<string, number>()
  #met = new Set<string>()
  #metSince: number | undefined
  #latest = 0
  /** Counts the states of what is in force, from 1 on. */
  #state = 0
  #retire: (views: Views) => void
  #renumber: () => void

  /**
   * `onRetire` gets the views that a change puts aside, to gather their counts; `onRenumber` is called when numbers are about to be given out anew,
   * so that nothing that was noted under one is taken for another device's.
   */
  constructor(
    allowed: readonly Cidr[],
    snapshot: Snapshot,
    onRetire: (views: Views) => void,
    onRenumber: () => void = () => {},
  ) {
    this.#allowed = allowed
    this.#snapshot = snapshot
    this.#retire = onRetire
    this.#renumber = onRenumber
    this.#compile()
  }

  get snapshot(): Snapshot {
    return this.#snapshot
  }

  get views(): Views {
    return this.#views
  }

  /** The school's clock. */
  get zone(): SchoolZone {
    return this.#zone
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
    if (now < this.#latest - PUT_BACK) this.#compile()
    this.#latest = now
    let asker = this.#askers.get(address)
    if (asker === undefined) {
      asker = this.#meet(address, now)
      if (asker === undefined) return undefined
    }
    if (now >= asker.view.edge) asker.view = this.#views.of(asker.client, now)
    return asker
  }

  /** Whether an address is on none of the school's networks. */
  isStranger(address: string): boolean {
    return this.#identify(address) === undefined
  }

  /** The entry that decides on a name in `packet` for a view. With the answer that is `kept` for it is noted what the indexes have of it, until anything changes. */
  decide(view: View, packet: Uint8Array, name: LabelView, kept?: Stored): Entry {
    if (kept?.foundIn === this.#state) return view.entry(kept.combination)
    const combination = this.#find(packet, name)
    kept?.noteFound(this.#state, combination)
    return view.entry(combination)
  }

  #find(packet: Uint8Array, name: LabelView): number {
    const catalogue = this.#catalogue.find(packet, name)
    const { exact } = this.#catalogue
    return this.#views.numberOf(catalogue, exact, this.#lists.find(packet, name), this.#sites.find(packet, name))
  }

  /** Who would be behind an address, for who only looks: nobody is met by it, and nothing remembered. */
  peek(address: string, now: number): Met | undefined {
    const identified = this.#identify(address)
    return identified && { ...identified, view: this.#views.of(identified.client, now) }
  }

  /** When the one behind an address was last met; 1 where that was before a change of what is in force, 0 where never. */
  metAt(address: string): number {
    const asker = this.#askers.get(address)
    if (asker !== undefined) return asker.metAt
    return this.#numbers.has(this.#identify(address)?.client.device ?? address) ? 1 : 0
  }

  /** What each index has of a name: the entry that holds it, and that entry's tags. Slow, for who looks. */
  hits(packet: Uint8Array, { end }: LabelView): readonly Hit[] {
    const { policy, catalogue, lists } = this.#snapshot
    const sites = siteIndex(policy, this.#acts)
    const names = [...selfAndParents(textOfWire(packet.slice(12, end)))]
    const all = {
      catalogue: [this.#catalogue, catalogue],
      lists: [this.#lists, lists],
      sites: [this.#sites, sites],
    } as const
    return Object.entries(all).map(([index, [found, { tagSets }]]) => {
      for (const name of names) {
        const wire = wireOfName(name)
        const label = new LabelView()
        label.read(wire, 0, wire.length)
        const tags = found.find(wire, label)
        if (tags !== 0 && found.exact) return { index, entry: name, tags: tagSets[tags]! }
      }
      return { index, entry: undefined, tags: [] }
    })
  }

  /** Whether a name tells something of whoever asks for it, as a help line's does: it is written down nowhere. */
  isSensitive(packet: Uint8Array, name: LabelView): boolean {
    return this.#snapshot.catalogue.tagSets[this.#catalogue.find(packet, name)]?.includes('sensitive') ?? false
  }

  /** Addresses met since the last call; who goes on asking is met anew every five minutes. */
  takeMet(now: number): readonly string[] {
    const met = [...this.#met]
    this.#met = new Set()
    this.#metSince ??= now
    if (Math.abs(now - this.#metSince) >= MET_ANEW) {
      this.#metSince = now
      this.#askers.clear()
    }
    return met
  }

  #meet(address: string, now: number): Asker | undefined {
    const identified = this.#identify(address)
    if (identified === undefined) return undefined
    if (this.#askers.size >= MOST_ASKERS) this.#askers.clear()
    const { client, known } = identified
    const { limits = usualLimits, groups } = this.#snapshot.policy
    const asker = {
      address,
      metAt: now,
      number: this.#numberOf(client.device ?? address),
      client,
      known,
      limited: !isOurselves(address) && !limits.unlimited.includes(client.group),
      watched: groups.some(({ id, record }) => id === client.group && record === 'attempts'),
      view: this.#views.of(client, now),
    }
    this.#askers.set(address, asker)
    if (this.#met.size < MOST_ASKERS) this.#met.add(address)
    return asker
  }

  #numberOf(device: string): number {
    let number = this.#numbers.get(device)
    if (number === undefined) {
      if (this.#numbers.size === MOST_ASKERS) {
        this.#renumber()
        this.#numbers.clear()
        this.#askers.clear()
      }
      number = this.#numbers.size
      this.#numbers.set(device, number)
    }
    return number
  }

  #compile(): void {
    const { policy, catalogue, lists, platformSets, restricted } = this.#snapshot
    const sites = siteIndex(policy, this.#acts)
    if (this.#views) this.#retire(this.#views)
    this.#state += 1
    this.#zone = schoolZone(policy.school.zone)
    this.#catalogue = indexOf(catalogue.buffer, this.#catalogue)
    this.#lists = indexOf(lists.buffer, this.#lists)
    this.#sites = new NameIndex(sites.buffer)
    this.#views = new Views({
      policy,
      acts: this.#acts,
      zone: this.#zone,
      restricted,
      platformSets,
      catalogue: catalogue.tagSets,
      lists: lists.tagSets,
      sites: sites.tagSets,
    })
    this.setDevices(this.#devices)
  }
}

/** Making an index costs some milliseconds where it is large, and an act changes neither list nor catalogue. */
const indexOf = (buffer: SharedArrayBuffer, known: NameIndex | undefined): NameIndex =>
  known?.buffer === buffer ? known : new NameIndex(buffer)

/** This machine itself: what runs here asks for everyone. */
const isOurselves = (address: string): boolean => address === '127.0.0.1' || address === '::1'
