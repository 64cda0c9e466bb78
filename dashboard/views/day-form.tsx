import type { Refusal } from '../../src/app/app.ts'
import type { SchoolDay, Timetable } from '../../src/time/calendar.ts'
import type { Weekday } from '../../src/time/school-time.ts'
import type { View } from '../env.ts'
import type { DayLine } from '../forms/school.ts'
import { BackLink } from './device.tsx'
import { Form, Seen } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { wallTime } from './week-grid.tsx'

/** How many lines the form has: a secondary school's nine hours, their breaks, and some room. */
export const linesShown = 16

interface Props {
  readonly view: View
  readonly timetable: Timetable
  readonly weekday: Weekday
  readonly lines: readonly DayLine[] | 'off'
  readonly problem: Refusal | undefined
}

/** Writes a day of a timetable as the lines of the form. */
export function linesOf(day: SchoolDay | 'off' | undefined): readonly DayLine[] | 'off' {
  if (day === 'off') return 'off'
  return (day ?? []).map(({ from, to, kind, free }) => ({
    from: wallTime(from),
    to: wallTime(to),
    kind: free ? 'free' : kind,
  }))
}

/** The form for one day of a timetable. */
export function DayPage({ view, timetable, weekday, lines, problem }: Props) {
  const texts = view.t.office.timetable
  const back = `/timetable?id=${encodeURIComponent(timetable.id)}`
  return (
    <Layout view={view} title={texts.edit(texts.days[weekday])}>
      <BackLink href={back} text={texts.back} />
      <Heading title={texts.editTitle(texts.days[weekday], view.say(timetable.name))} lead={texts.editLead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="card-panel max-w-2xl">
        <Form action={`/timetable/${encodeURIComponent(timetable.id)}/${weekday}`}>
          <Seen view={view} />
          <label class="tick self-start">
            <input
              type="checkbox"
              class="checkbox checkbox-primary checkbox-sm"
              name="off"
              value="on"
              checked={lines === 'off'}
            />
            {texts.noSchool}
          </label>
          <ol class="flex flex-col gap-2">
            {Array.from({ length: linesShown }, (_, index) => (
              <Line view={view} index={index} line={lines === 'off' ? undefined : lines[index]} />
            ))}
          </ol>
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
    <li class="grid grid-cols-[1.5rem_1fr_1fr_1.2fr] items-center gap-2">
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
