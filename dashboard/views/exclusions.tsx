import type { ExclusionView, Refusal } from '../../src/app/app.ts'
import type { SchoolClass, Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import type { Picked } from './device-picker.tsx'
import { classNames, DevicePicker } from './device-picker.tsx'
import { Form, Input, ReasonInput, Select } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly picked: Picked
  readonly classes: readonly SchoolClass[]
  readonly clauses: Readonly<Record<string, Text>>
  readonly running: readonly ExclusionView[]
  /** How often the chosen device was excluded before, this school year. */
  readonly earlier: number
  /** Id of the measure of an exclusion, for its letter; by the exclusion's id. */
  readonly letters: ReadonlyMap<string, string>
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** Excluding a device, and those that are excluded. */
export function ExclusionsPage(props: Props) {
  const { view, problem } = props
  const t = view.t.directing.exclusions
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <DevicePicker view={view} action="/exclusions" picked={props.picked} classes={props.classes} />
        {props.picked.chosen && <ExcludeForm {...props} />}
        <Running {...props} />
      </div>
    </Layout>
  )
}

function ExcludeForm({ view, picked, clauses, earlier, fields, problem }: Props) {
  const t = view.t.directing.exclusions
  const asks = (what: string) => problem?.problem === what || fields.has(what)
  return (
    <section class="card-panel max-w-2xl">
      <p class="mb-4 font-medium">{t.earlier(earlier)}</p>
      <Form action="/exclusions">
        <input type="hidden" name="device" value={picked.chosen?.id ?? ''} />
        <ReasonInput view={view} fields={fields} />
        <ClauseSelect view={view} clauses={clauses} value={fields.text('clause')} />
        <Select
          label={t.end}
          name="end"
          value={fields.text('end') || 'day'}
          options={(['day', 'tomorrow', 'week', 'date'] as const).map((value) => ({ value, text: t.ends[value] }))}
        />
        <div class="only-date">
          <Input label={t.endAt} name="until" type="datetime-local" value={fields.text('until')} />
        </div>
        {asks('school-device') && (
          <Confirm name="school-device" text={t.school} checked={fields.has('school-device')} />
        )}
        {asks('medical-mark') && <Confirm name="medical-mark" text={t.despite} checked={fields.has('medical-mark')} />}
        <button type="submit" class="btn btn-primary self-start">
          {t.exclude}
        </button>
      </Form>
    </section>
  )
}

function Confirm({ name, text, checked }: { readonly name: string; readonly text: string; readonly checked: boolean }) {
  return (
    <label class="tick">
      <input type="checkbox" class="checkbox checkbox-primary checkbox-sm" name={name} value="yes" checked={checked} />
      {text}
    </label>
  )
}

/** The clauses of the school, to choose one that something goes by. */
export function ClauseSelect({ view, clauses, value }: Pick<Props, 'view' | 'clauses'> & { readonly value: string }) {
  const { directing } = view.t
  const short = (text: string) => (text.length > 70 ? `${text.slice(0, 70)}...` : text)
  return (
    <Select
      label={directing.clauseLabel}
      name="clause"
      value={value}
      options={[
        { value: '', text: directing.noClause },
        ...Object.entries(clauses).map(([id, text]) => ({ value: id, text: `${id}: ${short(view.say(text))}` })),
      ]}
    />
  )
}

function Running({ view, running, classes, letters }: Props) {
  const t = view.t.directing.exclusions
  return (
    <Section id="running" title={t.running}>
      {running.length === 0 ? (
        <Empty icon="check" title={t.none} next={t.noneNext} />
      ) : (
        <ul class="row-list">
          {running.map((exclusion) => (
            <li class="row flex-wrap">
              <div class="min-w-0 flex-1 basis-64">
                <p class="font-semibold">
                  <Name>{exclusion.device.label}</Name>{' '}
                  <span class="font-normal text-muted">
                    <Name>{classNames(exclusion.classes, classes)}</Name>
                  </span>
                </p>
                <p class="text-sm">
                  {exclusion.from > view.now && `${t.begins(view.moments.when(exclusion.from, view.now))}, `}
                  {view.t.until('')}
                  <Moment view={view} at={exclusion.until} /> · <Name>{view.t.directing.by(exclusion.by)}</Name>
                  {exclusion.clause && ` · ${view.t.clause(exclusion.clause)}`}
                </p>
                {exclusion.reason && (
                  <p class="text-sm text-muted">
                    <Name>{exclusion.reason}</Name>
                  </p>
                )}
                <p class="text-sm text-muted">{t.earlier(exclusion.earlier)}</p>
              </div>
              {letters.has(exclusion.id) && (
                <a class="btn btn-ghost" href={`/measures/${letters.get(exclusion.id)}/letter/parents`}>
                  {view.t.directing.measures.parentsLetter}
                </a>
              )}
              <Form action={`/exclusions/${exclusion.id}/lift`} class="contents">
                <button type="submit" class="btn btn-outline" aria-label={`${t.lift}: ${exclusion.device.label}`}>
                  {t.lift}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
