import type { Overview, OverviewWish } from '../../src/app/figures/overview.ts'
import { isPart } from '../../src/app/figures/overview.ts'
import { auditWordsOf } from '../../src/app/record/audit.ts'
import type { View } from '../env.ts'
import type { SchoolDates } from '../forms/overview.ts'
import { lastCounted, overviewQuery, spanOf, spans, spanWith, stepped } from '../forms/overview.ts'
import { Bars } from './bars.tsx'
import { FileLinks } from './file-links.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty } from './notice.tsx'
import { OverviewFilter } from './overview-filter.tsx'
import { SpanBars } from './span-bars.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly overview: Overview
  readonly dates: SchoolDates
}

/** The overview of a span: three sentences, where the filter is in the way, then the figures and what the school did. */
export function WeekPage({ view, overview, dates }: Props) {
  const { t } = view
  const { wish } = overview
  const isEmpty = overview.total === 0 && overview.grants === 0 && overview.trend.length < 2
  return (
    <Layout view={view} title={t.week.title}>
      <Heading title={t.week.title} lead={t.week.span(view.moments.date(wish.from), view.moments.date(wish.to))}>
        <FileLinks view={view} path="/week" query={overviewQuery(wish)} />
      </Heading>
      <Spans view={view} wish={wish} dates={dates} />
      <OverviewFilter view={view} overview={overview} />
      {overview.goesOn && <p class="mb-4 text-muted">{t.week.untilYesterday}</p>}
      {isEmpty ? (
        <Empty icon="chart" title={t.week.nothing} next={t.week.nothingNext} />
      ) : (
        <Figures view={view} overview={overview} />
      )}
      <Did view={view} overview={overview} />
      <div class="mt-6 flex flex-col gap-2 text-sm text-muted">
        {overview.since !== undefined && wish.from < overview.since && (
          <p>{t.directing.overview.since(view.moments.date(overview.since))}</p>
        )}
        <p class="flex items-center gap-2">
          <Icon name="lock" class="size-4" />
          <span>
            {t.week.private} {overview.suppressed > 0 && t.week.suppressed(overview.suppressed)}
          </span>
        </p>
        <p>
          <a class="btn btn-ghost" href="/account#mail-heading">
            {t.directing.overview.mail}
          </a>
        </p>
      </div>
    </Layout>
  )
}

function Spans({
  view,
  wish,
  dates,
}: {
  readonly view: View
  readonly wish: OverviewWish
  readonly dates: SchoolDates
}) {
  const t = view.t.directing.overview
  const last = lastCounted(dates.zone, view.now)
  const now = spanOf(wish, dates)
  // From a week to its day is a step into it: to the last day with figures where that is in it, else to its first day.
  const of = wish.from <= last && last <= wish.to ? last : wish.from
  return (
    <nav class="mb-4 flex flex-wrap gap-2" aria-label={view.t.week.title}>
      <a class="chip" href={`/week${overviewQuery(stepped(wish, dates, -1))}`}>
        ← {t.earlier}
      </a>
      {spans.map((span) => (
        <a
          class="chip"
          href={`/week${overviewQuery({ ...wish, ...spanWith(span, of, dates) })}`}
          aria-current={span === now ? 'true' : undefined}
        >
          {t.spans[span]}
        </a>
      ))}
      {wish.to <= last && (
        <a class="chip" href={`/week${overviewQuery(stepped(wish, dates, 1))}`}>
          {t.later} →
        </a>
      )}
    </nav>
  )
}

function Figures({ view, overview }: Omit<Props, 'dates'>) {
  const { t, say } = view
  const texts = t.directing.overview
  const named = (rows: Overview['mostGranted']) => rows.map(({ name, count }) => ({ name: say(name), count }))
  const parts = (rows: Overview['byGroup']) => rows.map(({ name, ...rest }) => ({ ...rest, name: say(name) }))
  return (
    <div class="flex flex-col gap-6">
      <section class="week-words" aria-label={t.week.words}>
        {overview.words[view.language].map((sentence) => (
          <p>{sentence}</p>
        ))}
      </section>
      <section aria-labelledby="in-the-way">
        <h2 id="in-the-way" class="text-xl font-bold tracking-tight">
          {texts.inTheWay}
        </h2>
        <p class="mb-3 text-muted">
          {texts.inTheWayLead} {isPart(overview.wish) && texts.wholeSchool}
        </p>
        <div class="grid grid-cols-1 items-start gap-6 md:grid-cols-3">
          <Bars
            view={view}
            title={t.week.mostGranted}
            of={t.week.subject}
            rows={named(overview.mostGranted)}
            none={t.week.noGrants}
          />
          <Bars
            view={view}
            title={texts.mostRequested}
            of={t.week.subject}
            rows={named(overview.mostRequested)}
            none={texts.noRequests}
          />
          <Bars
            view={view}
            title={texts.mostRefused}
            of={t.week.subject}
            rows={named(overview.mostRefused)}
            none={texts.noRequests}
          />
        </div>
      </section>
      <SpanBars view={view} overview={overview} />
      <div class="grid grid-cols-1 items-start gap-6 md:grid-cols-2">
        <Bars
          view={view}
          title={texts.byKind}
          of={texts.kind}
          rows={overview.byKindOfTime.map(({ kind, ...rest }) => ({ ...rest, name: t.kinds[kind] }))}
        />
        <Bars
          view={view}
          title={texts.trend}
          of={texts.kind}
          rows={overview.trend.map(({ from, to, total, isYearAgo }) => ({
            name: `${view.moments.date(from)}${to === from ? '' : ` – ${view.moments.date(to)}`}${isYearAgo ? ` (${texts.yearAgo})` : ''}`,
            count: total,
          }))}
          inOrder
        />
        <Bars view={view} title={t.week.bySubject} of={t.week.subject} rows={parts(overview.bySubject)} />
        <Bars view={view} title={t.week.byGroup} of={t.week.group} rows={parts(overview.byGroup)} />
      </div>
    </div>
  )
}

function Did({ view, overview }: Omit<Props, 'dates'>) {
  const texts = view.t.directing.overview
  const { kinds } = view.t.directing.measures
  const ends = [
    ...overview.exclusions.map((one) => ({ ...one, what: kinds.exclusion })),
    ...overview.measures.map((one) => ({ ...one, what: kinds[one.kind], clause: undefined })),
  ].sort((a, b) => b.from - a.from)
  const facts = [
    [texts.grants, overview.grants],
    [texts.exclusions, overview.exclusions.length],
    [texts.measures, overview.measures.length],
    [texts.emergencies, overview.emergencies],
    [texts.unknown, overview.unknownDevices],
  ] as const
  return (
    <section class="mt-6 grid grid-cols-1 items-start gap-6 md:grid-cols-2" aria-labelledby="did-heading">
      <div class="card-panel">
        <h2 id="did-heading" class="section-title">
          {texts.actions}
        </h2>
        {isPart(overview.wish) && <p class="mb-3 text-sm text-muted">{texts.wholeSchool}</p>}
        <dl class="facts">
          {facts.map(([name, count]) => (
            <>
              <dt>{name}</dt>
              <dd class="text-end tabular-nums">{view.moments.number(count)}</dd>
            </>
          ))}
        </dl>
        <h3 class="mt-5 mb-1 font-semibold">{texts.ends}</h3>
        {ends.length === 0 && <p class="text-muted">{texts.noEnds}</p>}
        <ul class="flex flex-col gap-1 text-sm">
          {ends.map(({ what, from, until, clause }) => (
            <li>
              {what}: <Moment view={view} at={from} />
              {until !== undefined && (
                <>
                  {' '}
                  {view.t.until('')}
                  <Moment view={view} at={until} />
                </>
              )}
              {clause && ` · ${view.t.clause(clause)}`}
            </li>
          ))}
        </ul>
      </div>
      <div class="card-panel">
        <h2 class="section-title">{texts.looks}</h2>
        {overview.looks.length === 0 && <p class="text-muted">{texts.noLooks}</p>}
        <ul class="flex flex-col gap-2 text-sm">
          {overview.looks.map(({ at, by, action }) => (
            <li>
              <span class="text-muted">
                <Moment view={view} at={at} />
              </span>{' '}
              <Name>{by}</Name> {view.say(auditWordsOf(action))}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
