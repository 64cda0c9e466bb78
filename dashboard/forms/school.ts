import type { Group } from '../../src/policy/policy.ts'
import type { Fields } from './fields.ts'

/** What the groups page changes in a group. */
export type GroupChange = Pick<Group, 'record'> & Pick<Partial<Group>, 'safeSearch' | 'youtube' | 'timetable'>

const youtubes = ['open', 'moderate', 'strict'] as const
const records = ['none', 'counts', 'attempts'] as const

/** Sent for a setting that is finer than the form can show: it is left alone. */
export const asItIs = 'as-it-is'

/** Reads a group's settings; what is none of the choices becomes the strictest one. */
export function readGroup(fields: Fields): GroupChange {
  const timetable = fields.optional('timetable')
  const youtube = fields.text('youtube')
  const safeSearch = fields.has('safeSearch') ? fields.text('safeSearch') : 'off'
  return {
    ...(safeSearch === asItIs ? {} : { safeSearch: safeSearch !== 'off' }),
    ...(youtube === asItIs ? {} : { youtube: youtubes.find((mode) => mode === youtube) ?? 'strict' }),
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
  readonly kind: 'holiday' | 'study-day' | 'special'
  readonly classes?: readonly string[]
}

const entryKinds = ['study-day', 'special'] as const

/** Reads a holiday, a study day or a special day. One day needs no last day; a holiday is for all. */
export function readEntry(fields: Fields): EntryWish {
  const kind = entryKinds.find((known) => known === fields.text('kind')) ?? 'holiday'
  const classes = fields.all('class')
  return {
    from: fields.text('from'),
    to: fields.text('to') || fields.text('from'),
    name: fields.text('name'),
    kind,
    ...(kind !== 'holiday' && classes.length > 0 && { classes }),
  }
}
