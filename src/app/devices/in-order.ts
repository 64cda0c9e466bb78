import type { StoredDevice } from '../../storage/device-store.ts'
import { isKnown } from './device-book.ts'

const { compare } = new Intl.Collator('nl', { numeric: true })

/** The order in which people look for devices: enrolled ones by name, "Laptop 2" before "Laptop 10"; then the others, who asked last first. */
export function inOrder(a: StoredDevice, b: StoredDevice): number {
  if (isKnown(a) && isKnown(b)) return compare(a.identity.label, b.identity.label)
  return Number(isKnown(b)) - Number(isKnown(a)) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0)
}
