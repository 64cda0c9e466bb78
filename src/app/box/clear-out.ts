import { keptSince } from '../devices/device-days.ts'
import type { Parts } from '../parts.ts'
import { PIN_LASTS } from '../people/pins.ts'
import type { Ledger } from '../policy/ledger.ts'
import { copyAttempts } from '../record/incident-copy.ts'
import { BINNED_STAYS } from '../rules/lists.ts'
import { schoolYear } from '../times/school-year.ts'

const DAY = 24 * 3600_000
/** How long reports are kept: from when they were handled, and from when anybody last touched them. */
const [REPORTS_HANDLED, REPORTS] = [90 * DAY, 365 * DAY]
/** Notes that something did not work. */
const SNAGS = 90 * DAY
/** The audit: long enough to answer for two school years. */
const AUDIT = 3 * 365 * DAY

/** Removes what was kept about people, and lists that were put away, and has had its time. Not to be called while the clock cannot be believed. */
export async function clearOut({ storage, library, clock }: Parts, { zone }: Ledger): Promise<void> {
  const at = clock()
  const { from: yearBegan } = schoolYear(zone, at)
  await storage.measures.remove(yearBegan, at)
  await storage.acts.forgetReasons(yearBegan)
  await storage.deviceDays.removeBefore(keptSince(zone, at))
  await storage.snags.removeBefore(at - SNAGS)
  await storage.devicePins.removeUnusedSince(at - PIN_LASTS)
  await storage.audit.removeBefore(at - AUDIT)
  await storage.reports.remove(at - REPORTS_HANDLED, at - REPORTS)
  library.files.forgetBefore(at - BINNED_STAYS)
}

/** Removes what is kept about one device besides the device itself, when it is erased. */
export async function forgetDevice({ storage }: Pick<Parts, 'storage'>, device: string): Promise<void> {
  // What a director looks into now is not lost: it stays in the incident, of a device that nobody can tell any more.
  const open = (await storage.incidents.all()).filter((incident) => incident.device === device && !incident.closedAt)
  for (const incident of open) await copyAttempts(storage, incident)
  await storage.attempts.forgetDevice(device)
  await storage.deviceDays.forgetDevice(device)
  await storage.measures.forgetDevice(device)
  await storage.requests.forgetDevice(device)
  await storage.acts.forgetDevice(device)
}
