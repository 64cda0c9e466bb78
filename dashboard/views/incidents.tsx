import type { IncidentView, Refusal } from '../../src/app/app.ts'
import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import type { Picked } from './device-picker.tsx'
import { DevicePicker } from './device-picker.tsx'
import { Form, Input, ReasonInput } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly incidents: readonly IncidentView[]
  readonly picked: Picked
  readonly classes: readonly SchoolClass[]
  /** What the fields for the span begin with. */
  readonly usual: { readonly from: string; readonly until: string }
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** What a director looks into, and the form to open something. */
export function IncidentsPage(props: Props) {
  const { view, problem, picked, classes } = props
  const t = view.t.directing.incidents
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <DevicePicker view={view} action="/incidents" picked={picked} classes={classes} />
        {picked.chosen && <OpenForm {...props} />}
        <List {...props} />
      </div>
    </Layout>
  )
}

function OpenForm({ view, picked, usual, fields }: Props) {
  const t = view.t.directing.incidents
  return (
    <section class="card-panel max-w-2xl">
      <h2 class="section-title">{t.open}</h2>
      <Form action="/incidents">
        <input type="hidden" name="device" value={picked.chosen?.id ?? ''} />
        <ReasonInput view={view} fields={fields} />
        <div class="grid gap-4 sm:grid-cols-2">
          <Input
            label={t.fromLabel}
            name="from"
            type="datetime-local"
            value={fields.text('from') || usual.from}
            required
          />
          <Input
            label={t.untilLabel}
            name="until"
            type="datetime-local"
            value={fields.text('until') || usual.until}
            hint={t.untilHint}
            required
          />
        </div>
        <button type="submit" class="btn btn-primary self-start">
          {t.open}
        </button>
      </Form>
    </section>
  )
}

function List({ view, incidents }: Props) {
  const t = view.t.directing.incidents
  if (incidents.length === 0) return <Empty icon="check" title={t.none} next={t.noneNext} />
  return (
    <div>
      <RowFilter view={view} of="all-incidents" count={incidents.length} />
      <div id="all-incidents">
        <ul class="row-list">
          {incidents.map((incident) => (
            <li
              class="row flex-wrap"
              data-match={matching(
                incident.device.label || t.erased,
                incident.closed === undefined ? t.isOpen : t.isClosed,
                incident.by,
                incident.reason,
                view.say(incident.group),
              )}
            >
              <div class="min-w-0 flex-1 basis-64">
                <p class="font-semibold">
                  <a class="underline underline-offset-4" href={`/incidents/${incident.id}`}>
                    <Name>{incident.device.label || t.erased}</Name>
                  </a>{' '}
                  <span class={incident.closed === undefined ? 'tag tag-warning' : 'tag'}>
                    {incident.closed === undefined ? t.isOpen : t.isClosed}
                  </span>
                </p>
                <p class="text-sm">
                  {t.about(view.moments.when(incident.from, view.now), view.moments.when(incident.until, view.now))}
                </p>
                <p class="text-sm text-muted">
                  <Name>{t.openedBy(incident.by, view.moments.when(incident.opened, view.now))}</Name> ·{' '}
                  <Name>{incident.reason}</Name>
                </p>
              </div>
            </li>
          ))}
        </ul>
        <NoRowFits view={view} />
      </div>
    </div>
  )
}
