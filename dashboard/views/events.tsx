import type { EventView, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly events: readonly EventView[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** Marked events: those that run, those to come, and the form to mark one. */
export function EventsPage({ view, events, fields, problem }: Props) {
  const t = view.t.directing.events
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <Section id="list" title={t.list}>
          {events.length === 0 ? (
            <Empty icon="calendar" title={t.none} />
          ) : (
            <ul class="row-list">
              {events.map((event) => (
                <Row view={view} event={event} />
              ))}
            </ul>
          )}
        </Section>
        <Form action="/events" class="card-panel flex max-w-2xl flex-col gap-4">
          <Input label={t.name} name="name" value={fields.text('name')} maxlength={80} required />
          <Input label={t.from} name="from" type="datetime-local" value={fields.text('from')} hint={t.fromHint} />
          <Input label={t.until} name="until" type="datetime-local" value={fields.text('until')} required />
          <button type="submit" class="btn btn-primary self-start">
            {t.mark}
          </button>
        </Form>
      </div>
    </Layout>
  )
}

function Row({ view, event }: Pick<Props, 'view'> & { readonly event: EventView }) {
  const t = view.t.directing.events
  return (
    <li class="row flex-wrap">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <Name>{event.name}</Name> {event.from <= view.now && <span class="tag tag-warning">{t.now}</span>}
        </p>
        <p class="text-sm">
          <Moment view={view} at={event.from} /> {view.t.until('')}
          <Moment view={view} at={event.until} /> · <Name>{view.t.directing.by(event.by)}</Name>
        </p>
      </div>
      <Form action={`/events/${event.id}/end`} class="contents">
        <button type="submit" class="btn btn-outline" aria-label={`${t.end}: ${event.name}`}>
          {t.end}
        </button>
      </Form>
    </li>
  )
}
