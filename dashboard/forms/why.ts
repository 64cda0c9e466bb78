import type { ActEnd, DeviceView, Outcome, Whom } from '../../src/app/app.ts'
import { readName } from '../../src/app/app.ts'
import type { Name } from '../../src/dns/name.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Fields } from './fields.ts'

/** What "Waarom dicht?" is asked. */
export interface WhyQuestion {
  readonly name: Name
  readonly whom: Whom
  readonly at: number
}

/** Reads the question from the address. An empty moment is now; a moment without offset is on the school's wall. `group` is the one where none is named. */
export function readWhy(
  fields: Fields,
  zone: SchoolZone,
  now: number,
  group: string,
): Outcome<WhyQuestion, 'bad-name' | 'bad-moment'> {
  const typed = fields.text('name')
  const read = readName(typed)
  if ('problem' in read) return { ok: false, problem: 'bad-name', detail: typed.slice(0, 100) }
  const at = readMoment(fields.text('at'), zone, now)
  if (at === undefined) return { ok: false, problem: 'bad-moment' }
  const device = fields.optional('id')
  const classes = fields.all('class').filter((id) => id !== '')
  const whom = device === undefined ? { group: fields.text('group') || group, classes } : { device }
  return { ok: true, value: { name: read.name, whom, at } }
}

/** The devices that a person may mean: by a part of the name, or by the whole MAC or IP address. Ten at most. */
export function devicesMeant(devices: readonly DeviceView[], typed: string): readonly DeviceView[] {
  const text = typed.trim().toLowerCase()
  const mac = text.replace(/-/g, ':')
  const exact = devices.filter(({ id, mac: own, addresses }) => id === typed || own === mac || addresses.includes(text))
  const named = devices.filter(({ label, known }) => known && label.toLowerCase().includes(text))
  return (exact.length > 0 ? exact : named).slice(0, 10)
}

/** The fields of the question, to come back to it after an act: `?name=...&group=...`. */
export function whyQuery(fields: Fields): string {
  const kept = ['name', 'id', 'group', 'class', 'at'].flatMap((key) => {
    const value = fields.text(key)
    return value === '' ? [] : [[key, value] as [string, string]]
  })
  return `?${new URLSearchParams(kept).toString()}`
}

/** Until when a class gets it: a lesson, a day, or a date. */
export function readWhyEnd(fields: Fields): ActEnd {
  const end = fields.text('end')
  if (end === 'standing') return { kind: 'standing', date: fields.text('date') }
  return end === 'day' ? { kind: 'day' } : { kind: 'lesson' }
}

function readMoment(text: string, zone: SchoolZone, now: number): number | undefined {
  if (text === '') return now
  try {
    return zone.parse(text)
  } catch {
    return undefined
  }
}
