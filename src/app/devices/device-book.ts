import { randomUUID } from 'node:crypto'
import type { DeviceEntry } from '../../link.ts'
import type { DeviceStore, StoredDevice } from '../../storage/device-store.ts'
import { addressesByMac } from './machines.ts'

/** Bounds what made-up addresses can make us keep, and how many of them take an older one's place at a time. */
const UNKNOWN_AT_MOST = 5000
const NEW_WHEN_FULL = 50
/** Seen is written down at most this often, in milliseconds. */
const SEEN_EVERY = 10 * 60_000

/** A device that somebody enrolled: it has a group of its own. */
export type KnownDevice = StoredDevice & { readonly group: string }

/** All devices, in memory and on disk: which one is behind an address now, and where each is. */
export class DeviceBook {
  readonly #store: DeviceStore
  /** Whether a device carries a medical mark that holds now. */
  readonly isExempt: (id: string) => boolean
  readonly #devices: Map<string, StoredDevice>
  readonly #byAddress = new Map<string, string>()
  readonly #byMac = new Map<string, string>()
  #recorded: () => ReadonlySet<string> = () => new Set()

  static async load(store: DeviceStore, isExempt: (id: string) => boolean): Promise<DeviceBook> {
    return new DeviceBook(store, isExempt, await store.all())
  }

  private constructor(store: DeviceStore, isExempt: (id: string) => boolean, devices: readonly StoredDevice[]) {
    this.#store = store
    this.isExempt = isExempt
    this.#devices = new Map(devices.map((device) => [device.id, device]))
    for (const device of devices) this.#index(device)
  }

  all(): readonly StoredDevice[] {
    return [...this.#devices.values()]
  }

  known(): readonly KnownDevice[] {
    return this.all().filter(isKnown)
  }

  inClass(classId: string): readonly KnownDevice[] {
    return this.known().filter(({ classes }) => classes.includes(classId))
  }

  get(id: string): StoredDevice | undefined {
    return this.#devices.get(id)
  }

  /** The device that is at an address now. */
  at(address: string): StoredDevice | undefined {
    return this.#devices.get(this.#byAddress.get(address) ?? '')
  }

  withMac(mac: string): StoredDevice | undefined {
    return this.#devices.get(this.#byMac.get(mac) ?? '')
  }

  /** The enrolled devices as the resolver takes them. */
  entries(): readonly DeviceEntry[] {
    return this.known()
      .filter(({ identity }) => identity.addresses.length > 0)
      .map(({ id, group, classes, identity: { addresses } }) => ({
        ...{ device: id, group, classes, addresses },
        ...(this.isExempt(id) ? { exempt: true } : {}),
        ...(this.#recorded().has(id) ? { recorded: true } : {}),
      }))
  }

  /** Says which devices' attempts are recorded now, whatever their group says. */
  recordAlso(recorded: () => ReadonlySet<string>): void {
    this.#recorded = recorded
  }

  /** Takes these devices over as they are now, and writes them down. */
  async put(devices: readonly StoredDevice[]): Promise<void> {
    for (const device of devices) {
      const old = this.#devices.get(device.id)
      if (old) this.#unindex(old)
      this.#devices.set(device.id, device)
    }
    for (const device of devices) this.#index(device)
    await this.#store.put(devices)
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const device = this.#devices.get(id)
      if (device === undefined) continue
      this.#unindex(device)
      this.#devices.delete(id)
    }
    await this.#store.remove(ids)
  }

  /**
   * Follows the neighbour table: a device's addresses are those that its MAC answers for now. An address that another machine answers for is taken
   * from who had it, so that no act goes along; who is asleep keeps its last addresses until then.
   */
  async follow(neighbours: ReadonlyMap<string, string>, now: number): Promise<void> {
    const addresses = addressesByMac(neighbours)
    const changed: StoredDevice[] = []
    const seen: StoredDevice[] = []
    for (const device of this.all()) {
      const mac = device.identity.mac ?? this.#macToLearn(device, neighbours, addresses)
      const here = mac === undefined ? [] : (addresses.get(mac) ?? [])
      const kept = device.identity.addresses.filter((address) => !this.#isTaken(address, mac, neighbours))
      const identity = { ...device.identity, mac, addresses: here.length > 0 ? here : kept }
      const isChanged = JSON.stringify(identity) !== JSON.stringify(device.identity)
      const isSeen = here.length > 0 && now - (device.lastSeen ?? 0) >= SEEN_EVERY
      const next = { ...device, identity, ...(isSeen ? { lastSeen: now, firstSeen: device.firstSeen ?? now } : {}) }
      if (isChanged) changed.push(next)
      else if (isSeen) seen.push(next)
    }
    // Memory first, and without waiting in between: nobody may meet a half-moved table.
    for (const device of seen) this.#devices.set(device.id, device)
    await this.put(changed)
    await this.#store.seen(
      seen.map(({ id }) => id),
      now,
    )
  }

  /**
   * Notes addresses that asked. One that is no device's gets a device that nobody has enrolled yet; where there are as many of those as there may be, those
   * that were seen longest ago make room.
   */
  async meet(asked: readonly string[], neighbours: ReadonlyMap<string, string>, now: number): Promise<void> {
    const addresses = addressesByMac(neighbours)
    const strangers = this.all().filter((device) => !isKnown(device))
    const most = Math.max(UNKNOWN_AT_MOST - strangers.length, NEW_WHEN_FULL)
    const seen = new Map<string, StoredDevice>()
    const met: StoredDevice[] = []
    for (const address of asked) {
      const there = neighbours.get(address)
      const mac = addresses.has(there ?? '') ? there : undefined
      const old = this.at(address) ?? (mac === undefined ? undefined : this.withMac(mac))
      if (old) seen.set(old.id, old)
      else if (met.length < most && (mac === undefined || !this.#byMac.has(mac))) {
        const id = randomUUID()
        if (mac !== undefined) this.#byMac.set(mac, id)
        const identity = { label: '', mac, addresses: addresses.get(mac ?? '') ?? [address] }
        met.push({ id, group: undefined, classes: [], firstSeen: now, lastSeen: now, identity })
      }
    }
    const idle = strangers.filter(({ id }) => !seen.has(id))
    // Memory first here too: each of these begins with it, before it waits.
    await Promise.all([
      this.#noteSeen([...seen.values()], now),
      this.put(met),
      this.remove(oldestOf(idle, strangers.length + met.length - UNKNOWN_AT_MOST)),
    ])
  }

  /** Removes devices that nobody enrolled and that were last seen before `at`. */
  async forgetUnknown(at: number): Promise<number> {
    const old = this.all().filter((device) => !isKnown(device) && (device.lastSeen ?? 0) < at)
    await this.remove(old.map(({ id }) => id))
    return old.length
  }

  async #noteSeen(devices: readonly StoredDevice[], now: number): Promise<void> {
    const late = devices.filter(({ lastSeen = 0 }) => now - lastSeen >= SEEN_EVERY)
    for (const device of late)
      this.#devices.set(device.id, { ...device, lastSeen: now, firstSeen: device.firstSeen ?? now })
    await this.#store.seen(
      late.map(({ id }) => id),
      now,
    )
  }

  /** A device enrolled by its address gets the MAC that answers there, once; not one that is another's or answers for many. */
  #macToLearn(
    { id, identity }: StoredDevice,
    neighbours: ReadonlyMap<string, string>,
    addresses: ReadonlyMap<string, readonly string[]>,
  ): string | undefined {
    const mac = identity.addresses.map((address) => neighbours.get(address)).find((found) => found !== undefined)
    if (mac === undefined || !addresses.has(mac) || this.#byMac.has(mac)) return undefined
    this.#byMac.set(mac, id)
    return mac
  }

  /** Whether another machine answers for the address. Of a device whose MAC nobody knows, only one that is known can have it. */
  #isTaken(address: string, mac: string | undefined, neighbours: ReadonlyMap<string, string>): boolean {
    const there = neighbours.get(address)
    return there !== undefined && there !== mac && (mac !== undefined || this.#byMac.has(there))
  }

  #index({ id, identity: { mac, addresses } }: StoredDevice): void {
    if (mac !== undefined) this.#byMac.set(mac, id)
    for (const address of addresses) this.#byAddress.set(address, id)
  }

  #unindex({ id, identity: { mac, addresses } }: StoredDevice): void {
    if (mac !== undefined && this.#byMac.get(mac) === id) this.#byMac.delete(mac)
    for (const address of addresses) if (this.#byAddress.get(address) === id) this.#byAddress.delete(address)
  }
}

/** Whether somebody enrolled it. */
export function isKnown(device: StoredDevice): device is KnownDevice {
  return device.group !== undefined
}

/** So many of these devices, those that were seen longest ago. */
function oldestOf(devices: readonly StoredDevice[], count: number): readonly string[] {
  if (count <= 0) return []
  const oldestFirst = devices.toSorted((a, b) => (a.lastSeen ?? 0) - (b.lastSeen ?? 0))
  return oldestFirst.slice(0, count).map(({ id }) => id)
}
