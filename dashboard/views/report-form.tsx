import type { ReceiverChoice, Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Select, TextArea } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'

interface Props {
  readonly view: View
  readonly choices: readonly ReceiverChoice[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The form with which anyone tells somebody at school about something. */
export function ReportForm({ view, choices, fields, problem }: Props) {
  const t = view.t.directing.report
  const chosen = fields.text('to')
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <p class="notice mb-6 border-base-300">
        <Icon name="phone" />
        <span>{t.urgent}</span>
      </p>
      {choices.length === 0 ? (
        <Empty icon="person" title={t.nobody} next={t.nobodyNext} />
      ) : (
        <Form action="/melden">
          <fieldset>
            <legend class="field-label mb-1">{t.to}</legend>
            <div class="flex flex-col gap-2">
              {choices.map(({ to }) => (
                <label class="tick">
                  <input type="radio" class="radio" name="to" value={to} checked={to === chosen} required />
                  {view.t.roles[to]}
                </label>
              ))}
            </div>
          </fieldset>
          <ClassChoice view={view} choices={choices} fields={fields} />
          <TextArea label={t.text} name="text" value={fields.text('text')} rows={6} required maxlength={4000} />
          <Input label={t.site} name="site" value={fields.text('site')} hint={t.optional} inputmode="url" />
          <Input label={t.name} name="name" value={fields.text('name')} hint={t.optional} maxlength={200} />
          <Input label={t.contact} name="contact" value={fields.text('contact')} hint={t.optional} maxlength={200} />
          <button type="submit" class="btn btn-primary self-start">
            {t.send}
          </button>
        </Form>
      )}
    </Layout>
  )
}

function ClassChoice({ view, choices, fields }: Omit<Props, 'problem'>) {
  const t = view.t.directing.report
  const classes = new Map(choices.flatMap((choice) => choice.classes.map(({ id, name }) => [id, name] as const)))
  if (classes.size === 0) return null
  return (
    <Select
      label={t.class}
      name="class"
      hint={t.classHint}
      value={fields.text('class')}
      options={[{ value: '', text: t.noClass }, ...[...classes].map(([value, text]) => ({ value, text }))]}
    />
  )
}

/** Says that a report was sent. */
export function ReportSent({ view }: { readonly view: View }) {
  const t = view.t.directing.report
  return (
    <Layout view={view} title={t.sentTitle}>
      <Heading title={t.sentTitle} lead={t.sent} />
      <p class="notice mb-6 border-base-300">
        <Icon name="phone" />
        <span>{t.urgent}</span>
      </p>
      <p class="flex flex-wrap gap-2">
        <a class="btn btn-primary" href="/status">
          {t.back}
        </a>
        <a class="btn btn-outline" href="/melden">
          {t.again}
        </a>
      </p>
    </Layout>
  )
}
