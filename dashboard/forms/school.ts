import type { Group } from '../../src/policy/policy.ts'
import type { Fields } from './fields.ts'

/** What the groups page changes in a group. */
export type GroupChange = Pick<Group, 'safeSearch' | 'youtube' | 'record'> & Pick<Partial<Group>, 'timetable'>

const youtubes = ['open', 'moderate', 'strict'] as const
const records = ['none', 'counts', 'attempts'] as const

/** Reads a group's settings; what is none of the choices becomes the strictest one. */
export function readGroup(fields: Fields): GroupChange {
  const timetable = fields.optional('timetable')
  return {
    safeSearch: fields.has('safeSearch'),
    youtube: youtubes.find((mode) => mode === fields.text('youtube')) ?? 'strict',
    record: records.find((record) => record === fields.text('record')) ?? 'none',
    ...(timetable && { timetable }),
  }
}

/** Reads networks, one a line or apart by commas. */
export const readNetworks = (fields: Fields): readonly string[] =>
  fields
    .text('networks')
    .split(/[\s,;]+/)
    .filter((network) => network !== '')

/** One line of the form for a day, as typed. */
export interface DayLine {
  readonly from: string
  readonly to: string
  readonly kind: string
}

/** Reads the periods of a day from its numbered fields; undefined for a day without school. Lines left empty are left out. */
export function readDay(fields: Fields, lines: number): readonly DayLine[] | undefined {
  if (fields.has('off')) return undefined
  return Array.from({ length: lines }, (_, index) => ({
    from: readTime(fields.text(`from-${index}`)),
    to: readTime(fields.text(`to-${index}`)),
    kind: fields.text(`kind-${index}`) || 'lesson',
  })).filter(({ from, to }) => from !== '' || to !== '')
}

/** `8:30`, `8.30` and `0830` are `08:30`; anything else stays as it was typed. */
function readTime(typed: string): string {
  const found = /^(\d{1,2})[:.]?(\d\d)$/.exec(typed)
  return found ? `${found[1]?.padStart(2, '0')}:${found[2]}` : typed
}

/** An entry of the calendar, as the form gives it. */
export interface EntryWish {
  readonly from: string
  readonly to: string
  readonly name: string
  readonly kind: 'holiday' | 'special'
  readonly classes?: readonly string[]
}

/** Reads a holiday or a special day. One day needs no last day; classes count for special days only. */
export function readEntry(fields: Fields): EntryWish {
  const kind = fields.text('kind') === 'special' ? 'special' : 'holiday'
  const classes = fields.all('class')
  return {
    from: fields.text('from'),
    to: fields.text('to') || fields.text('from'),
    name: fields.text('name'),
    kind,
    ...(kind === 'special' && classes.length > 0 && { classes }),
  }
}
