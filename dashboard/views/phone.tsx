import type { ExclusionView, Refusal, TakenMeasure } from '../../src/app/app.ts'
import type { Measure, SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Select } from './field.tsx'
import { BackLink } from './focus.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Section } from './section.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly of: SchoolClass
  readonly devices: readonly { readonly id: string; readonly label: string }[]
  readonly register: readonly Measure[]
  readonly mayExclude: boolean
  readonly mine: readonly TakenMeasure[]
  readonly excluded: readonly ExclusionView[]
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The page on which a teacher puts down that a phone was taken. */
export function PhonePage(props: Props) {
  const { view, of, devices, register, mayExclude, fields, problem } = props
  const t = view.t.teaching.phone
  const path = `/now/${encodeURIComponent(of.id)}`
  const choices = [
    { value: '', text: t.classOnly(of.name) },
    ...devices.map(({ id, label }) => ({ value: id, text: label })),
  ]
  const offences = [
    { value: '', text: t.noOffence },
    ...register.map(({ id, offence }) => ({ value: id, text: view.say(offence) })),
  ]
  return (
    <Layout view={view} title={`${t.title} · ${of.name}`}>
      <BackLink view={view} path={path} name={of.name} />
      <Heading title={`${t.title} · ${of.name}`} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-2xl flex-col gap-5">
        <Form action={`${path}/phone`} class="card-panel flex flex-col gap-4">
          <Select label={t.device} name="device" options={choices} value={fields.text('device')} />
          {register.length > 0 && (
            <Select label={t.offence} name="offence" options={offences} value={fields.text('offence')} />
          )}
          <Input label={t.why} name="why" hint={t.whyHint} value={fields.text('why')} maxlength={300} required />
          <button type="submit" class="btn btn-primary self-start">
            {t.submit}
          </button>
        </Form>
        {mayExclude && <Exclude {...props} path={path} />}
        <Mine {...props} path={path} />
      </div>
    </Layout>
  )
}

function Exclude({ view, devices, fields, excluded, path }: Props & { readonly path: string }) {
  const t = view.t.teaching.phone
  return (
    <section class="card-panel" aria-labelledby="exclude-heading">
      <h2 id="exclude-heading" class="text-lg font-bold">
        {t.exclude}
      </h2>
      <p class="mb-3 text-muted">{devices.length === 0 ? t.noDevices : t.excludeLead}</p>
      {devices.length > 0 && (
        <Form action={`${path}/exclusions`}>
          <Select
            label={t.device}
            name="device"
            options={devices.map(({ id, label }) => ({ value: id, text: label }))}
            value={fields.text('device')}
          />
          <Input label={t.why} name="reason" hint={t.whyHint} value={fields.text('reason')} maxlength={300} required />
          <button type="submit" class="btn btn-error self-start">
            {t.excludeSubmit}
          </button>
        </Form>
      )}
      <ul class="mt-3 flex flex-col gap-2">
        {excluded.map(({ id, device, until }) => (
          <li class="flex flex-wrap items-center justify-between gap-2">
            <span>
              <Name>{device.label}</Name>, {t.excludedUntil(view.moments.when(until, view.now))}
            </span>
            <Form action={`${path}/exclusions/${encodeURIComponent(id)}/lift`} class="contents">
              <button type="submit" class="btn" aria-label={`${t.lift}: ${device.label}`}>
                {t.lift}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mine({ view, mine, path }: Props & { readonly path: string }) {
  const { t } = view
  const { phone } = t.teaching
  return (
    <Section id="taken" title={phone.taken}>
      {mine.length === 0 ? (
        <p class="text-muted">{phone.none}</p>
      ) : (
        <ul class="row-list">
          {mine.map(({ id, kind, why, from, until, device, isOver }) => (
            <li class="row flex-wrap">
              <div class="min-w-0 flex-1 basis-52">
                <p class="font-bold">
                  {phone.kinds[kind]}
                  {device && <Name>{`: ${device.label}`}</Name>}
                </p>
                <p class="text-sm text-muted">
                  {view.moments.when(from, view.now)}
                  {' · '}
                  {isOver ? phone.over : until !== undefined && t.until(view.moments.when(until, view.now))}
                </p>
                <p class="text-sm">
                  <Name>{why}</Name>
                </p>
              </div>
              <a href={`${path}/phone/${encodeURIComponent(id)}`} class="btn">
                {phone.letter}
              </a>
              {kind === 'phone-taken' && !isOver && (
                <Form action={`${path}/phone/${encodeURIComponent(id)}/end`} class="contents">
                  <button type="submit" class="btn">
                    {phone.giveBack}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
