import type { OpeningView, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, ReasonInput, Select } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Countdown, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly running: readonly OpeningView[]
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** One site for one device of staff, to look into something. */
export function OpeningsPage(props: Props) {
  const { view, running, choices, problem } = props
  const t = view.t.directing.openings
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <Section id="running" title={t.running}>
          {running.length === 0 ? (
            <p class="text-muted">{t.none}</p>
          ) : (
            <ul class="flex flex-col gap-2">
              {running.map((opening) => (
                <Running view={view} opening={opening} />
              ))}
            </ul>
          )}
        </Section>
        {choices.length === 0 ? <Empty icon="device" title={t.noDevices} /> : <OpenForm {...props} />}
      </div>
    </Layout>
  )
}

function Running({ view, opening }: { readonly view: View; readonly opening: OpeningView }) {
  return (
    <li class="grant-row">
      <div class="min-w-0 flex-1">
        <p class="text-lg font-bold">
          <Name>{opening.site}</Name>
        </p>
        <p class="text-sm">
          <Name>{opening.device.label}</Name> · {view.t.now.left} <Countdown view={view} until={opening.until} /> ·{' '}
          <Name>{opening.reason}</Name>
        </p>
      </div>
      <Form action={`/openings/${opening.id}/stop`} class="contents">
        <button type="submit" class="btn btn-outline" aria-label={`${view.t.directing.stop}: ${opening.site}`}>
          {view.t.directing.stop}
        </button>
      </Form>
    </li>
  )
}

function OpenForm({ view, choices, fields }: Props) {
  const t = view.t.directing.openings
  const { directing } = view.t
  return (
    <Form action="/openings" class="card-panel flex max-w-2xl flex-col gap-4">
      <Select
        label={t.device}
        name="device"
        value={fields.text('device')}
        options={choices.map(({ id, label }) => ({ value: id, text: label }))}
      />
      <Input
        label={t.site}
        name="site"
        value={fields.text('site')}
        placeholder="example.org"
        inputmode="url"
        required
      />
      <Select
        label={t.minutes}
        name="minutes"
        value={fields.text('minutes') || '30'}
        options={[15, 30, 60, 120].map((count) => ({
          value: String(count),
          text: directing.emergency.minutes(count),
        }))}
      />
      <ReasonInput view={view} fields={fields} />
      <button type="submit" class="btn btn-primary self-start">
        {t.open}
      </button>
    </Form>
  )
}
