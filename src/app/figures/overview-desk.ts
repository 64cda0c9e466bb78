import { FEWEST_DEVICES } from '../../reports/suppress.ts'
import type { WeekFigures } from '../../reports/week.ts'
import { auditActions, auditAreas } from '../../storage/audit-action.ts'
import type { KindOfTime } from '../../time/calendar.ts'
import type { DateText } from '../../time/school-time.ts'
import { isDate } from '../../time/school-time.ts'
import type { DeviceBook } from '../devices/device-book.ts'
import { isKnown } from '../devices/device-book.ts'
import type { Parts } from '../parts.ts'
import { mayActOnAll } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Overview, OverviewReader, OverviewWish } from './overview.ts'
import { longTable, overviewPaper } from './overview-paper.ts'
import { overviewWords } from './overview-words.ts'
import type { FigureWish, Step } from './span-figures.ts'
import { spanFigures, spanTotal } from './span-figures.ts'
import { daysOf, groupName, subjectName } from './week-figures.ts'

/** Most lines of a list. */
const LINES = 20
/** Most looks that are listed, the newest. */
const LOOKS = 50
const LONGEST = 800
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
  const dates = (from: DateText, to: DateText) => {
    const { zone } = ledger
    return { from, to, begins: zone.instantsOf(from, 0)[0]!, ends: zone.instantsOf(to, 1440)[0]! }
  }
  const weekWith = (at: number): OverviewWish => {
    const days = daysOf(ledger, at)
    return { from: days[0]!.date, to: days.at(-1)!.date }
  }

  return {
    weekWith,
    paper: (overview, language) => overviewPaper(overview, ledger, language, parts.clock()),
    table: (overview, language) => longTable(overview, ledger, language),

    async overview(person, wish) {
      if (!mayActOnAll(person)) return { ok: false, problem: 'not-allowed' }
      const length = lengthOf(wish)
      if (length === undefined) return { ok: false, problem: 'bad-overview-span' }
      const { begins, ends } = dates(wish.from, wish.to)
      const asked: FigureWish = figureWish(wish, stepFor(length))
      const since = (await storage.figures.firstDate()) ?? undefined
      const figures = await spanFigures(parts, ledger, book, asked)
      const before = spanBefore(ledger, wish, length, 1)
      const earlierTo = asFarAs(before, wish)
      const earlier = await spanFigures(parts, ledger, book, figureWish({ ...wish, from: before.from, to: earlierTo }))
      const granted = await storage.acts.tally(begins, ends)
      const facts = {
        ...shown(ledger, figures, earlier),
        grants: granted.reduce((sum, { all }) => sum + all, 0),
        mostGranted: granted
          .slice(0, LINES)
          .map(({ target, all }) => ({ name: ledger.wording.target(target), count: all })),
        mostRequested: (await storage.requests.counts(wish.from, wish.to))
          .filter(({ count }) => count >= FEWEST_DEVICES)
          .slice(0, LINES)
          .map(({ target, count }) => ({ name: ledger.wording.target(target), count })),
      }
      const { type } = ledger.policy.school
      const value: Overview = {
        ...facts,
        wish,
        step: asked.step ?? 'day',
        bars: figures.days.map((day) => ({ ...day })),
        trend: await trendOf(wish, length, figures.total),
        mostRefused: await refused(begins, ends),
        ...(await acts(begins, ends)),
        looks: await looks(begins, ends),
        unknownDevices: book.all().filter((device) => !isKnown(device)).length,
        suppressed: figures.suppressed,
        ...(since === undefined ? {} : { since }),
        words: { nl: overviewWords(facts, type, 'nl'), en: overviewWords(facts, type, 'en') },
        choices: {
          groups: ledger.policy.groups.map(({ id, name }) => ({ id, name })),
          subjects: await subjectsOf(wish, figures),
        },
      }
      return { ok: true, value }
    },
  }

  /** A span that runs is held against as much of the one before, not against all of it: the last date of that. */
  function asFarAs(before: { readonly from: DateText; readonly to: DateText }, wish: OverviewWish): DateText {
    const today = ledger.zone.at(parts.clock()).date
    const left = today < wish.from ? 0 : Math.max(0, daysBetween(today, wish.to))
    const to = ledger.zone.plusDays(before.to, -left)
    // Dates are text: the later of two comes last.
    return [before.from, to].toSorted()[1] ?? to
  }

  /** The spans before this one, and the same one a year ago, as far as there are figures. */
  async function trendOf(wish: OverviewWish, length: number, total: number): Promise<Overview['trend']> {
    const spans = Array.from({ length: TREND }, (_, i) => ({ ...spanBefore(ledger, wish, length, TREND - i) }))
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

  async function refused(begins: number, ends: number): Promise<Overview['mostRefused']> {
    const said = await storage.audit.find({ actions: ['request-refused'], from: begins, until: ends, limit: 10_000 })
    const counts = new Map<string, number>()
    for (const { subject, detail } of said)
      counts.set(
        subject,
        (counts.get(subject) ?? 0) + (typeof detail?.['devices'] === 'number' ? detail['devices'] : 1),
      )
    return [...counts]
      .filter(([, count]) => count >= FEWEST_DEVICES)
      .sort(([, a], [, b]) => b - a)
      .slice(0, LINES)
      .map(([key, count]) => ({ name: askedName(ledger, key), count }))
  }

  /** Exclusions and measures that ran in the span, and how many emergencies were begun. */
  async function acts(begins: number, ends: number) {
    const { acts: kept, measures } = storage
    // An exclusion lasts a school year at most.
    const excluded = await kept.history('exclusion', begins - 366 * 24 * 3600_000, ends)
    const taken = await measures.since(begins - 366 * 24 * 3600_000)
    const ran = (from: number, until: number | undefined) => from < ends && (until ?? from + 1) > begins
    return {
      emergencies: (await kept.history('emergency', begins, ends)).length,
      exclusions: excluded
        .map(({ from, until, endedAt, clause }) => ({
          ...{ from, until: Math.min(until, endedAt ?? until) },
          ...(clause === undefined ? {} : { clause }),
        }))
        .filter(({ from, until }) => ran(from, until)),
      measures: taken
        .map(({ kind, from, until, endedAt }) => {
          const end = endedAt ?? until
          return { kind, from, ...(end === undefined ? {} : { until: end }) }
        })
        .filter(({ kind, from, until }) => kind !== 'exclusion' && ran(from, until)),
    }
  }

  async function looks(begins: number, ends: number): Promise<Overview['looks']> {
    const actions = auditActions.filter(
      (action) => auditAreas[action] === 'looks' || action === 'incident-looked-at' || action === 'incident-printed',
    )
    const found = await storage.audit.find({ actions, from: begins, until: ends, limit: LOOKS })
    return found.map(({ at, by, action }) => ({ at, by: by?.name ?? '', action }))
  }

  /** The subjects that can be chosen: those of the span as a whole, not only of the part that is chosen now. */
  async function subjectsOf(wish: OverviewWish, figures: WeekFigures) {
    const isPart = wish.subject !== undefined || wish.group !== undefined || wish.kind !== undefined
    const of = isPart ? await spanFigures(parts, ledger, book, { from: wish.from, to: wish.to }) : figures
    const ids = new Set([...(wish.subject === undefined ? [] : [wish.subject]), ...of.subjects.map(({ part }) => part)])
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

/** How many days a span has; undefined where it is none, or too long. */
function lengthOf({ from, to }: OverviewWish): number | undefined {
  if (!isDate(from) || !isDate(to) || from > to) return undefined
  const days = daysBetween(from, to) + 1
  return days <= LONGEST ? days : undefined
}

const daysBetween = (from: DateText, to: DateText): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / (24 * 3600_000))

const stepFor = (days: number): Step => (days <= 31 ? 'day' : days <= 190 ? 'week' : 'month')

/** The span of the same length `back` times before: whole weeks earlier, so that school days meet school days; of a month, the month. */
function spanBefore({ zone }: Ledger, { from, to }: OverviewWish, length: number, back: number) {
  const isMonth = from.endsWith('-01') && zone.plusDays(to, 1).endsWith('-01') && length <= 31
  if (isMonth) {
    const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 - back
    const first = (of: number) => `${Math.floor(of / 12)}-${String((of % 12) + 1).padStart(2, '0')}-01`
    return { from: first(months), to: zone.plusDays(first(months + 1), -1) }
  }
  const days = Math.ceil(length / 7) * 7 * back
  return { from: zone.plusDays(from, -days), to: zone.plusDays(to, -days) }
}

/** What people call what was asked for, of the key that the audit has. */
function askedName({ wording }: Ledger, key: string) {
  const [kind, id = ''] = key.split(/:(.*)/s)
  return kind === 'platform' ? wording.target({ kind, id }) : { nl: id || key, en: id || key }
}
