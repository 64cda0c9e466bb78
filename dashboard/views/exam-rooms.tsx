import type { ExamRoom, ExamView } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Form, Select } from './field.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly exam: ExamView
  /** The own classes, of which one may be added. */
  readonly classes: readonly SchoolClass[]
  /** The address of the page's class. */
  readonly path: string
}

const steps = [5, 10, 15, 30]

/** An exam with all its rooms: each until when, more time for one, one more room, and its end in all of them. */
export function ExamRooms({ view, exam, classes, path }: Props) {
  const { focus: t } = view.t.teaching
  const heading = `exam-${exam.id}`
  const title = exam.name === undefined ? t.exam : t.examOf(exam.name)
  const others = classes.filter(({ id }) => exam.rooms.every((room) => room.class !== id))
  return (
    <section id={heading} class="card-panel mb-5 flex max-w-2xl flex-col gap-4" aria-labelledby={`${heading}-name`}>
      <div>
        <h2 id={`${heading}-name`} class="text-lg font-bold">
          <Name>{title}</Name>
        </h2>
        <p>{t.fromUntil(view.moments.when(exam.from, view.now), view.moments.when(exam.until, view.now))}</p>
        <p class="text-sm text-muted">
          <Name>{exam.listed.map(({ name }) => view.say(name)).join(', ')}</Name>
        </p>
      </div>
      <ul class="row-list">
        {exam.rooms.map((room) => (
          <Room view={view} exam={exam} room={room} path={path} />
        ))}
      </ul>
      {others.length > 0 && <AddRoom view={view} exam={exam} classes={others} path={path} />}
      {exam.mayEnd && exam.rooms.length > 1 && (
        <Form action={`${path}/exams/${encodeURIComponent(exam.id)}/end`}>
          <button type="submit" class="btn btn-outline self-start">
            {exam.from <= view.now ? t.endAll : t.callOffAll}
          </button>
        </Form>
      )}
    </section>
  )
}

function Room({ view, exam, room, path }: Omit<Props, 'classes'> & { readonly room: ExamRoom }) {
  const { focus: t } = view.t.teaching
  const extra = Math.round((room.until - exam.until) / 60_000)
  return (
    <li class="row flex-wrap">
      <div class="min-w-0 flex-1 basis-40">
        <p class="font-semibold">
          <Name>{room.className}</Name>
        </p>
        <p class="text-sm text-muted">
          {view.t.until(view.moments.when(room.until, view.now))}
          {extra > 0 && ` (${t.addMinutes(extra)})`}
        </p>
      </div>
      {room.mine && (
        <form
          method="post"
          action={`${path}/focus/${encodeURIComponent(room.focus)}/time`}
          class="flex flex-wrap gap-2"
          aria-label={t.moreFor(room.className)}
        >
          {steps.map((count) => (
            <button
              type="submit"
              name="minutes"
              value={String(count)}
              class="btn"
              aria-label={`${room.className}: ${t.addMinutes(count)}`}
            >
              {t.addMinutes(count)}
            </button>
          ))}
        </form>
      )}
    </li>
  )
}

function AddRoom({ view, exam, classes, path }: Props) {
  const { focus: t } = view.t.teaching
  const extraId = `extra-${exam.id}`
  return (
    <details class="fold">
      <summary>{t.addRoom}</summary>
      <Form action={`${path}/exams/${encodeURIComponent(exam.id)}/rooms`}>
        <Select
          label={t.room}
          name="room"
          options={classes.map(({ id, name }) => ({ value: id, text: name }))}
          value=""
        />
        <div>
          <label class="field-label" for={extraId}>
            {t.extraMinutes}
          </label>
          <input id={extraId} type="number" name="extra" class="input w-24" min={0} max={120} placeholder="0" />
        </div>
        <button type="submit" class="btn btn-primary self-start">
          {t.addRoom}
        </button>
      </Form>
    </details>
  )
}
