import type { Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { CalendarEntry, Timetable } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Seen, Select, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { WeekGrid, WeekTable } from './week-grid.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly chosen: Timetable | undefined
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The week as a picture and as a list, and the days that differ from it. */
export function TimetablePage(props: Props) {
  const { view, policy, chosen, problem } = props
  const texts = view.t.office.timetable
  return (
    <Layout view={view} title={view.t.nav.timetable}>
      <Heading title={view.t.nav.timetable} lead={texts.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-8">
        {chosen ? (
          <section aria-labelledby="week-heading">
            <Chooser {...props} />
            <h2 id="week-heading" class="section-title">
              <Name>{view.say(chosen.name)}</Name>
            </h2>
            <div class="flex flex-col gap-5">
              <div class="card-panel hidden md:block">
                <WeekGrid view={view} timetable={chosen} schoolDays={policy.calendar.schoolDays} />
              </div>
              <WeekTable view={view} timetable={chosen} schoolDays={policy.calendar.schoolDays} />
            </div>
          </section>
        ) : (
          <Empty icon="calendar" title={texts.none} next={texts.noneNext} />
        )}
        <Days {...props} />
      </div>
    </Layout>
  )
}

function Chooser({ view, policy, chosen }: Props) {
  if (policy.timetables.length < 2) return null
  return (
    <nav aria-label={view.t.office.timetable.choose} class="mb-4 flex flex-wrap gap-2">
      {policy.timetables.map(({ id, name }) => (
        <a
          href={`/timetable?id=${encodeURIComponent(id)}`}
          class="chip"
          aria-current={id === chosen?.id ? 'page' : undefined}
        >
          <Name>{view.say(name)}</Name>
        </a>
      ))}
    </nav>
  )
}

function Days({ view, policy, fields }: Props) {
  const texts = view.t.office.timetable
  const { entries } = policy.calendar
  return (
    <section aria-labelledby="calendar-heading">
      <h2 id="calendar-heading" class="section-title">
        {texts.calendar}
      </h2>
      <div class="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        {entries.length === 0 ? (
          <Empty icon="calendar" title={texts.calendarNone} />
        ) : (
          <ul class="row-list">
            {entries.map((entry, index) => (
              <Entry view={view} policy={policy} entry={entry} index={index} />
            ))}
          </ul>
        )}
        <EntryForm view={view} policy={policy} fields={fields} />
      </div>
    </section>
  )
}

interface EntryProps {
  readonly view: View
  readonly policy: Policy
  readonly entry: CalendarEntry
  readonly index: number
}

function Entry({ view, policy, entry, index }: EntryProps) {
  const texts = view.t.office.timetable
  const { moments } = view
  const classes = policy.classes.filter(({ id }) => entry.classes?.includes(id)).map(({ name }) => name)
  return (
    <li class="row">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <Name>{entry.name}</Name>
        </p>
        <p class="text-sm text-muted">
          {moments.date(entry.from)}
          {entry.from !== entry.to && ` – ${moments.date(entry.to)}`}
          {' · '}
          {texts[entry.kind]}
          {entry.unconfirmed && ` (${texts.unconfirmed})`}
          {classes.length > 0 && <Name>{` · ${classes.join(', ')}`}</Name>}
        </p>
      </div>
      <form method="post" action={`/calendar/${index}/remove`}>
        <Seen view={view} />
        <button type="submit" class="btn btn-ghost btn-square" aria-label={texts.removeWhat(entry.name)}>
          <Icon name="bin" />
        </button>
      </form>
    </li>
  )
}

function EntryForm({ view, policy, fields }: Pick<Props, 'view' | 'policy' | 'fields'>) {
  const texts = view.t.office.timetable
  const kinds = (['holiday', 'study-day', 'special'] as const).map((kind) => ({ value: kind, text: texts[kind] }))
  return (
    <section class="card-panel" aria-label={texts.addEntry}>
      <Form action="/calendar">
        <Input
          label={texts.what}
          name="name"
          value={fields.text('name')}
          hint={texts.whatHint}
          required
          maxlength={80}
        />
        <div class="grid grid-cols-2 gap-3">
          <Input label={texts.first} name="from" type="date" value={fields.text('from')} required />
          <Input label={texts.last} name="to" type="date" value={fields.text('to')} />
        </div>
        <Select label={texts.kind} name="kind" options={kinds} value={fields.text('kind')} />
        {policy.classes.length > 0 && (
          <Ticks
            label={texts.forClasses}
            name="class"
            hint={texts.forClassesHint}
            options={policy.classes.map(({ id, name }) => ({ value: id, text: name }))}
            values={fields.all('class')}
          />
        )}
        <button type="submit" class="btn btn-primary self-start">
          <Icon name="plus" />
          {texts.addEntry}
        </button>
      </Form>
    </section>
  )
}
