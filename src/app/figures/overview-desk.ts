import { FEWEST_DEVICES } from '../../reports/suppress.ts'
import type { WeekFigures } from '../../reports/week.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { Term } from '../../time/terms.ts'
import { termOf } from '../../time/terms.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { isKnown } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { FigureWish, Step } from './figure-wish.ts'
import type { Overview, OverviewReader, OverviewWish } from './overview.ts'
import { isPart } from './overview.ts'
import { actsIn } from './overview-acts.ts'
import { longTable, overviewPaper } from './overview-paper.ts'
import { daysPast, heldAgainst, lengthOf, spanBefore, stepFor } from './overview-spans.ts'
import { overviewWords } from './overview-words.ts'
import { spanFigures, spanSubjects, spanTotal } from './span-figures.ts'
import { daysOf, groupName, subjectName } from './week-figures.ts'

/** Most lines of a list. */
const LINES = 20
/** How many earlier spans the trend has. */
const TREND = 8
const kindsOf: Readonly<Record<NonNullable<OverviewWish['kind']>, readonly KindOfTime[]>> = {
  lesson: ['lesson'],
  break: ['break', 'inloop'],
  outside: ['outside'],
}

/** The director's figures, of any span. */
export function overviewReader(parts: Parts, ledger: Ledger, book: DeviceBook): OverviewReader {
  const { storage } = parts

  return {
    weekWith(at) {
      const days = daysOf(ledger, at)
      return { from: days[0]!.date, to: days.at(-1)!.date }
    },
    term: (date, way) => termOf(ledger.policy.calendar, date, way),
    paper: (overview, language) => overviewPaper(overview, ledger, language, parts.clock()),
    table: (overview, language) => longTable(overview, ledger, language),

    async overview(person, wish) {
      if (!mayActOnAll(person)) return { ok: false, problem: 'not-allowed' }
      const length = lengthOf(wish)
      if (length === undefined) return { ok: false, problem: 'bad-overview-span' }
      const { zone } = ledger
      // Of a day there are figures when it is over.
      const last = zone.plusDays(zone.at(parts.clock()).date, -1)
      const [begins, ends] = [zone.instantsOf(wish.from, 0)[0]!, zone.instantsOf(wish.to, 1440)[0]!]
      const asked: FigureWish = figureWish(wish, stepFor(length))
      const since = (await storage.figures.firstDate()) ?? undefined
      const figures = await spanFigures(parts, ledger, book, asked)
      const before = heldAgainst(ledger, wish, last)
      const earlier = await spanFigures(parts, ledger, book, figureWish({ ...wish, ...before }))
      const facts = {
        ...shown(ledger, figures, earlier),
        days: { now: daysPast(wish, last), before: lengthOf(before) ?? length },
        // Dates are text: the earlier of two comes first.
        ...(await inTheWay({ from: wish.from, to: [wish.to, last].toSorted()[0]! }, begins, ends)),
      }
      const words = (language: 'nl' | 'en') =>
        overviewWords(facts, ledger.policy.school.type, language, isPart(wish) ? 'part' : 'all')
      const value: Overview = {
        ...facts,
        wish,
        step: asked.step ?? 'day',
        bars: figures.days.map((day) => ({ ...day })),
        trend: await trendOf(wish, figures.total),
        ...(await actsIn(parts, begins, ends)),
        unknownDevices: book.all().filter((device) => !isKnown(device)).length,
        suppressed: figures.suppressed,
        goesOn: wish.to > last,
        ...(since === undefined ? {} : { since }),
        words: { nl: words('nl'), en: words('en') },
        choices: {
          groups: ledger.policy.groups.map(({ id, name }) => ({ id, name })),
          subjects: await subjectsOf(wish, figures),
        },
      }
      return { ok: true, value }
    },
  }

  /** What was opened for classes and groups, and what five devices or more asked for, or were refused, on one day that is over. Of the whole school, always. */
  async function inTheWay({ from, to }: Term, begins: number, ends: number) {
    const granted = await storage.acts.tally(begins, ends)
    const requests = await storage.requests.counts(from, to, FEWEST_DEVICES)
    const most = (
      counts: readonly { readonly target: (typeof requests)[number]['target']; readonly count: number }[],
    ) =>
      counts
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count)
        .slice(0, LINES)
        .map(({ target, count }) => ({ name: ledger.wording.target(target), count }))
    return {
      grants: granted.reduce((sum, { all }) => sum + all, 0),
      mostGranted: most(granted.map(({ target, all }) => ({ target, count: all }))),
      mostRequested: most(requests.map(({ target, asked }) => ({ target, count: asked }))),
      mostRefused: most(requests.map(({ target, refused }) => ({ target, count: refused }))),
    }
  }

  /** The spans before this one, and the same one a year ago, as far as there are figures. */
  async function trendOf(wish: OverviewWish, total: number): Promise<Overview['trend']> {
    const spans = Array.from({ length: TREND }, (_, i) => spanBefore(ledger, wish, TREND - i))
    const yearAgo = { from: ledger.zone.plusDays(wish.from, -364), to: ledger.zone.plusDays(wish.to, -364) }
    const all = [...(yearAgo.from < spans[0]!.from ? [{ ...yearAgo, isYearAgo: true as const }] : []), ...spans]
    const totals = await Promise.all(
      all.map(async (span) => ({
        ...span,
        total: await spanTotal(parts, ledger, book, figureWish({ ...wish, from: span.from, to: span.to })),
      })),
    )
    const first = totals.findIndex((span) => span.total > 0)
    return [...(first === -1 ? [] : totals.slice(first)), { from: wish.from, to: wish.to, total }]
  }

  /** The subjects that can be chosen: those of the span as a whole, not only of the part that is chosen now. */
  async function subjectsOf(wish: OverviewWish, figures: WeekFigures) {
    const { from, to } = wish
    const of = isPart(wish) ? await spanSubjects(parts, ledger, { from, to }) : figures.subjects.map(({ part }) => part)
    const ids = new Set([...(wish.subject === undefined ? [] : [wish.subject]), ...of])
    return [...ids].map((id) => ({ id, name: subjectName(ledger, id) }))
  }
}

function shown(ledger: Ledger, figures: WeekFigures, earlier: WeekFigures) {
  const withBefore = (now: readonly { part: string; count: number }[], then: typeof now, name: typeof groupName) =>
    now.map(({ part, count }) => {
      const before = then.find((other) => other.part === part)?.count
      return { id: part, name: name(ledger, part), count, ...(before === undefined ? {} : { before }) }
    })
  return {
    total: figures.total,
    ...(earlier.total === 0 ? {} : { before: earlier.total }),
    byKindOfTime: figures.kinds.map(({ kind, count }) => {
      const before = earlier.kinds.find((other) => other.kind === kind)?.count
      return { kind, count, ...(before === undefined ? {} : { before }) }
    }),
    byGroup: withBefore(figures.groups, earlier.groups, groupName),
    bySubject: withBefore(figures.subjects.slice(0, LINES), earlier.subjects, subjectName),
  }
}

const figureWish = ({ from, to, kind, group, subject }: OverviewWish, step?: Step): FigureWish => ({
  from,
  to,
  ...(kind === undefined ? {} : { kinds: kindsOf[kind] }),
  ...(group === undefined ? {} : { group }),
  ...(subject === undefined ? {} : { subject }),
  ...(step === undefined ? {} : { step }),
})
