import type { HolidayQuestion } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { CalendarEntry } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import { entryLines } from '../forms/school.ts'
import { DayLines } from './day-form.tsx'
import { Form, Input, Seen, Select, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Empty } from './notice.tsx'
import { Section } from './section.tsx'
import type { TimetableProps } from './timetable-props.ts'
import { labelOf, wallTime } from './week-grid-parts.tsx'
import { Name, visible } from './words.tsx'

/** How many days to come are shown before the rest is folded away. */
const soonShown = 8
const regions = ['nl-noord', 'nl-midden', 'nl-zuid'] as const

/** Holidays to confirm, the days that differ, and the ways to bring in more: by hand, of a region, out of a file. */
export function CalendarSection(props: TimetableProps) {
  const { view, policy, toConfirm, today } = props
  const texts = view.t.office.timetable
  const { hours: t } = view.t.keeping
  const entries = policy.calendar.entries
    .map((entry, index) => ({ entry, index }))
    .toSorted((a, b) => (a.entry.from < b.entry.from ? -1 : 1))
  const past = entries.filter(({ entry }) => entry.to < today.date)
  const coming = entries.filter(({ entry }) => entry.to >= today.date)
  const [soon, later] = [coming.slice(0, soonShown), coming.slice(soonShown)]
  return (
    <Section id="calendar" title={texts.calendar}>
      <form id="remove-entry" method="post" action="/calendar/none/remove">
        <Seen view={view} />
      </form>
      <div class="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <div class="flex flex-col gap-5">
          {toConfirm.length > 0 && <ToConfirm view={view} questions={toConfirm} />}
          {coming.length === 0 ? (
            <Empty icon="calendar" title={texts.calendarNone} />
          ) : (
            <ul class="row-list">
              {soon.map((one) => (
                <Entry view={view} policy={policy} {...one} />
              ))}
            </ul>
          )}
          <Folded view={view} policy={policy} entries={later} title={t.later(later.length)} />
          <Folded view={view} policy={policy} entries={past} title={t.past(past.length)} />
        </div>
        <div class="flex flex-col gap-5">
          <EntryForm {...props} />
          <RegionForm view={view} policy={policy} />
          <a href="/calendar/file" class="link-row">
            <Icon name="calendar" />
            {t.file}
          </a>
        </div>
      </div>
    </Section>
  )
}

function Folded({
  view,
  policy,
  entries,
  title,
}: Pick<TimetableProps, 'view' | 'policy'> & {
  readonly entries: readonly Pick<EntryProps, 'entry' | 'index'>[]
  readonly title: string
}) {
  if (entries.length === 0) return null
  return (
    <details class="fold">
      <summary>{title}</summary>
      <ul class="row-list mt-2">
        {entries.map((one) => (
          <Entry view={view} policy={policy} {...one} />
        ))}
      </ul>
    </details>
  )
}

function ToConfirm({ view, questions }: { readonly view: View; readonly questions: readonly HolidayQuestion[] }) {
  const { hours: t } = view.t.keeping
  return (
    <section class="card-panel border-primary" aria-labelledby="confirm-heading">
      <h3 id="confirm-heading" class="font-bold">
        {t.confirm}
      </h3>
      <p class="text-muted">{t.confirmLead}</p>
      <ul class="mt-3 flex flex-col gap-4">
        {questions.map(({ id, name, from, to }) => (
          <li>
            <Form action="/calendar/holidays" class="flex flex-wrap items-end gap-3">
              <Seen view={view} />
              <input type="hidden" name="id" value={id} />
              <p class="w-full font-semibold">
                <Name>{view.say(name)}</Name>
              </p>
              <Input label={t.first} name="from" type="date" value={from} required />
              <Input label={t.last} name="to" type="date" value={to} />
              <div class="flex gap-2">
                <button
                  type="submit"
                  name="do"
                  value="yes"
                  class="btn btn-primary"
                  aria-label={visible(t.yesWhat(view.say(name)))}
                >
                  <Icon name="check" />
                  {t.yes}
                </button>
                <button
                  type="submit"
                  name="do"
                  value="not-here"
                  class="btn btn-ghost"
                  aria-label={visible(t.notHereWhat(view.say(name)))}
                >
                  {t.notHere}
                </button>
              </div>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface EntryProps {
  readonly view: View
  readonly policy: Policy
  readonly entry: CalendarEntry
  /** Its place in the policy, by which it is removed. */
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
        {entry.day && (
          <p class="text-sm text-muted tabular-nums">
            {entry.day
              .map((period) =>
                view.t.keeping.hours.day(wallTime(period.from), wallTime(period.to), labelOf(view, period)),
              )
              .join(', ')}
          </p>
        )}
      </div>
      <button
        type="submit"
        form="remove-entry"
        formaction={`/calendar/${index}/remove`}
        class="btn btn-ghost btn-square"
        aria-label={visible(texts.removeWhat(entry.name))}
      >
        <Icon name="bin" />
      </button>
    </li>
  )
}

function EntryForm({ view, policy, fields }: TimetableProps) {
  const texts = view.t.office.timetable
  const { hours: t } = view.t.keeping
  const kinds = (['holiday', 'study-day', 'special'] as const).map((kind) => ({ value: kind, text: texts[kind] }))
  return (
    <section class="card-panel" aria-label={texts.addEntry}>
      <Form action="/calendar">
        <Seen view={view} />
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
        <details class="fold" open={fields.has('from-0')}>
          <summary>{t.ownHours}</summary>
          <p class="mt-2 mb-2 text-sm text-muted">{t.ownHoursHint}</p>
          <DayLines view={view} count={entryLines} line={(index) => lineTyped(fields, index)} />
        </details>
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

const lineTyped = (fields: TimetableProps['fields'], index: number) =>
  fields.has(`from-${index}`)
    ? {
        from: fields.text(`from-${index}`),
        to: fields.text(`to-${index}`),
        kind: fields.text(`kind-${index}`),
        name: fields.text(`name-${index}`),
      }
    : undefined

function RegionForm({ view, policy }: Pick<TimetableProps, 'view' | 'policy'>) {
  const { hours: t } = view.t.keeping
  const { region } = policy.calendar
  const none = region === undefined ? [{ value: '', text: t.regionNone }] : []
  return (
    <Form action="/calendar/region" class="card-panel flex flex-wrap items-end gap-3">
      <Seen view={view} />
      <div class="min-w-40 flex-1">
        <Select
          label={t.region}
          name="region"
          value={region ?? ''}
          options={[...none, ...regions.map((value) => ({ value, text: t.regions[value] }))]}
        />
      </div>
      <button type="submit" class="btn btn-outline">
        {t.regionTake}
      </button>
    </Form>
  )
}
