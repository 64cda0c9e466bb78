import type { WeekView } from '../../src/app/app.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'
import { Bars } from './bars.tsx'
import { DayBars } from './day-bars.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty } from './notice.tsx'
import { weekSentences } from './week-sentences.ts'

interface Props {
  readonly view: View
  readonly week: WeekView
  readonly before: WeekView
  readonly zone: SchoolZone
}

/** The week overview: three sentences, then the figures behind them. */
export function WeekPage({ view, week, before, zone }: Props) {
  const { t } = view
  const empty = week.total === 0 && week.mostGranted.length === 0
  return (
    <Layout view={view} title={t.week.title}>
      <Heading title={t.week.title} lead={t.week.span(view.moments.day(week.from), view.moments.day(week.until - 1))}>
        <WeekSteps view={view} week={week} zone={zone} />
      </Heading>
      {empty ? (
        <Empty icon="chart" title={t.week.nothing} next={t.week.nothingNext} />
      ) : (
        <div class="flex flex-col gap-6">
          <section class="week-words" aria-label={t.week.words}>
            {weekSentences(view, week, before).map((sentence) => (
              <p>{sentence}</p>
            ))}
          </section>
          <DayBars view={view} week={week} zone={zone} />
          <div class="grid grid-cols-1 items-start gap-6 md:grid-cols-2">
            <Bars
              view={view}
              title={t.week.bySubject}
              of={t.week.subject}
              rows={week.bySubject.map(({ name, count }) => ({ name, count }))}
            />
            <Bars
              view={view}
              title={t.week.byGroup}
              of={t.week.group}
              rows={week.byGroup.map(({ group, count }) => ({ name: view.say(group), count }))}
            />
            <Bars
              view={view}
              title={t.week.mostGranted}
              of={t.week.subject}
              rows={week.mostGranted.map(({ name, count }) => ({ name: view.say(name), count }))}
              none={t.week.noGrants}
            />
          </div>
        </div>
      )}
      <p class="mt-6 flex items-center gap-2 text-sm text-muted">
        <Icon name="lock" class="size-4" />
        {t.week.private} {week.suppressed > 0 && t.week.suppressed(week.suppressed)}
      </p>
    </Layout>
  )
}

function WeekSteps({ view, week, zone }: Omit<Props, 'before'>) {
  const first = zone.at(week.from).date
  const last = view.now < week.until
  return (
    <nav class="flex gap-2" aria-label={view.t.week.title}>
      <a class="btn btn-outline" href={`/week?of=${zone.plusDays(first, -7)}`}>
        ← {view.t.week.previous}
      </a>
      {!last && (
        <a class="btn btn-outline" href={`/week?of=${zone.plusDays(first, 7)}`}>
          {view.t.week.next} →
        </a>
      )}
    </nav>
  )
}
