import type { ClassSettings, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { Timetable } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, Seen, Select } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'

interface FieldsProps {
  readonly view: View
  readonly timetables: readonly Timetable[]
  readonly settings: ClassSettings
}

interface Props extends FieldsProps {
  readonly class: SchoolClass
  readonly problem: Refusal | undefined
}

/** One class: its own hours, and whether it is a room. */
export function ClassPage({ class: { id, name }, problem, ...fields }: Props) {
  const { view } = fields
  const { classes } = view.t.office
  return (
    <Layout view={view} title={name}>
      <BackLink href="/classes" text={classes.back} />
      <Heading title={name} />
      <ProblemNotice view={view} problem={problem} />
      <section class="card-panel max-w-xl" aria-label={name}>
        <Form action={`/classes/${encodeURIComponent(id)}`}>
          <Seen view={view} />
          <ClassFields {...fields} />
          <button type="submit" class="btn btn-primary self-start">
            {view.t.save}
          </button>
        </Form>
      </section>
    </Layout>
  )
}

/** What is set of a class beside its name. */
export function ClassFields({ view, timetables, settings }: FieldsProps) {
  const { classes } = view.t.office
  const times = [
    { value: '', text: classes.noTimetable },
    ...timetables.map(({ id, name }) => ({ value: id, text: view.say(name) })),
  ]
  return (
    <>
      <Select
        label={classes.timetable}
        name="timetable"
        hint={classes.timetableHint}
        options={times}
        value={settings.timetable ?? ''}
      />
      <div>
        <label class="tick">
          <input
            type="checkbox"
            class="checkbox checkbox-primary checkbox-sm"
            name="room"
            value="on"
            checked={settings.room === true}
            aria-describedby="room-hint"
          />
          <span>{classes.room}</span>
        </label>
        <p id="room-hint" class="mt-1 text-sm text-muted">
          {classes.roomHint}
        </p>
      </div>
    </>
  )
}
