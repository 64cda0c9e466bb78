import { randomUUID } from 'node:crypto'
import { canonicalMac } from '../../clients/neighbours.ts'
import type { StoredDevice } from '../../storage/device-store.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import { classNamed, partsOf } from '../people/people-lines.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { DeviceProblem } from '../policy/keeping.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Publisher } from '../policy/publish.ts'
import type { ColumnNames } from '../table.ts'
import { readTable, tableText } from '../table.ts'
import type { DeviceBook } from './device-book.ts'
import { isKnown } from './device-book.ts'
import type { DeviceFiles, DeviceLine, ImportProblem } from './device-files.ts'
import { plannedDevice } from './devices.ts'
import { inOrder } from './in-order.ts'

const columns: ColumnNames<'label' | 'mac' | 'address' | 'group' | 'classes'> = {
  label: ['naam', 'label', 'name', 'apparaat', 'device'],
  mac: ['mac', 'mac-adres', 'mac address', 'macadres'],
  address: ['ip-adres', 'ip', 'address', 'adres', 'ip address'],
  group: ['apparaatgroep', 'groep', 'group'],
  classes: ['klassen', 'klas', 'classes', 'class'],
}
const LINES_AT_MOST = 5000
const LONGEST_LABEL = 80

const refuse = (problem: ImportProblem): Refusal<ImportProblem> => ({ ok: false, problem })

/** Reading and writing files of devices. */
export function deviceFiles(
  { storage, clock, neighbours }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  publisher: Publisher,
): DeviceFiles {
  const read = async (person: Person, csv: string): Promise<Outcome<Plan, ImportProblem>> => {
    if (!mayKeepSchool(person)) return refuse('not-allowed')
    const table = readTable(csv, columns, ['label', 'group'], LINES_AT_MOST)
    return table.ok ? { ok: true, value: planOf(table.value.rows, ledger, book, await neighbours()) } : table
  }
  return {
    async preview(person, csv) {
      const plan = await read(person, csv)
      return plan.ok ? { ok: true, value: { lines: plan.value.lines } } : plan
    },

    async take(person, csv) {
      const plan = await read(person, csv)
      if (!plan.ok) return plan
      const { lines, devices, gone } = plan.value
      if (devices.length === 0) return { ok: true, value: { lines } }
      await book.remove(gone)
      await book.put(devices)
      const detail = { devices: devices.length }
      await storage.audit.append({ at: clock(), by: person, action: 'devices-imported', subject: '', detail })
      await publisher.devices(book.entries())
      return { ok: true, value: { lines } }
    },

    async write(person) {
      if (!mayKeepSchool(person)) return { ok: false, problem: 'not-allowed' }
      await storage.audit.append({ at: clock(), by: person, action: 'devices-taken-out', subject: '' })
      const devices = book.known().toSorted(inOrder)
      const rows = devices.map(({ identity: { label, mac = '', addresses }, group, classes }) => [
        ...[label, mac, mac === '' ? (addresses[0] ?? '') : '', group, classes.join('|')],
      ])
      return { ok: true, value: tableText([Object.values(columns).map(([name]) => name!), ...rows]) }
    },
  }
}

interface Plan {
  readonly lines: readonly DeviceLine[]
  readonly devices: readonly StoredDevice[]
  /** Devices that nobody enrolled and that are these. */
  readonly gone: readonly string[]
}
type Row = { readonly line: number; readonly cell: (column: keyof typeof columns) => string }

function planOf(rows: readonly Row[], ledger: Ledger, book: DeviceBook, table: ReadonlyMap<string, string>): Plan {
  const lines: DeviceLine[] = []
  const devices: StoredDevice[] = []
  const gone: string[] = []
  const taken = new Set<string>()
  for (const { line, cell } of rows) {
    const label = cell('label')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, LONGEST_LABEL)
    const bad = (problem: DeviceProblem | 'twice', detail = '') =>
      lines.push({ line, label, state: 'bad', problem, detail: detail.slice(0, 100) })
    const words = partsOf(cell('classes'))
    const classes = words.map((word) => classNamed(word, ledger.policy.classes))
    const strange = classes.indexOf(undefined)
    if (strange !== -1) {
      bad('unknown-class', words[strange])
      continue
    }
    const [mac, address] = [cell('mac'), cell('address')]
    const known = holderOf(book, mac, address)
    const change = {
      ...{ label, mac, address, group: groupNamed(cell('group'), ledger) },
      classes: [...new Set(classes.filter((id) => id !== undefined))],
    }
    const planned = plannedDevice(ledger, book, change, known ?? randomUUID(), table)
    if (!planned.ok) {
      bad(planned.problem, planned.detail)
      continue
    }
    const { device, others } = planned.value
    const keys = [device.id, device.identity.mac, ...device.identity.addresses].filter((key) => key !== undefined)
    if (keys.some((key) => taken.has(key))) {
      bad('twice', mac || address)
      continue
    }
    for (const key of keys) taken.add(key)
    const old = book.get(device.id)
    const state = old === undefined || !isKnown(old) ? 'new' : isSame(old, device) ? 'same' : 'changed'
    lines.push({ line, label, state })
    if (state !== 'same') devices.push(device)
    gone.push(...others)
  }
  return { lines, devices, gone }
}

/** The enrolled device that a line is about: the one with its MAC, or at its address. */
function holderOf(book: DeviceBook, mac: string, address: string): string | undefined {
  const found = book.withMac(canonicalMac(mac) ?? '') ?? (mac === '' ? book.at(address) : undefined)
  return found !== undefined && isKnown(found) ? found.id : undefined
}

/** A group by its name in either language or its id; what it is not stays as it was written. */
function groupNamed(word: string, { policy }: Ledger): string {
  const wanted = word.toLowerCase()
  const isSame = (one: string) => one.toLowerCase() === wanted
  const { groups } = policy
  const found = groups.find(({ name }) => isSame(name.nl) || isSame(name.en)) ?? groups.find(({ id }) => isSame(id))
  return found?.id ?? word
}

function isSame(old: StoredDevice, device: StoredDevice): boolean {
  const of = ({ group, classes, identity: { label, mac } }: StoredDevice) =>
    JSON.stringify([group, [...classes].sort(), label, mac])
  return of(old) === of(device)
}
