import { NORMAL } from '../../src/app/app.ts'
import type { SchoolWeek, Timetable } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import { AddBells, RemoveBells, TodayDifferent } from './bells.tsx'
import { CalendarSection } from './calendar.tsx'
import { Form, Seen } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import type { TimetableProps } from './timetable-props.ts'
import { Timetables } from './timetables.tsx'
import { dayInWords, shownDays, WeekGrid } from './week-grid.tsx'
import { DayInputs } from './week-grid-parts.tsx'
import { Name } from './words.tsx'

/** "Vandaag anders", the week as a picture to drag and as a list, and the days that differ from it. */
export function TimetablePage(props: TimetableProps) {
  const { view, chosen, problem } = props
  const texts = view.t.office.timetable
  return (
    <Layout view={view} title={view.t.nav.timetable}>
      <Heading title={view.t.nav.timetable} lead={texts.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-8">
        <TodayDifferent {...props} />
        {chosen ? (
          <section aria-labelledby="week-heading">
            <h2 id="week-heading" class="section-title">
              <Name>{view.say(chosen.name)}</Name>
            </h2>
            <Choosers {...props} chosen={chosen} />
            <Followers {...props} chosen={chosen} />
            <Week {...props} chosen={chosen} />
          </section>
        ) : (
          <Empty icon="calendar" title={texts.none} next={texts.noneNext} />
        )}
        <Timetables {...props} />
        <CalendarSection {...props} />
      </div>
    </Layout>
  )
}

interface ChosenProps extends TimetableProps {
  readonly chosen: Timetable
}

function Choosers({ view, policy, chosen, schedules, bells }: ChosenProps) {
  const address = (id: string, schedule: string) =>
    `/timetable?id=${encodeURIComponent(id)}&bells=${encodeURIComponent(schedule)}`
  return (
    <div class="mb-4 flex flex-col gap-3">
      {policy.timetables.length > 1 && (
        <nav aria-label={view.t.office.timetable.choose} class="flex flex-wrap gap-2">
          {policy.timetables.map(({ id, name }) => (
            <a href={address(id, bells.id)} class="chip" aria-current={id === chosen.id ? 'page' : undefined}>
              <Name>{view.say(name)}</Name>
            </a>
          ))}
        </nav>
      )}
      {schedules.length > 1 && (
        <nav aria-label={view.t.keeping.hours.bells} class="tab-row">
          {schedules.map(({ id, name }) => (
            <a href={address(chosen.id, id)} class="role-tab" aria-current={id === bells.id ? 'page' : undefined}>
              <Name>{view.say(name)}</Name>
            </a>
          ))}
        </nav>
      )}
    </div>
  )
}

/** The classes that have these hours as their own, and the way to choose them. */
function Followers({ view, policy, chosen }: ChosenProps) {
  const { timetable: t } = view.t.office
  const own = policy.classes.filter(({ timetable }) => timetable === chosen.id)
  return (
    <p class="mb-4 text-sm">
      {own.length > 0 && (
        <>
          {t.ownOf}{' '}
          {own.map(({ id, name }, i) => (
            <>
              {i > 0 && ', '}
              <a class="link" href={`/classes/${encodeURIComponent(id)}`}>
                <Name>{name}</Name>
              </a>
            </>
          ))}
          {'. '}
        </>
      )}
      <a class="link" href="/classes">
        {t.chooseOwn}
      </a>
    </p>
  )
}

function Week(props: ChosenProps) {
  const { view, policy, chosen, bells } = props
  const { hours: t } = view.t.keeping
  const { schoolDays } = policy.calendar
  const isNormal = bells.id === NORMAL
  const own: SchoolWeek = isNormal ? chosen.days : (chosen.schedules?.[bells.id] ?? {})
  const shown: SchoolWeek = { ...chosen.days, ...own }
  const faint = isNormal ? [] : shownDays(shown, schoolDays).filter((day) => own[day] === undefined)
  const name = isNormal ? view.say(chosen.name) : `${view.say(chosen.name)}, ${view.say(bells.name)}`
  return (
    <div class="flex flex-col gap-5">
      <Form action={`/timetable/${encodeURIComponent(chosen.id)}`} class="card-panel hidden flex-col gap-3 md:flex">
        <Seen view={view} />
        <input type="hidden" name="bells" value={bells.id} />
        <p class="js-only text-sm text-muted">{t.gridLead}</p>
        {shownDays(own, []).map((day) => {
          const periods = own[day]
          return Array.isArray(periods) && <DayInputs weekday={day} day={periods} />
        })}
        <WeekGrid view={view} week={shown} name={name} schoolDays={schoolDays} faint={faint} draggable />
        <div class="when-changed flex flex-wrap items-center gap-2" role="status">
          <span class="tag tag-warning">{t.unsaved}</span>
          <button type="submit" class="btn btn-primary">
            {t.saveWeek}
          </button>
          <button type="reset" class="btn btn-ghost">
            {t.resetWeek}
          </button>
        </div>
      </Form>
      <WeekList view={view} policy={policy} chosen={chosen} bells={bells} shown={shown} faint={faint} />
      <div class="flex flex-wrap items-start gap-x-8 gap-y-3">
        <AddBells {...props} />
        {!isNormal && <RemoveBells view={view} bells={bells} />}
      </div>
    </div>
  )
}

function WeekList({
  view,
  policy,
  chosen,
  bells,
  shown,
  faint,
}: Pick<ChosenProps, 'view' | 'policy' | 'chosen' | 'bells'> & {
  readonly shown: SchoolWeek
  readonly faint: readonly Weekday[]
}) {
  const texts = view.t.office.timetable
  const { schoolDays } = policy.calendar
  return (
    <ul class="row-list">
      {shownDays(shown, schoolDays).map((day) => (
        <li class="row">
          <div class="min-w-0 flex-1">
            <p class="font-semibold first-letter:uppercase">
              {texts.days[day]}
              {faint.includes(day) && <span class="tag ms-2">{view.t.keeping.hours.asNormal}</span>}
            </p>
            <p class="text-sm text-muted">{dayInWords(view, shown[day], schoolDays.includes(day))}</p>
          </div>
          <a
            class="btn btn-outline"
            href={`/timetable/${encodeURIComponent(chosen.id)}/${day}?bells=${encodeURIComponent(bells.id)}`}
            aria-label={texts.edit(texts.days[day])}
          >
            {view.t.office.people.change}
          </a>
        </li>
      ))}
    </ul>
  )
}
