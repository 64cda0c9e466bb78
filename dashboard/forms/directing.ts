import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Choice, Picked } from '../views/device-picker.tsx'
import type { Fields } from './fields.ts'

/** Most devices that a search shows. */
const MOST = 30
const DAY = 24 * 3600_000

/** What the search for a device asked, and found among those that this person may choose. */
export function readPicked(fields: Fields, choices: readonly Choice[]): Picked {
  const query = fields.text('q').slice(0, 80)
  const ofClass = fields.text('class')
  const words = query.toLowerCase()
  const isAsked = query !== '' || ofClass !== ''
  const found = choices.filter(
    ({ label, classes }) =>
      isAsked && label.toLowerCase().includes(words) && (ofClass === '' || classes.includes(ofClass)),
  )
  return {
    query,
    class: ofClass,
    found: found.slice(0, MOST),
    isMore: found.length > MOST,
    chosen: choices.find(({ id }) => id === fields.text('device')),
  }
}

/** Reads `2026-11-24T10:15` as the school's wall shows it; undefined where it is none. */
export function readWall(text: string, zone: SchoolZone): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)) return undefined
  try {
    return zone.parse(text)
  } catch {
    return undefined
  }
}

/** An instant as a field for date and time takes it. */
export const wallText = (at: number, zone: SchoolZone): string => zone.format(at).slice(0, 16)

/** When an exclusion is to end: NaN where what was typed is no moment. */
export function readExclusionEnd(fields: Fields, zone: SchoolZone, now: number): number | 'end-of-day' {
  switch (fields.text('end')) {
    case 'day':
      return 'end-of-day'
    case 'tomorrow':
      return now + DAY
    case 'week':
      return now + 7 * DAY
    default:
      return readWall(fields.text('until'), zone) ?? Number.NaN
  }
}

/** A whole number of a field; NaN where it is none. */
export const readNumber = (fields: Fields, name: string): number =>
  /^\d{1,6}$/.test(fields.text(name)) ? Number(fields.text(name)) : Number.NaN
