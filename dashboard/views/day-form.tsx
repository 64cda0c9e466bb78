import { NORMAL, type Refusal } from '../../src/app/app.ts'
import type { BellSchedule } from '../../src/policy/policy.ts'
import type { SchoolDay, Timetable } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'
import type { DayLine } from '../forms/school.ts'
import { BackLink } from './device.tsx'
import { Form, Seen, Tick, Ticks } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { weekdaysInOrder } from './week-grid.tsx'
import { wallTime } from './week-grid-parts.tsx'

/** How many lines the form may have: a secondary school's nine hours, their breaks, and some room. */
export const linesShown = 20
const spareLines = 4

interface Props {
  readonly view: View
  readonly timetable: Timetable
  readonly weekday: Weekday
  readonly bells: BellSchedule
  readonly schoolDays: readonly Weekday[]
  /** Undefined: not filled in, or under other bells as on normal days. */
  readonly lines: readonly DayLine[] | 'off' | undefined
  readonly problem: Refusal | undefined
}

/** Writes a day of a timetable as the lines of the form. */
export function linesOf(day: SchoolDay | 'off' | undefined): readonly DayLine[] | 'off' | undefined {
  if (day === 'off' || day === undefined) return day
  return day.map(({ from, to, kind, free, name }) => ({
    from: wallTime(from),
    to: to === 1440 ? '24:00' : wallTime(to),
    kind: free ? 'free' : kind,
    name: name ?? '',
  }))
}

/** The form for one day of a timetable, and for others that are to be the same. */
export function DayPage({ view, timetable, weekday, bells, schoolDays, lines, problem }: Props) {
  const texts = view.t.office.timetable
  const { hours: t } = view.t.keeping
  const isNormal = bells.id === NORMAL
  const back = `/timetable?id=${encodeURIComponent(timetable.id)}&bells=${encodeURIComponent(bells.id)}`
  const of = isNormal ? view.say(timetable.name) : `${view.say(timetable.name)}, ${view.say(bells.name)}`
  const shown = lines === 'off' ? (linesFrom(timetable, bells, weekday) ?? []) : (lines ?? [])
  const others = weekdaysInOrder.filter((day, index) => day !== weekday && (index < 5 || schoolDays.includes(day)))
  return (
    <Layout view={view} title={texts.edit(texts.days[weekday])}>
      <BackLink href={back} text={texts.back} />
      <Heading title={texts.editTitle(texts.days[weekday], of)} lead={texts.editLead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="card-panel max-w-3xl">
        <Form action={`/timetable/${encodeURIComponent(timetable.id)}/${weekday}`}>
          <Seen view={view} />
          <input type="hidden" name="bells" value={bells.id} />
          <div class="flex flex-wrap gap-2">
            <Tick class="self-start" name="off" label={texts.noSchool} checked={lines === 'off'} />
            {!isNormal && (
              <Tick class="self-start" name="as-normal" label={t.asNormalOption} checked={lines === undefined} />
            )}
          </div>
          <DayLines
            view={view}
            count={Math.min(linesShown, Math.max(8, shown.length + spareLines))}
            line={(index) => shown[index]}
          />
          <Ticks
            label={t.alsoOn}
            name="also"
            hint={t.alsoOnHint}
            options={others.map((day) => ({ value: day, text: texts.days[day] }))}
            values={[]}
          />
          <div class="flex gap-2">
            <button type="submit" class="btn btn-primary">
              {view.t.save}
            </button>
            <a href={back} class="btn btn-ghost">
              {view.t.cancel}
            </a>
          </div>
        </Form>
      </div>
    </Layout>
  )
}

/** A day without school shows the hours it would have, so that unticking it brings them back. */
function linesFrom(timetable: Timetable, bells: BellSchedule, weekday: Weekday): readonly DayLine[] | undefined {
  const lines = bells.id === NORMAL ? undefined : linesOf(timetable.days[weekday])
  return lines === 'off' ? undefined : lines
}

/** Numbered lines for periods: from, to, kind and name. */
export function DayLines({
  view,
  count,
  line,
}: {
  readonly view: View
  readonly count: number
  readonly line: (index: number) => DayLine | undefined
}) {
  return (
    <ol class="flex flex-col gap-3 md:gap-2">
      {Array.from({ length: count }, (_, index) => (
        <Line view={view} index={index} line={line(index)} />
      ))}
    </ol>
  )
}

function Line({
  view,
  index,
  line,
}: {
  readonly view: View
  readonly index: number
  readonly line: DayLine | undefined
}) {
  const texts = view.t.office.timetable
  const of = texts.period(index + 1)
  return (
    <li class="grid grid-cols-[1.5rem_1fr_1fr_1.2fr] items-center gap-2 md:grid-cols-[1.5rem_6rem_6rem_9rem_1fr]">
      <span class="text-sm text-muted tabular-nums" aria-hidden="true">
        {index + 1}
      </span>
      <Time name={`from-${index}`} value={line?.from} label={`${of}: ${texts.from}`} />
      <Time name={`to-${index}`} value={line?.to} label={`${of}: ${texts.to}`} />
      <select class="select w-full" name={`kind-${index}`} aria-label={`${of}: ${texts.kind}`}>
        {(['lesson', 'break', 'free', 'inloop'] as const).map((kind) => (
          <option value={kind} selected={line?.kind === kind}>
            {kind === 'free' ? texts.free : view.t.kinds[kind]}
          </option>
        ))}
      </select>
      <input
        class="input col-span-3 col-start-2 w-full md:col-span-1 md:col-start-auto"
        name={`name-${index}`}
        value={line?.name ?? ''}
        aria-label={`${of}: ${view.t.keeping.hours.periodName}`}
        placeholder={view.t.keeping.hours.periodName}
        maxlength={40}
        autocomplete="off"
      />
    </li>
  )
}

/** Plain text, not an input of kind `time`: browsers show that one in their own language, with am and pm for some. */
function Time({
  name,
  value = '',
  label,
}: {
  readonly name: string
  readonly value: string | undefined
  readonly label: string
}) {
  return (
    <input
      class="input w-full tabular-nums"
      name={name}
      value={value}
      aria-label={label}
      placeholder="08:30"
      pattern="[0-2]?[0-9][:.]?[0-5][0-9]"
      maxlength={5}
      autocomplete="off"
    />
  )
}
