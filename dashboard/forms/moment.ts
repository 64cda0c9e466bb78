import type { SchoolZone } from '../../src/time/school-time.ts'

/** Reads a moment as a field of date and time has it, on the school's wall where it has no offset. Undefined for what is none. */
export function readInstant(text: string, zone: SchoolZone): number | undefined {
  try {
    return zone.parse(text)
  } catch {
    return undefined
  }
}
