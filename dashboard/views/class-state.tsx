import type { ExamView, FocusView, ParkView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { ActForm } from './act-form.tsx'
import { Icon } from './icon.tsx'
import { Countdown, Moment, Name } from './words.tsx'

/** That the class is parked, and the way out. */
export function Parked({ view, park, path }: { readonly view: View; readonly park: ParkView; readonly path: string }) {
  const { teaching, now } = view.t
  return (
    <section class="state-row" data-state="parked" aria-labelledby="parked-heading">
      <Icon name="pause" class="size-7" />
      <div class="min-w-0 flex-1 basis-56">
        <h2 id="parked-heading" class="text-lg/6 font-bold">
          {teaching.parkedUntil(view.moments.when(park.until, view.now))}
        </h2>
        <p class="text-sm">
          {teaching.parkedWhat} {now.left} <Countdown view={view} until={park.until} />, {teaching.parkedBy('')}
          <Name>{park.by}</Name>
        </p>
      </div>
      <ActForm action={`${path}/release`}>
        <button type="submit" class="btn">
          {teaching.release}
        </button>
      </ActForm>
    </section>
  )
}

/** "Only these sites" or an exam, running or to come. An exam that runs asks once more before it stops. */
export function FocusState({
  view,
  focus,
  exam,
  path,
}: {
  readonly view: View
  readonly focus: FocusView
  /** The exam that this is a room of, where this person may see it. */
  readonly exam: ExamView | undefined
  readonly path: string
}) {
  const { teaching, now } = view.t
  const t = teaching.focus
  const runs = focus.from <= view.now
  const title = focus.exam ? (focus.name === undefined ? t.exam : t.examOf(focus.name)) : t.title
  return (
    <section class="state-row" data-state="focus" aria-label={title}>
      <Icon name="target" class="size-7" />
      <div class="min-w-0 flex-1 basis-56">
        <h2 class="text-lg/6 font-bold">
          <Name>{title}</Name>
        </h2>
        <p class="text-sm">
          {runs ? (
            <>
              {view.t.until('')}
              <Moment view={view} at={focus.until} /> · {now.left} <Countdown view={view} until={focus.until} />
            </>
          ) : (
            t.fromUntil(view.moments.when(focus.from, view.now), view.moments.when(focus.until, view.now))
          )}
          {' · '}
          {teaching.parkedBy('')}
          <Name>{focus.by}</Name>
        </p>
        <p class="text-sm">
          <Name>{focus.listed.map(({ name }) => view.say(name)).join(', ')}</Name>
        </p>
        {exam && <Rooms view={view} exam={exam} focus={focus} path={path} />}
        {focus.resting && <p class="text-sm font-semibold">{t.resting}</p>}
      </div>
      <ActForm action={`${path}/focus/${encodeURIComponent(focus.id)}/end`}>
        <button type="submit" class="btn btn-neutral" aria-label={`${runs ? t.stop : t.callOff}: ${title}`}>
          {runs ? t.stop : t.callOff}
        </button>
      </ActForm>
    </section>
  )
}

function Rooms({
  view,
  exam,
  focus,
  path,
}: {
  readonly view: View
  readonly exam: ExamView
  readonly focus: FocusView
  readonly path: string
}) {
  const { focus: t } = view.t.teaching
  const others = exam.rooms.filter((room) => room.focus !== focus.id)
  return (
    <p class="text-sm">
      {others.length > 0 && (
        <span class="block">
          <Name>{t.alsoIn(others.map(({ className }) => className).join(', '))}</Name>
        </span>
      )}
      <a href={`${path}/focus#exam-${exam.id}`} class="inline-block py-1 font-semibold underline underline-offset-4">
        {t.allRooms}
      </a>
    </p>
  )
}
