import type { AuditFilter } from '../../src/app/record/audit.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'

/** What was chosen to filter the audit on; '' where nothing was. Dates are on the school's wall, both included. */
export interface AuditChoice {
  /** An area, or an action behind a `:`. */
  readonly area: string
  readonly by: string
  readonly role: string
  readonly about: string
  readonly from: string
  readonly to: string
}

/** Reads the filter from the address. What is no date is left out. */
export function readAuditChoice(fields: Fields, zone: SchoolZone): AuditChoice {
  const date = (name: string) => (instantOf(fields.text(name), zone) === undefined ? '' : fields.text(name))
  const short = (name: string) => fields.text(name).slice(0, 80)
  return {
    ...{ area: short('area'), by: short('by'), role: short('role'), about: short('about') },
    ...{ from: date('from'), to: date('to') },
  }
}

/** The choice as the audit takes it. */
export function auditFilter(
  { area, by, role, about, from, to }: AuditChoice,
  zone: SchoolZone,
): Omit<AuditFilter, 'limit'> {
  const [begins, ends] = [instantOf(from, zone), instantOf(to, zone, 1440)]
  return {
    ...(area === '' ? {} : area.startsWith(':') ? { action: area.slice(1) } : { area }),
    ...(role === '' ? {} : { role }),
    ...(about === '' ? {} : { about }),
    ...(by === '' ? {} : { by }),
    ...(begins === undefined ? {} : { from: begins }),
    ...(ends === undefined ? {} : { until: ends }),
  }
}

/** The choice as an address has it, with its `?`; '' for none. */
export function auditQuery(choice: AuditChoice, more: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries({ ...choice, ...more }).filter(([, value]) => value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

function instantOf(date: string, zone: SchoolZone, minute = 0): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  try {
    return zone.instantsOf(date, minute)[0]
  } catch {
    return undefined
  }
}
