import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import { canonicalAddress } from '../../clients/address.ts'
import { identifier } from '../../clients/identify.ts'
import { canonicalMac } from '../../clients/neighbours.ts'
import { kindOf } from '../../policy/group-kind.ts'
import type { AuditAction } from '../../storage/audit-action.ts'
import type { DeviceIdentity, StoredDevice } from '../../storage/device-store.ts'
import type { DeviceChange, DeviceOffice, DeviceProblem, DeviceView, Outcome, Person, Refusal } from '../app.ts'
import { forgetDevice } from '../box/clear-out.ts'
import type { Parts } from '../parts.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Publisher } from '../policy/publish.ts'
import type { DeviceBook } from './device-book.ts'
import { isKnown } from './device-book.ts'
import { inOrder } from './in-order.ts'

/** The device pages, and what the resolver and the neighbour table tell of devices. */
export interface DeviceDesk extends DeviceOffice {
  /** Reads the neighbour table and follows who moved. To be called every few seconds. */
  syncNeighbours(): Promise<void>
  /** Takes addresses that asked. */
  seen(addresses: readonly string[]): Promise<void>
  /** Sends the device map to the resolver, even if it has it. */
  publish(): Promise<void>
}

const refuse = (problem: DeviceProblem, detail?: string): Refusal<DeviceProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Enrolling, changing and erasing devices. */
export function deviceDesk(parts: Parts, ledger: Ledger, book: DeviceBook, publisher: Publisher): DeviceDesk {
  const { storage, clock, neighbours } = parts
  const done = async (by: Person, action: AuditAction, subject: string) => {
    await storage.audit.append({ at: clock(), by, action, subject })
    await publisher.devices(book.entries())
  }

  /** Writes a device down under `id`; those nobody enrolled that turn out to be the same one go. */
  const save = async (by: Person, action: AuditAction, id: string, change: DeviceChange) => {
    const planned = plannedDevice(ledger, book, change, id, await neighbours())
    if (!planned.ok) return planned
    const { device, others } = planned.value
    await book.remove(others)
    await book.put([device])
    await done(by, action, device.id)
    return { ok: true, value: viewOf(ledger, book, device) } as const
  }

  return {
    async devices(person) {
      if (!mayKeepSchool(person)) return []
      return book
        .all()
        .toSorted(inOrder)
        .map((device) => viewOf(ledger, book, device))
    },

    async enrol(person, device) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      return await save(person, 'device-enrolled', randomUUID(), device)
    },

    async change(person, id, device) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if (book.get(id) === undefined) return refuse('unknown-device', id)
      return await save(person, 'device-changed', id, device)
    },

    async erase(person, id) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      if (book.get(id) === undefined) return refuse('unknown-device', id)
      await book.remove([id])
      await forgetDevice(parts, id)
      storage.erasures.note({ at: clock(), kind: 'device', id })
      await done(person, 'device-erased', id)
      return { ok: true, value: undefined }
    },

    async syncNeighbours() {
      await book.follow(await neighbours('lately'), clock())
      await publisher.devices(book.entries())
    },

    async seen(addresses) {
      const table = await neighbours()
      await book.follow(table, clock())
      const identify = identifier([], ledger.policy, [])
      const listed = addresses.filter((address) => {
        const device = book.at(address)
        if (device !== undefined && isKnown(device)) return true
        const group = identify(address)?.client.group ?? ledger.policy.unknown
        return kindOf(ledger.policy.groups, group) !== 'guests'
      })
      await book.meet(listed, table, clock())
      await publisher.devices(book.entries())
    },

    publish: () => publisher.devices(book.entries(), true),
  }
}

/** A device as it would be written down under `id`, or, where it asked before anybody enrolled it, under the id it has; and those that turn out to be it. */
export function plannedDevice(
  ledger: Ledger,
  book: DeviceBook,
  change: DeviceChange,
  id: string,
  table: ReadonlyMap<string, string>,
): Outcome<{ readonly device: StoredDevice; readonly others: readonly string[] }, DeviceProblem> {
  const checked = check(ledger, book, change, id, table)
  if (!checked.ok) return checked
  const { identity, others } = checked.value
  const [first] = others
  // The one that asked before it was enrolled keeps its id, so that its attempts are this device's.
  const keptId = book.get(id) === undefined && first !== undefined ? first.id : id
  const old = book.get(keptId)
  const { group, classes } = change
  return {
    ok: true,
    value: {
      device: { id: keptId, group, classes, firstSeen: old?.firstSeen, lastSeen: old?.lastSeen, identity },
      others: others.map((other) => other.id).filter((other) => other !== keptId),
    },
  }
}

interface Checked {
  readonly identity: DeviceIdentity
  /** Devices that nobody enrolled and that have this MAC or address. */
  readonly others: readonly StoredDevice[]
}

function check(
  { policy }: Ledger,
  book: DeviceBook,
  { label, mac: macText = '', address: addressText = '', group, classes }: DeviceChange,
  id: string,
  table: ReadonlyMap<string, string>,
): Outcome<Checked, DeviceProblem> {
  if (label.trim() === '') return refuse('name-missing')
  if (!policy.groups.some((known) => known.id === group)) return refuse('unknown-group', group)
  const missing = classes.find((one) => !policy.classes.some((known) => known.id === one))
  if (missing !== undefined) return refuse('unknown-class', missing)
  const typedMac = canonicalMac(macText)
  if (typedMac === undefined && macText.trim() !== '') return refuse('bad-mac', macText)
  // Not `10.1.0`, which some would read as `10.1.0.0`.
  const address = isIP(addressText.trim()) === 0 ? undefined : canonicalAddress(addressText)
  if (address === undefined && addressText.trim() !== '') return refuse('bad-address', addressText)
  if (typedMac === undefined && address === undefined) return refuse('nothing-to-know-it-by')
  const holders = [
    typedMac === undefined ? undefined : book.withMac(typedMac),
    address === undefined ? undefined : book.at(address),
  ].filter((device) => device !== undefined && device.id !== id)
  const holder = holders.find((device) => device && isKnown(device))
  if (holder) return refuse('taken', holder.identity.label)
  const mac = typedMac ?? freeMac(book, table.get(address ?? ''), id, holders)
  const others = [...new Set(holders.filter((device) => device !== undefined))]
  return {
    ok: true,
    value: { others, identity: { label: label.trim(), mac, addresses: placesOf(mac, address, table) } },
  }
}

/** The MAC that answers at the address, unless it is another enrolled device's. */
function freeMac(
  book: DeviceBook,
  mac: string | undefined,
  id: string,
  holders: readonly (StoredDevice | undefined)[],
): string | undefined {
  const holder = mac === undefined ? undefined : book.withMac(mac)
  return holder === undefined || holder.id === id || holders.includes(holder) ? mac : undefined
}

/** Where a device is: where its MAC answers, or else at the address that was typed. */
function placesOf(
  mac: string | undefined,
  address: string | undefined,
  table: ReadonlyMap<string, string>,
): readonly string[] {
  const here = [...table].filter(([, there]) => there === mac).map(([at]) => at)
  if (here.length > 0) return here.sort()
  return address === undefined ? [] : [address]
}

function viewOf(
  { policy }: Ledger,
  book: DeviceBook,
  { id, group, classes, lastSeen, identity }: StoredDevice,
): DeviceView {
  const { label, mac, addresses } = identity
  const byNetwork = () => identifier([], policy, [])(addresses[0] ?? '')?.client.group ?? policy.unknown
  return {
    id,
    label,
    addresses,
    group: group ?? byNetwork(),
    classes,
    known: group !== undefined,
    randomMac: mac !== undefined && /^.[26ae]/.test(mac),
    ...(mac === undefined ? {} : { mac }),
    ...(lastSeen === undefined ? {} : { lastSeen }),
    ...(book.isExempt(id) ? { medical: true } : {}),
  }
}
