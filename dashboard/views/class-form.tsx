import type { ClassSettings, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { Timetable } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import { longestName } from './copy-form.tsx'
import { BackLink } from './device.tsx'
import { Form, Input, Seen, Select, Tick } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

interface FieldsProps {
  readonly view: View
  readonly timetables: readonly Timetable[]
  readonly settings: ClassSettings
}

interface Props extends FieldsProps {
  readonly class: SchoolClass
  readonly settings: ClassSettings & { readonly name: string }
  readonly devices: number
  readonly people: readonly string[]
  readonly problem: Refusal | undefined
}

/** One class: what it is called, its own hours, whether it is a room; its devices and who teaches it. */
export function ClassPage({ class: { id, name }, problem, devices, people, ...fields }: Props) {
  const { view } = fields
  const { classes } = view.t.office
  return (
    <Layout view={view} title={name}>
      <BackLink href="/classes" text={classes.back} />
      <Heading title={name} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <section class="card-panel" aria-label={name}>
          <Form action={`/classes/${encodeURIComponent(id)}`}>
            <Seen view={view} />
            <Input label={classes.name} name="name" value={fields.settings.name} required maxlength={longestName} />
            <ClassFields {...fields} />
            <button type="submit" class="btn btn-primary self-start">
              {view.t.save}
            </button>
          </Form>
        </section>
        <div class="flex flex-col gap-6">
          <Devices view={view} id={id} count={devices} />
          <People view={view} names={people} />
        </div>
      </div>
    </Layout>
  )
}

/** The list of devices, of one class. */
export const devicesOf = (id: string): string => `/devices?class=${encodeURIComponent(id)}`

function Devices({ view, id, count }: { readonly view: View; readonly id: string; readonly count: number }) {
  const { classes: t } = view.t.making
  return (
    <Panel id="devices" title={t.devices}>
      <p class="mb-4">{count === 0 ? t.devicesNone : view.t.office.classes.devices(count)}</p>
      <div class="flex flex-wrap gap-2">
        {count > 0 && (
          <a class="btn btn-outline" href={devicesOf(id)}>
            {t.look}
          </a>
        )}
        <a class="btn btn-outline" href={`/devices?show=known&to=${encodeURIComponent(id)}`}>
          {t.choose}
        </a>
      </div>
    </Panel>
  )
}

function People({ view, names }: { readonly view: View; readonly names: readonly string[] }) {
  const { classes: t } = view.t.making
  return (
    <Panel id="people" title={t.people}>
      {names.length === 0 ? (
        <p class="mb-4">{t.peopleNone}</p>
      ) : (
        <ul class="mb-4">
          {names.map((name) => (
            <li>
              <Name>{name}</Name>
            </li>
          ))}
        </ul>
      )}
      <a class="btn btn-outline" href="/people">
        {t.peopleLink}
      </a>
    </Panel>
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
      <Tick label={classes.room} name="room" hint={classes.roomHint} checked={settings.room === true} />
    </>
  )
}
