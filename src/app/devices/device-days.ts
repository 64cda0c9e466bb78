import type { DeviceDays } from '../../link.ts'
import type { StoredDeviceDay } from '../../storage/device-day-store.ts'
import type { SchoolZone } from '../../time/school-time.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { DeviceBook } from './device-book.ts'

/** Days that what was noticed of a device is kept and shown, today included. */
const DAYS = 7

/** The first day, `2026-11-24`, of which what was noticed is still kept at an instant. */
export function keptSince(zone: SchoolZone, at: number): string {
  return zone.plusDays(zone.at(at).date, 1 - DAYS)
}

/**
 * Writes down what the resolver noticed of devices. The privacy page's promise, kept here once more: flags only of devices whose group's attempts are
 * recorded, nothing at all of a group of which nothing is recorded, and of nobody that no device is known of.
 */
export function takeDeviceDays({ storage }: Parts, { policy }: Ledger, book: DeviceBook, told: DeviceDays): void {
  const days = told.devices.flatMap(({ device: id, address, ...noticed }): readonly StoredDeviceDay[] => {
    const device = id === undefined ? book.at(address) : book.get(id)
    const record = policy.groups.find((group) => group.id === noticed.group)?.record ?? 'none'
    if (device === undefined || record === 'none') return []
    const flags = record === 'attempts' ? {} : { sideDoor: false, onlyBootstrap: false, fellSilent: false }
    return [{ ...noticed, ...flags, device: device.id, day: told.day }]
  })
  storage.deviceDays.write(told.session, days)
}
