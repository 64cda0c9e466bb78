import type { Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { Timetable } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { ClassFields, devicesOf } from './class-form.tsx'
import { Form, Input, Seen, Tick } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'
import { Panel } from './section.tsx'
import { Name, visible } from './words.tsx'

interface Row {
  readonly class: SchoolClass
  readonly devices: number
  readonly people: readonly string[]
}

interface Props {
  readonly view: View
  readonly rows: readonly Row[]
  readonly timetables: readonly Timetable[]
  /** Whether teachers may step in for another class. */
  readonly othersMay: boolean
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The classes and the form to add one. */
export function ClassesPage({ view, rows, timetables, othersMay, fields, problem }: Props) {
  const { classes } = view.t.office
  return (
    <Layout view={view} title={classes.title}>
      <Heading title={classes.title} lead={classes.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {rows.length === 0 ? (
          <Empty icon="class" title={classes.none} next={classes.noneNext} />
        ) : (
          <div>
            <RowFilter view={view} of="all-classes" count={rows.length} />
            <div id="all-classes">
              <ul class="grid gap-3 sm:grid-cols-2">
                {rows.map((row) => (
                  <ClassCard view={view} row={row} timetables={timetables} />
                ))}
              </ul>
              <NoRowFits view={view} />
            </div>
          </div>
        )}
        <div class="flex flex-col gap-6">
          <Panel id="add" title={classes.add}>
            <Form action="/classes">
              <Input
                label={classes.name}
                name="name"
                value={fields.text('name')}
                required
                maxlength={60}
                placeholder="3B"
              />
              <ClassFields
                view={view}
                timetables={timetables}
                settings={{ timetable: fields.text('timetable'), room: fields.has('room') }}
              />
              <button type="submit" class="btn btn-primary">
                <Icon name="plus" />
                {classes.add}
              </button>
            </Form>
          </Panel>
          <OtherClasses view={view} may={othersMay} />
        </div>
      </div>
    </Layout>
  )
}

function OtherClasses({ view, may }: { readonly view: View; readonly may: boolean }) {
  const { classes } = view.t.office
  return (
    <Panel id="others" title={classes.others}>
      <p class="-mt-2 mb-4 text-muted">{classes.othersHint}</p>
      <Form action="/other-classes">
        <Seen view={view} />
        <Tick label={classes.othersMay} name="may" checked={may} />
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Panel>
  )
}

function ClassCard({ view, row, timetables }: Pick<Props, 'view' | 'timetables'> & { readonly row: Row }) {
  const { classes } = view.t.office
  const own = timetables.find(({ id }) => id === row.class.timetable)
  const path = `/classes/${encodeURIComponent(row.class.id)}`
  return (
    <li
      class="card-panel flex flex-col justify-between gap-3"
      data-match={matching(row.class.name, ...row.people, own && view.say(own.name))}
    >
      <div class="min-w-0">
        <h2 class="text-xl font-bold">
          <Name>{row.class.name}</Name>
        </h2>
        <p class="text-sm">
          <a
            class="inline-flex min-h-11 items-center font-medium text-primary underline-offset-4 hover:underline"
            href={devicesOf(row.class.id)}
            aria-label={visible(view.t.making.classes.devicesOf(row.devices, row.class.name))}
          >
            {classes.devices(row.devices)}
          </a>
        </p>
        {own && (
          <p class="text-sm text-muted">
            <Name>{classes.follows(view.say(own.name))}</Name>
          </p>
        )}
        {row.class.room && <p class="tag mt-1">{classes.isRoom}</p>}
        {row.people.length > 0 && (
          <p class="text-sm text-muted">
            <Name>{classes.people(row.people.join(', '))}</Name>
          </p>
        )}
      </div>
      <div class="flex items-center justify-between gap-1">
        <a class="btn btn-outline" href={path} aria-label={classes.changeWhat(row.class.name)}>
          {view.t.office.people.change}
        </a>
        <form method="post" action={`${path}/remove`}>
          <Seen view={view} />
          <button type="submit" class="btn btn-ghost btn-square" aria-label={classes.removeWhat(row.class.name)}>
            <Icon name="bin" />
          </button>
        </form>
      </div>
    </li>
  )
}
