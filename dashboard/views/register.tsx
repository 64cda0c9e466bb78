import type { Refusal } from '../../src/app/app.ts'
import type { Measure, Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { noFields } from '../forms/fields.ts'
import { ClauseSelect } from './exclusions.tsx'
import { Form, Input, Seen, Tick, Ticks } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly register: readonly Measure[]
  readonly clauses: Readonly<Record<string, Text>>
  readonly teachersMay: boolean
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** What happens after which offence, for who keeps it. */
export function RegisterPage(props: Props) {
  const { view, register, clauses, teachersMay, fields, problem } = props
  const t = view.t.directing.measures
  return (
    <Layout view={view} title={t.register}>
      <Heading title={t.register} lead={t.registerLead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-3xl flex-col gap-6">
        {register.length === 0 ? (
          <Empty icon="group" title={t.registerNone} />
        ) : (
          <ul class="row-list">
            {register.map((entry) => (
              <Entry view={view} entry={entry} clauses={clauses} />
            ))}
          </ul>
        )}
        <details class="card-panel fold" open={problem !== undefined || register.length === 0}>
          <summary>{t.addToRegister}</summary>
          <EntryForm view={view} clauses={clauses} entry={undefined} fields={fields} />
        </details>
        <Form action="/register-teachers" class="card-panel flex flex-wrap items-center gap-4">
          <Seen view={view} />
          <Tick label={t.teachers} name="may" value="yes" checked={teachersMay} class="min-w-0 flex-1" />
          <button type="submit" class="btn btn-outline">
            {view.t.save}
          </button>
        </Form>
      </div>
    </Layout>
  )
}

function Entry({ view, entry, clauses }: Pick<Props, 'view' | 'clauses'> & { readonly entry: Measure }) {
  const t = view.t.directing.measures
  const flags = [entry.parents ? t.parents : '', entry.police ? t.police : ''].filter((text) => text !== '')
  return (
    <li class="row flex-wrap items-start">
      <div class="min-w-0 flex-1 basis-64">
        <p class="font-semibold">
          <Name>{view.say(entry.offence)}</Name>
        </p>
        <p>
          <Name>{view.say(entry.measure)}</Name>
        </p>
        <p class="text-sm text-muted">
          {[...flags, ...(entry.clause === undefined ? [] : [view.t.clause(entry.clause)])].join(' · ')}
        </p>
        <details class="fold">
          <summary aria-label={`${t.change}: ${view.say(entry.offence)}`}>{t.change}</summary>
          <EntryForm view={view} clauses={clauses} entry={entry} fields={noFields} />
          <Form action={`/register/${entry.id}/remove`} class="mt-3">
            <Seen view={view} />
            <button type="submit" class="btn btn-ghost" aria-label={`${view.t.remove}: ${view.say(entry.offence)}`}>
              {view.t.remove}
            </button>
          </Form>
        </details>
      </div>
    </li>
  )
}

function EntryForm({
  view,
  clauses,
  entry,
  fields,
}: Pick<Props, 'view' | 'clauses' | 'fields'> & { readonly entry: Measure | undefined }) {
  const t = view.t.directing.measures
  const texts = [
    ['offence', 'nl', t.offenceNl],
    ['measure', 'nl', t.measureNl],
    ['offence', 'en', t.offenceEn],
    ['measure', 'en', t.measureEn],
  ] as const
  const flags = [...(entry?.parents ? ['parents'] : []), ...(entry?.police ? ['police'] : [])]
  return (
    <Form action={entry === undefined ? '/register' : `/register/${entry.id}`} class="mt-3 flex flex-col gap-4">
      <Seen view={view} />
      {texts.map(([part, language, label]) => (
        <Input
          label={label}
          name={`${part}-${language}`}
          hint={part === 'measure' && language === 'en' ? t.englishHint : undefined}
          value={entry?.[part][language] ?? fields.text(`${part}-${language}`)}
          maxlength={500}
          required={language === 'nl'}
        />
      ))}
      <Ticks
        label={t.flags}
        name="flag"
        options={[
          { value: 'parents', text: t.parents },
          { value: 'police', text: t.police },
        ]}
        values={entry === undefined ? fields.all('flag') : flags}
      />
      <ClauseSelect view={view} clauses={clauses} value={entry?.clause ?? fields.text('clause')} />
      <button type="submit" class="btn btn-primary self-start">
        {entry === undefined ? t.addToRegister : view.t.save}
      </button>
    </Form>
  )
}
