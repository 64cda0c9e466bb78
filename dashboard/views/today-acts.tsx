import type { EmergencyView, EventView, ExamView, FocusView, ParkView, TrialView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Section } from './today-section.tsx'
import { Name } from './words.tsx'

/** What goes on now besides grants. */
export interface GoingOn {
  readonly emergencies: readonly EmergencyView[]
  readonly parks: readonly ParkView[]
  readonly exams: readonly ExamView[]
  /** "Only these sites" of a class; no exams. */
  readonly focuses: readonly FocusView[]
  readonly trials: readonly TrialView[]
  readonly events: readonly EventView[]
}

/** One thing that goes on, with its stop. */
interface Line {
  readonly kind: 'emergency' | 'exam' | 'park' | 'focus' | 'trial' | 'event'
  readonly id: string
  readonly text: string
  readonly note?: string
  readonly from: number
  readonly until: number
  readonly by: string
}

/** Emergency, exams, parks, trials and events, each with a way to end it; the gravest first. */
export function ActsNow({ view, goingOn }: { readonly view: View; readonly goingOn: GoingOn }) {
  const t = view.t.box.today
  const lines = linesOf(view, goingOn)
  return (
    <Section title={t.acts} id="acts">
      {lines.length === 0 ? (
        <p class="text-muted">{t.actsNone}</p>
      ) : (
        <ul class="row-list">
          {lines.map((line) => (
            <li class="row">
              <div class="min-w-0 flex-1">
                <p class="font-semibold">
                  <Name>{line.text}</Name>
                </p>
                {line.note && <p class="text-sm">{line.note}</p>}
                <p class="text-sm text-muted">
                  {line.from > view.now && `${t.from(view.moments.when(line.from, view.now))} `}
                  {t.until(view.moments.when(line.until, view.now))} · <Name>{t.by(line.by)}</Name>
                </p>
              </div>
              <StopForm view={view} line={line} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function StopForm({ view, line }: { readonly view: View; readonly line: Line }) {
  const t = view.t.box.today
  return (
    <form method="post" action="/today/stop">
      <input type="hidden" name="kind" value={line.kind} />
      <input type="hidden" name="id" value={line.id} />
      <button type="submit" class="btn btn-outline" aria-label={t.stopWhat(line.text)}>
        {line.kind === 'park' ? t.release : t.stop}
      </button>
    </form>
  )
}

function linesOf(view: View, { emergencies, parks, exams, focuses, trials, events }: GoingOn): readonly Line[] {
  const t = view.t.box.today
  return [
    ...emergencies.map(
      ({ for: whom, leftOut, ...rest }): Line => ({
        ...rest,
        kind: 'emergency',
        text: t.emergency(t.whom[whom]),
        ...(leftOut.length === 0 ? {} : { note: t.leftOut(leftOut.join(', ')) }),
      }),
    ),
    ...exams.map((exam) => examLine(view, exam)),
    ...focuses.map(
      ({ className, id, from, until, by }): Line => ({
        ...{ id, from, until, by },
        kind: 'focus',
        text: t.focus(className),
      }),
    ),
    ...parks.map(
      ({ class: id, className, from, until, by }): Line => ({
        ...{ id, from, until, by },
        kind: 'park',
        text: t.park(className),
      }),
    ),
    ...trialLines(view, trials),
    ...events.map(({ name, ...rest }): Line => ({ ...rest, kind: 'event', text: t.event(name) })),
  ]
}

/** One line for the groups that one person put on trial until the same minute: they are stopped together, as they were begun. */
function trialLines(view: View, trials: readonly TrialView[]): readonly Line[] {
  const t = view.t.box.today
  const together = Map.groupBy(trials, ({ until, by }) => `${Math.floor(until / 60_000)} ${by}`)
  return [...together.values()].map((alike): Line => {
    const names = alike.map(({ group }) => view.say(group.name))
    const { from, until, by } = alike[0]!
    return {
      ...{ from, until, by },
      kind: 'trial',
      id: alike.map(({ id }) => id).join(' '),
      ...(names.length === 1 ? { text: t.trial(names[0]!) } : { text: t.trials(names.length), note: names.join(', ') }),
    }
  })
}

/** One line for all rooms of an exam, with those that go on for longer. */
function examLine(view: View, { id, name, rooms, from, until, by }: ExamView): Line {
  const t = view.t.box.today
  const longer = rooms.filter((room) => room.until > until)
  return {
    ...{ id, from, until, by },
    kind: 'exam',
    text: t.exam(name, rooms.map(({ className }) => className).join(', ')),
    ...(longer.length === 0
      ? {}
      : {
          note: longer
            .map((room) => `${room.className} ${t.until(view.moments.when(room.until, view.now))}`)
            .join(', '),
        }),
  }
}
