import type { Refusal, TakenMeasure } from '../../src/app/app.ts'
import type { Measure, SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import type { Picked } from './device-picker.tsx'
import { classNames, DevicePicker } from './device-picker.tsx'
import { Form, ReasonInput, Select } from './field.tsx'
import { FileLinks } from './file-links.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'
import { Section } from './section.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly taken: readonly TakenMeasure[]
  readonly register: readonly Measure[]
  readonly picked: Picked
  readonly classes: readonly SchoolClass[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** What was done about offences this school year, and the form to write one down. */
export function MeasuresPage(props: Props) {
  const { view, problem, picked, classes } = props
  const t = view.t.directing.measures
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead}>
        <FileLinks view={view} path="/measures" />
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <DevicePicker view={view} action="/measures" picked={picked} classes={classes} />
        <RecordForm {...props} />
        <Taken {...props} />
      </div>
    </Layout>
  )
}

function RecordForm({ view, register, picked, classes, fields }: Props) {
  const t = view.t.directing.measures
  return (
    <section class="card-panel max-w-2xl">
      <h2 class="section-title">{t.add}</h2>
      <Form action="/measures">
        <Select
          label={t.kind}
          name="kind"
          value={fields.text('kind')}
          options={(['phone-taken', 'warning', 'other'] as const).map((value) => ({ value, text: t.kinds[value] }))}
        />
        {picked.chosen ? (
          <>
            <input type="hidden" name="device" value={picked.chosen.id} />
            <p>
              {t.about} <Name>{picked.chosen.label}</Name>
            </p>
          </>
        ) : (
          <Select
            label={t.aboutClass}
            name="of-class"
            hint={t.aboutHint}
            value={fields.text('of-class')}
            options={classes.map(({ id, name }) => ({ value: id, text: name }))}
          />
        )}
        <Select
          label={t.offence}
          name="offence"
          value={fields.text('offence')}
          options={[
            { value: '', text: t.noOffence },
            ...register.map(({ id, offence }) => ({ value: id, text: view.say(offence) })),
          ]}
        />
        <ReasonInput view={view} fields={fields} name="why" />
        <button type="submit" class="btn btn-primary self-start">
          {t.save}
        </button>
      </Form>
    </section>
  )
}

function Taken({ view, taken, classes }: Props) {
  const t = view.t.directing.measures
  return (
    <Section id="taken" title={t.taken}>
      {taken.length === 0 ? (
        <Empty icon="check" title={t.none} next={t.noneNext} />
      ) : (
        <>
          <RowFilter view={view} of="all-taken" count={taken.length} />
          <div id="all-taken">
            <ul class="row-list">
              {taken.map((measure) => (
                <TakenRow view={view} measure={measure} classes={classes} />
              ))}
            </ul>
            <NoRowFits view={view} />
          </div>
        </>
      )}
    </Section>
  )
}

function TakenRow({ view, measure, classes }: Pick<Props, 'view' | 'classes'> & { readonly measure: TakenMeasure }) {
  const t = view.t.directing.measures
  const about = measure.device?.label ?? classNames(measure.class === undefined ? [] : [measure.class], classes)
  const state = measure.isOver ? t.over : t.running
  const offence = measure.offence && view.say(measure.offence.offence)
  return (
    <li
      class="row flex-wrap"
      data-match={matching(t.kinds[measure.kind], about, state, measure.by, measure.why, offence)}
    >
      <div class="min-w-0 flex-1 basis-64">
        <p class="font-semibold">
          {t.kinds[measure.kind]}: <Name>{about}</Name>{' '}
          <span class={measure.isOver ? 'tag' : 'tag tag-warning'}>{state}</span>
        </p>
        <p class="text-sm">
          <Moment view={view} at={measure.from} />
          {measure.until !== undefined && (
            <>
              {' '}
              {view.t.until('')}
              <Moment view={view} at={measure.until} />
            </>
          )}{' '}
          · <Name>{view.t.directing.by(measure.by)}</Name>
        </p>
        <p class="text-sm text-muted">
          {offence && `${offence} · `}
          <Name>{measure.why}</Name>
        </p>
        {(measure.earlier ?? 0) > 0 && <p class="text-sm text-muted">{t.earlier(measure.earlier ?? 0)}</p>}
      </div>
      <div class="flex flex-wrap gap-2">
        <a class="btn btn-ghost" href={`/measures/${measure.id}/letter/parents`}>
          {t.parentsLetter}
        </a>
        <a class="btn btn-ghost" href={`/measures/${measure.id}/letter/file`}>
          {t.fileLetter}
        </a>
        {!measure.isOver && measure.kind !== 'exclusion' && (
          <Form action={`/measures/${measure.id}/end`} class="contents">
            <button type="submit" class="btn btn-outline" aria-label={`${t.end}: ${t.kinds[measure.kind]}, ${about}`}>
              {t.end}
            </button>
          </Form>
        )}
      </div>
    </li>
  )
}
