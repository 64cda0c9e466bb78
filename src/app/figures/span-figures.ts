import type { Figure, WeekFigures } from '../../reports/week.ts'
import { weekFigures } from '../../reports/week.ts'
import type { PartFigure, Tally } from '../../storage/figure-store.ts'
import { ALL } from '../../storage/figure-store.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { DateText } from '../../time/school-time.ts'
import { schoolDate } from '../../time/school-time.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'

/** Which figures: of the dates from `from` to `to`, both included; what is left out does not limit. */
export interface FigureWish {
  readonly from: DateText
  readonly to: DateText
  readonly kinds?: readonly KindOfTime[]
  readonly group?: string
  /** `platform:ID` or `category:ID`. */
  readonly subject?: string
  /** How long a bar of the picture is; a day when left out. */
  readonly step?: Step
}
export type Step = 'day' | 'week' | 'month'

const DAY = 24 * 3600_000
const all: readonly KindOfTime[] = ['lesson', 'break', 'inloop', 'outside']

/** Adds a span up: of the days that are counted from their figures, of the rest from the attempts themselves. What is too small to show is in no total. */
export async function spanFigures(
  parts: Parts,
  ledger: Ledger,
  book: DeviceBook,
  wish: FigureWish,
): Promise<WeekFigures> {
  const { figures } = parts.storage
  const { from, to, kinds = all, group = ALL, subject = ALL } = wish
  const live = await liveTallies(parts, ledger, wish)
  const mondays = { from, to: ledger.zone.plusDays(to, -6) }
  const read = async (each: 'group' | 'kind' | 'subject' | 'day') => {
    const split = each === 'kind' || each === 'day' || wish.kinds !== undefined
    const query = { from, to, group, subject, each, kinds: split ? kinds : [ALL] } as const
    const days = await figures.read({ ...query, unit: 'day' })
    // A whole week says better than its days how many different devices there were.
    const weeks = each === 'day' ? [] : await figures.read({ ...query, ...mondays, unit: 'week' })
    return { days, weeks }
  }
  const stepOf = stepper(ledger, wish)
  const [groups, ofKinds, subjects, days] = [
    await read('group'),
    await read('kind'),
    await read('subject'),
    await read('day'),
  ]
  const inSteps = days.days.map((row) => ({ ...row, part: `${stepOf(row.part)} ${row.kind}` }))
  const bars = added({ days: inSteps, weeks: [] }, live, ({ day, kind }) => `${stepOf(day)} ${kind}`)
  return weekFigures({
    groups: [
      ...added(groups, live, (tally) => tally.group).filter(({ part }) => group === ALL || part === group),
      ...(await countedGroups(parts, ledger, book, wish)),
    ],
    kinds: added(ofKinds, live, ({ kind }) => kind),
    subjects: added(subjects, live, (tally) => tally.subject).filter(({ part }) => subject === ALL || part === subject),
    days: stepsOf(ledger, wish).map((date) => ({
      date,
      kinds: bars
        .filter(({ part }) => part.startsWith(`${date} `))
        .map(({ part, ...figure }) => ({ ...figure, part: part.slice(date.length + 1) })),
    })),
  })
}

/** Only how much there was, of all groups that are not too small to show. */
export async function spanTotal(parts: Parts, ledger: Ledger, book: DeviceBook, wish: FigureWish): Promise<number> {
  const kinds = wish.kinds ?? [ALL]
  const query = { ...wish, group: ALL, subject: wish.subject ?? ALL, kinds, each: 'group' } as const
  const days = await parts.storage.figures.read({ ...query, unit: 'day' })
  const weeks = await parts.storage.figures.read({
    ...query,
    to: ledger.zone.plusDays(wish.to, -6),
    unit: 'week',
  })
  const live = await liveTallies(parts, ledger, wish)
  const groups = added({ days, weeks }, live, ({ group }) => group)
  const wanted = groups.filter(({ part }) => wish.group === undefined || part === wish.group)
  const rows = [...wanted, ...(await countedGroups(parts, ledger, book, wish))]
  return weekFigures({ groups: rows, kinds: [], subjects: [], days: [] }).total
}

/** The first dates of the bars that a span is drawn in. */
export function stepsOf(ledger: Ledger, { from, to, step = 'day' }: FigureWish): readonly DateText[] {
  const first = stepper(ledger, { from, to, step })
  const dates = new Set<DateText>()
  for (let date = from; date <= to; date = ledger.zone.plusDays(date, 1)) dates.add(first(date))
  return [...dates]
}

/** Gives the first date of the bar that a date belongs to: never before the span itself. */
function stepper({ zone }: Ledger, { from, step = 'day' }: FigureWish): (date: DateText) => DateText {
  const later = (date: DateText) => (date < from ? from : date)
  if (step === 'day') return (date) => date
  if (step === 'month') return (date) => later(`${date.slice(0, 7)}-01`)
  return (date) => {
    const noon = zone.instantsOf(date, 720)[0]!
    const weekday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(zone.at(noon).weekday)
    return later(zone.plusDays(date, -weekday))
  }
}

interface LiveTally extends Tally {
  readonly day: DateText
}

/** What was tried on days, or since moments, of which there are no figures yet. */
async function liveTallies(
  parts: Parts,
  ledger: Ledger,
  { from, to, kinds = all, group, subject }: FigureWish,
): Promise<readonly LiveTally[]> {
  const { figures } = parts.storage
  const at = parts.clock()
  const kept = ledger.zone.at(at - ((parts.keepAttemptsDays ?? 14) + 1) * DAY).date
  // The week that runs goes on past today; farther on there is nothing.
  const last = ledger.zone.plusDays(ledger.zone.at(at).date, 7)
  const counted = new Map((await figures.counted('day', from, to)).map((span) => [span.date, span]))
  const found: LiveTally[] = []
  for (let date = from < kept ? kept : from; date <= to && date <= last; date = ledger.zone.plusDays(date, 1)) {
    const span = counted.get(date)
    if (span?.isWhole) continue
    const day = schoolDate(ledger.zone, ledger.zone.instantsOf(date, 720)[0]!)
    const tallies = await figures.tallies(span?.until ?? day.from, day.until)
    found.push(...tallies.map((tally) => ({ ...tally, day: date })))
  }
  return found.filter(
    (tally) =>
      kinds.some((kind) => kind === tally.kind) &&
      (group === undefined || tally.group === group) &&
      (subject === undefined || tally.subject === subject),
  )
}

/** Figures and live tallies as one: counts added up, devices as many as there were at the least. */
function added(
  { days, weeks }: { readonly days: readonly PartFigure[]; readonly weeks: readonly PartFigure[] },
  live: readonly LiveTally[],
  partOf: (tally: LiveTally) => string,
): readonly Figure[] {
  const parts = new Map<string, { count: number; devices: number; readonly ids: Set<string> }>()
  const at = (part: string) => {
    const found = parts.get(part) ?? { count: 0, devices: 0, ids: new Set<string>() }
    parts.set(part, found)
    return found
  }
  for (const { part, count, devices } of days) {
    const here = at(part)
    here.count += count
    here.devices = Math.max(here.devices, devices)
  }
  for (const { part, devices } of weeks) at(part).devices = Math.max(at(part).devices, devices)
  for (const tally of live) {
    const here = at(partOf(tally))
    here.count += tally.count
    if (tally.device !== undefined) here.ids.add(tally.device)
  }
  return [...parts]
    .map(([part, { count, devices, ids }]) => ({ part, count, devices: Math.max(devices, ids.size) }))
    .filter(({ count }) => count > 0)
}

/** Groups whose attempts are only counted: the number of their enrolled devices stands for the number that tried. */
async function countedGroups(
  { storage }: Parts,
  { policy, zone }: Ledger,
  book: DeviceBook,
  { from, to, kinds, group, subject }: FigureWish,
): Promise<readonly Figure[]> {
  // Of a subject that number says nothing.
  if (subject !== undefined) return []
  const counted = policy.groups
    .filter(({ id, record }) => record === 'counts' && (group === undefined || group === id))
    .map(({ id }) => id)
  if (counted.length === 0) return []
  const devicesOf = (id: string) => book.known().filter((device) => device.group === id).length
  const [begins, ends] = [zone.instantsOf(from, 0)[0]!, zone.instantsOf(to, 1440)[0]!]
  const rows = await storage.counts.perGroup('block', counted, begins, ends, kinds)
  return rows.map((row) => ({ part: row.group, count: row.count, devices: devicesOf(row.group) }))
}
