import type { Figure, WeekFigures } from '../../reports/week.ts'
import { weekFigures } from '../../reports/week.ts'
import type { FigureQuery, PartFigure } from '../../storage/figure-store.ts'
import { ALL } from '../../storage/figure-store.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { DateText } from '../../time/school-time.ts'
import { mondayOf } from '../../time/school-time.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import type { Ledger } from '../policy/ledger.ts'
import { countedGroups } from './counted-groups.ts'
import type { FigureWish } from './figure-wish.ts'

const all: readonly KindOfTime[] = ['lesson', 'break', 'inloop', 'outside']

/** Adds a span up, of figures that may be shown (the rule is in `suppress.ts`): those of its days and of its whole weeks, as far as these are over. */
export async function spanFigures(
  parts: Parts,
  ledger: Ledger,
  book: DeviceBook,
  wish: FigureWish,
): Promise<WeekFigures> {
  const { kinds = all, group, subject } = wish
  const split = (each: 'kind' | 'day') => figuresBy(parts, ledger, { ...wish, kinds }, each)
  const stepOf = stepper(wish)
  const bars = added((await split('day')).map((row) => ({ ...row, part: `${stepOf(row.part)} ${row.kind}` })))
  const counted = await countedGroups(parts, ledger, book, wish)
  const groups = await figuresBy(parts, ledger, wish, 'group')
  const subjects = added(await figuresBy(parts, ledger, wish, 'subject'))
  return weekFigures({
    groups: added(
      groups.filter(({ part }) => group === undefined || part === group),
      counted.shown,
    ),
    kinds: added(await split('kind')),
    subjects: subjects.filter(({ part }) => subject === undefined || part === subject),
    days: stepsOf(ledger, wish).map((date) => ({
      date,
      kinds: bars
        .filter(({ part }) => part.startsWith(`${date} `))
        .map(({ part, count }) => ({ count, part: part.slice(date.length + 1) })),
    })),
    suppressed: (await leftOutOf(parts, ledger, wish)) + counted.leftOut,
  })
}

/** Only how much there was, as {@link spanFigures} has it. */
export async function spanTotal(parts: Parts, ledger: Ledger, book: DeviceBook, wish: FigureWish): Promise<number> {
  const groups = await figuresBy(parts, ledger, wish, 'group')
  const wanted = groups.filter(({ part }) => wish.group === undefined || part === wish.group)
  const counted = await countedGroups(parts, ledger, book, wish)
  return weekFigures({ groups: [...wanted, ...counted.shown], kinds: [], subjects: [], days: [], suppressed: 0 }).total
}

/** Only what was tried, most first. */
export async function spanSubjects(parts: Parts, ledger: Ledger, wish: FigureWish): Promise<readonly string[]> {
  const subjects = added(await figuresBy(parts, ledger, wish, 'subject'))
  return weekFigures({ groups: [], kinds: [], subjects, days: [], suppressed: 0 }).subjects.map(({ part }) => part)
}

/** The figures of a span's days, and of the weeks that lie in it as a whole: these have what their days had too little of. */
async function figuresBy(
  { storage: { figures } }: Parts,
  ledger: Ledger,
  {
    from,
    to,
    kinds = [ALL],
    group = ALL,
    subject = ALL,
  }: Omit<FigureWish, 'kinds'> & { readonly kinds?: readonly string[] },
  each: FigureQuery['each'],
): Promise<readonly PartFigure[]> {
  const query = { from, group, subject, kinds, each }
  const days = await figures.read({ ...query, to, unit: 'day' })
  if (each === 'day') return days
  return [...days, ...(await figures.read({ ...query, to: ledger.zone.plusDays(to, -6), unit: 'week' }))]
}

/** How many cells a span has that were too small: of its whole weeks that are over, and of the days that are in none. */
async function leftOutOf({ storage: { figures } }: Parts, { zone }: Ledger, { from, to }: FigureWish): Promise<number> {
  const weeks = await figures.counted('week', from, zone.plusDays(to, -6))
  const mondays = new Set(weeks.map(({ date }) => date))
  const days = (await figures.counted('day', from, to)).filter(({ date }) => !mondays.has(mondayOf(date)))
  return [...weeks, ...days].reduce((sum, { leftOut }) => sum + leftOut, 0)
}

/** The first dates of the bars that a span is drawn in. */
export function stepsOf(ledger: Ledger, { from, to, step = 'day' }: FigureWish): readonly DateText[] {
  const first = stepper({ from, to, step })
  const dates = new Set<DateText>()
  for (let date = from; date <= to; date = ledger.zone.plusDays(date, 1)) dates.add(first(date))
  return [...dates]
}

/** Gives the first date of the bar that a date belongs to: never before the span itself. */
function stepper({ from, step = 'day' }: FigureWish): (date: DateText) => DateText {
  const later = (date: DateText) => (date < from ? from : date)
  if (step === 'day') return (date) => date
  if (step === 'month') return (date) => later(`${date.slice(0, 7)}-01`)
  return (date) => later(mondayOf(date))
}

function added(...rows: readonly (readonly Figure[])[]): readonly Figure[] {
  const sums = new Map<string, number>()
  for (const { part, count } of rows.flat()) sums.set(part, (sums.get(part) ?? 0) + count)
  return [...sums].map(([part, count]) => ({ part, count })).filter(({ count }) => count > 0)
}
