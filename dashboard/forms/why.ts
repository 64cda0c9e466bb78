import { type Outcome, readName } from '../../src/app/app.ts'
import type { Name } from '../../src/dns/name.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'

/** What "Waarom dicht?" is asked. */
export interface WhyQuestion {
  readonly name: Name
  readonly group: string
  readonly classes: readonly string[]
  readonly at: number
}

/** Reads the question from the address. An empty moment is now; a moment without offset is on the school's wall. */
export function readWhy(
  fields: Fields,
  zone: SchoolZone,
  now: number,
): Outcome<WhyQuestion, 'bad-name' | 'bad-moment'> {
  const typed = fields.text('name')
  const read = readName(typed)
  if ('problem' in read) return { ok: false, problem: 'bad-name', detail: typed }
  const at = readMoment(fields.text('at'), zone, now)
  if (at === undefined) return { ok: false, problem: 'bad-moment' }
  return {
    ok: true,
    value: { name: read.name, group: fields.text('group'), classes: fields.all('class').filter((id) => id !== ''), at },
  }
}

function readMoment(text: string, zone: SchoolZone, now: number): number | undefined {
  if (text === '') return now
  try {
    return zone.parse(text)
  } catch {
    return undefined
  }
}
