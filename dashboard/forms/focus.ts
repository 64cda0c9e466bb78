import type { FocusEnd, Listed, NewExam, Outcome } from '../../src/app/app.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import { readEnd } from './ends.ts'
import type { Fields } from './fields.ts'

/** What is listed in the form of "only these sites": ticked apps, sites one a line, and names that the check found. */
export function readListed(fields: Fields): readonly Listed[] {
  const sites = [...fields.text('sites').split(/[\s,;]+/), ...fields.all('also')]
  return [
    ...fields.all('app').map((platform) => ({ platform })),
    ...[...new Set(sites.filter((site) => site !== ''))].map((site) => ({ site })),
  ]
}

/** Reads when it ends: with the lesson, after minutes, or at a time. */
export function readFocusEnd(fields: Fields): Outcome<FocusEnd, 'bad-end'> {
  const end = readEnd(fields)
  if (end === undefined || end.kind === 'break' || end.kind === 'day') return { ok: false, problem: 'bad-end' }
  return { ok: true, value: end }
}

/** Reads an exam: its rooms, each with its extra minutes, and today's time at which it begins. */
export function readExam(
  fields: Fields,
  zone: SchoolZone,
  now: number,
): Outcome<NewExam, 'bad-end' | 'bad-start' | 'bad-extra-time'> {
  const end = readFocusEnd(fields)
  if (!end.ok) return end
  const rooms = fields.all('room').map((id) => ({ class: id, extraMinutes: Number(fields.text(`extra-${id}`) || '0') }))
  if (rooms.some(({ extraMinutes }) => !Number.isInteger(extraMinutes))) return { ok: false, problem: 'bad-extra-time' }
  const from = readStart(fields.text('from'), zone, now)
  if (!from.ok) return from
  const name = fields.optional('name')
  return {
    ok: true,
    value: {
      rooms,
      listed: readListed(fields),
      end: end.value,
      ...(name === undefined ? {} : { name }),
      ...(from.value === undefined ? {} : { from: from.value }),
    },
  }
}

function readStart(typed: string, zone: SchoolZone, now: number): Outcome<number | undefined, 'bad-start'> {
  if (typed === '') return { ok: true, value: undefined }
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d\d)$/.exec(typed) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return { ok: false, problem: 'bad-start' }
  return { ok: true, value: zone.instantsOf(zone.at(now).date, Number(hour) * 60 + Number(minute))[0]! }
}
