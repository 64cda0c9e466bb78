import type { Outcome } from '../../src/app/app.ts'
import type { Limits } from '../../src/policy/limits.ts'
import type { Group, YoutubeMode } from '../../src/policy/policy.ts'
import type { KindOfTime } from '../../src/time/calendar.ts'
import type { Fields } from './fields.ts'
import { readText } from './making.ts'

/** What the page of a group changes in it. */
export type GroupChange = Pick<Group, 'record' | 'safeSearch' | 'youtube' | 'onlyThese'> &
  Pick<Partial<Group>, 'name' | 'timetable' | 'ech'>

/** The kinds of time that settings are made for, in the order of the forms. */
export const kindsOfTime = ['lesson', 'break', 'inloop', 'outside'] as const satisfies readonly KindOfTime[]
const youtubes = ['open', 'moderate', 'strict'] as const
const records = ['none', 'counts', 'attempts'] as const

/** Reads a group's settings; what is none of the choices becomes the strictest one. */
export function readGroup(fields: Fields): GroupChange {
  const timetable = fields.optional('timetable')
  const ticked = kindsOfTime.filter((kind) => fields.all('safe-search').includes(kind))
  const ech = (['pass', 'withhold'] as const).find((choice) => choice === fields.text('ech'))
  return {
    // At all times, or at none, is said in one word.
    safeSearch: ticked.length === kindsOfTime.length ? true : ticked.length > 0 && ticked,
    youtube: readYoutube(fields),
    record: records.find((record) => record === fields.text('record')) ?? 'none',
    onlyThese: fields.has('only-these'),
    ...(fields.has('nl') && { name: readText(fields) }),
    ...(timetable && { timetable }),
    ...(ech && { ech }),
  }
}

/** A mode for each kind of time, `youtube-<kind>`; one word where they are the same. */
function readYoutube(fields: Fields): Group['youtube'] {
  const modeOf = (kind: KindOfTime): YoutubeMode =>
    youtubes.find((mode) => mode === fields.text(`youtube-${kind}`)) ?? 'strict'
  const modes = {
    lesson: modeOf('lesson'),
    break: modeOf('break'),
    inloop: modeOf('inloop'),
    outside: modeOf('outside'),
  }
  return kindsOfTime.every((kind) => modes[kind] === modes.lesson) ? modes.lesson : modes
}

/** Reads how much one device may ask. */
export function readLimits(fields: Fields): Outcome<Limits, 'bad-limit'> {
  const [queriesPerSecond, burst] = [Number(fields.text('per-second')), Number(fields.text('burst'))]
  const isLimit = (count: number, least: number, most: number) =>
    Number.isInteger(count) && least <= count && count <= most
  if (!isLimit(queriesPerSecond, 10, 100_000) || !isLimit(burst, queriesPerSecond, 1_000_000))
    return { ok: false, problem: 'bad-limit' }
  return { ok: true, value: { queriesPerSecond, burst, unlimited: fields.all('unlimited') } }
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
  readonly name?: string
}

/** Reads the periods of a day from its numbered fields; undefined for a day without school. Lines left empty are left out. */
export function readDay(fields: Fields, lines: number): readonly DayLine[] | undefined {
  if (fields.has('off')) return undefined
  return Array.from({ length: lines }, (_, index) => ({
    from: readTime(fields.text(`from-${index}`)),
    to: readTime(fields.text(`to-${index}`)),
    kind: fields.text(`kind-${index}`) || 'lesson',
    ...(fields.has(`name-${index}`) && { name: fields.text(`name-${index}`) }),
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
  /** The hours of a special day. */
  readonly day?: readonly DayLine[]
}

/** How many lines the form of a special day has for its own hours. */
export const entryLines = 6

const entryKinds = ['study-day', 'special'] as const

/** Reads a holiday, a study day or a special day. One day needs no last day; a holiday is for all. */
export function readEntry(fields: Fields): EntryWish {
  const kind = entryKinds.find((known) => known === fields.text('kind')) ?? 'holiday'
  const classes = fields.all('class')
  const day = readDay(fields, entryLines) ?? []
  return {
    from: fields.text('from'),
    to: fields.text('to') || fields.text('from'),
    name: fields.text('name'),
    kind,
    ...(kind !== 'holiday' && classes.length > 0 && { classes }),
    ...(kind === 'special' && day.length > 0 && { day }),
  }
}
