import type {
  EmergencyView,
  EventView,
  FocusView,
  ParkView,
  SnagView,
  TrialView,
  WaitingView,
} from '../../src/app/app.ts'
import type { BellSchedule } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Section } from './today-section.tsx'
import { Moment, Name } from './words.tsx'

/** What goes on now besides grants. */
export interface GoingOn {
  readonly emergencies: readonly EmergencyView[]
  readonly parks: readonly ParkView[]
  readonly focuses: readonly FocusView[]
  readonly trials: readonly TrialView[]
  readonly events: readonly EventView[]
}
/** Which bells the school follows today. */
export interface BellsToday {
  readonly schedules: readonly BellSchedule[]
  readonly school: string
  readonly classes: readonly { readonly schedule: string; readonly names: string }[]
}

/** One thing that goes on, with its stop. */
interface Line {
  readonly kind: 'emergency' | 'park' | 'focus' | 'trial' | 'event'
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

function linesOf(view: View, { emergencies, parks, focuses, trials, events }: GoingOn): readonly Line[] {
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
    ...focuses.map(
      ({ exam, name, className, ...rest }): Line => ({
        ...{ id: rest.id, from: rest.from, until: rest.until, by: rest.by },
        kind: 'focus',
        text: exam ? t.exam(name ?? '', className) : t.focus(className),
      }),
    ),
    ...parks.map(
      ({ class: id, className, from, until, by }): Line => ({
        ...{ id, from, until, by },
        kind: 'park',
        text: t.park(className),
      }),
    ),
    ...trials.map(({ group, ...rest }): Line => ({ ...rest, kind: 'trial', text: t.trial(view.say(group.name)) })),
    ...events.map(({ name, ...rest }): Line => ({ ...rest, kind: 'event', text: t.event(name) })),
  ]
}

/** Which hours hold today, and other ones in two taps. */
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
        <p class="font-medium">{bells.school === 'normal' ? t.bellsNormal : t.bellsOther(nameOf(bells.school))}</p>
        {bells.classes.map(({ schedule, names }) => (
          <p>{t.bellsFor(nameOf(schedule), names)}</p>
        ))}
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
      </div>
    </Section>
  )
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

/** What waits for the coordinator: notes of what does not work, and requests that are no teacher's. */
export function WaitingNow({
  view,
  snags,
  requests,
}: {
  readonly view: View
  readonly snags: readonly SnagView[]
  readonly requests: readonly WaitingView[]
}) {
  const t = view.t.box.today
  return (
    <>
      {snags.length > 0 && (
        <Section title={`${t.snags} (${snags.length})`} id="snags">
          <ul class="row-list">
            {snags.map(({ id, className, targetName, words, by, at }) => (
              <li class="row">
                <div class="min-w-0 flex-1">
                  <p class="font-semibold">
                    <Name>
                      {[className, targetName ? view.say(targetName) : '', words ?? ''].filter(Boolean).join(' · ')}
                    </Name>
                  </p>
                  <p class="text-sm text-muted">
                    <Name>{by}</Name>, <Moment view={view} at={at} />
                  </p>
                </div>
                <form method="post" action={`/today/snags/${encodeURIComponent(id)}/settle`}>
                  <button type="submit" class="btn btn-outline">
                    {t.settle}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {requests.length > 0 && (
        <Section title={t.requests} id="requests">
          <ul class="row-list">
            {requests.map((request) => (
              <Request view={view} request={request} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Request({ view, request }: { readonly view: View; readonly request: WaitingView }) {
  const t = view.t.box.today
  const { targetName, key, devices, enrolled, reasons } = request
  return (
    <li class="row flex-wrap">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <Name>{view.say(targetName)}</Name>
        </p>
        <p class="text-sm text-muted">
          <Name>{[t.devices(devices), ...reasons].join(' · ')}</Name>
        </p>
      </div>
      <form method="post" action="/today/requests" class="flex flex-wrap gap-2">
        <input type="hidden" name="key" value={key} />
        {enrolled > 0 && (
          <button type="submit" class="btn btn-primary" name="answer" value="yes">
            {t.allow}
          </button>
        )}
        <button type="submit" class="btn btn-outline" name="answer" value="no">
          {t.refuse}
        </button>
      </form>
    </li>
  )
}
