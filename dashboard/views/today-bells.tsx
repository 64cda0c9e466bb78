import type { TimetableNow } from '../../src/app/app.ts'
import type { BellSchedule } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Section } from './today-section.tsx'
import { Name } from './words.tsx'

/** Which bells the school follows today, and what its timetables say now. */
export interface BellsToday {
  readonly timetables: readonly TimetableNow[]
  readonly schedules: readonly BellSchedule[]
  readonly school: string
  readonly classes: readonly { readonly schedule: string; readonly names: string }[]
}

/** More than this many timetables are behind a line. */
const SHOWN = 6

/** Which hours hold today, by each timetable, and other ones in two taps. */
export function BellsNow({ view, bells }: { readonly view: View; readonly bells: BellsToday }) {
  const t = view.t.box.today
  const nameOf = (id: string) => {
    const found = bells.schedules.find((schedule) => schedule.id === id)
    return found ? view.say(found.name) : id
  }
  const others = bells.schedules.filter(({ id }) => id !== 'normal' && id !== bells.school)
  return (
    <Section title={t.bells} id="bells">
      <div class="card-panel flex flex-col gap-3">
        <p class="font-medium">
          <Name>{bells.school === 'normal' ? t.bellsNormal : t.bellsOther(nameOf(bells.school))}</Name>
        </p>
        {bells.classes.map(({ schedule, names }) => (
          <p>
            <Name>{t.bellsFor(nameOf(schedule), names)}</Name>
          </p>
        ))}
        <Timetables view={view} timetables={bells.timetables} />
        {bells.school !== 'normal' && <BellForm schedule="" text={t.back} />}
        {others.length > 0 && (
          <details>
            <summary class="btn btn-outline">{t.other}</summary>
            <div class="mt-3 flex flex-wrap gap-3">
              {others.map(({ id, name }) => (
                <BellForm schedule={id} text={t.set(view.say(name))} />
              ))}
            </div>
          </details>
        )}
        <a
          href="/timetable"
          class="inline-flex min-h-11 items-center self-start font-semibold underline underline-offset-4"
        >
          {bells.schedules.length < 2 ? t.addBells : t.toTimetable}
        </a>
      </div>
    </Section>
  )
}

function Timetables({ view, timetables }: Pick<BellsToday, 'timetables'> & { readonly view: View }) {
  const t = view.t.box.today
  if (timetables.length === 0) return <p class="text-muted">{view.t.office.timetable.none}</p>
  const [first, more] = [timetables.slice(0, SHOWN), timetables.slice(SHOWN)]
  return (
    <>
      <TimetableLines view={view} timetables={first} />
      {more.length > 0 && (
        <details class="fold">
          <summary>{t.moreTimetables(more.length)}</summary>
          <TimetableLines view={view} timetables={more} />
        </details>
      )}
    </>
  )
}

function TimetableLines({ view, timetables }: Pick<BellsToday, 'timetables'> & { readonly view: View }) {
  return (
    <ul class="flex flex-col">
      {timetables.map((timetable) => (
        <li>
          <a
            href={`/timetable?id=${encodeURIComponent(timetable.id)}`}
            class="inline-flex min-h-11 flex-wrap items-center gap-x-2"
          >
            <strong class="underline underline-offset-4">
              <Name>{view.say(timetable.name)}</Name>
            </strong>
            <Name>{nowOf(view, timetable)}</Name>
          </a>
        </li>
      ))}
    </ul>
  )
}

function nowOf(view: View, { kind, period, freeHour, until, noSchool, isEmpty, day }: TimetableNow): string {
  const { t } = view
  if (isEmpty) return t.office.timetable.notFilled
  const { today } = t.box
  const word = freeHour ? t.office.timetable.free : t.kinds[kind]
  const named = period === undefined ? word : `${word} (${period})`
  return [
    noSchool ? today.noSchool : today.kind(named, view.moments.when(until, view.now)),
    ...(day ? [day] : []),
  ].join(' · ')
}

function BellForm({ schedule, text }: { readonly schedule: string; readonly text: string }) {
  return (
    <form method="post" action="/today/bells">
      <button type="submit" class="btn btn-primary" name="schedule" value={schedule}>
        {text}
      </button>
    </form>
  )
}
