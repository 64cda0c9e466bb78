import type { Child } from 'hono/jsx'
import type { Refusal } from '../../src/app/app.ts'
import type { OwnNetwork, PresetView, UpstreamCheck } from '../../src/app/box/setting-up.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Input, Seen, Select, TextArea } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { ClassTicks, RoleTicks } from './people.tsx'
import { Panel } from './section.tsx'
import { Sending } from './sending.tsx'
import { NextButton, PresetChoices, UpstreamFields } from './setup-parts.tsx'

/** The steps of setting up, in their order. */
export const steps = ['school', 'protocol', 'holidays', 'networks', 'upstreams', 'teacher', 'start'] as const
export type Step = (typeof steps)[number]

/** All that a step may show. */
export interface StepProps {
  readonly view: View
  readonly step: Step
  readonly fields: Fields
  readonly problem: Refusal | undefined
  readonly policy: Policy
  readonly presets: readonly PresetView[]
  readonly networks: readonly OwnNetwork[]
  readonly upstreams: readonly string[]
  readonly checks: readonly UpstreamCheck[] | undefined
}

/** One step of setting up. */
export function SetupPage(props: StepProps) {
  const { view, step, problem } = props
  const t = view.t.setup
  const number = steps.indexOf(step) + 1
  return (
    <Layout view={view} title={`${t.title}: ${t.steps[step]}`}>
      <ProblemNotice view={view} problem={problem} />
      <p class="mb-1 font-medium text-muted">{t.step(number, steps.length)}</p>
      <progress
        class="mb-4 h-2 w-full max-w-2xl accent-primary"
        value={number}
        max={steps.length}
        aria-label={t.title}
      />
      <Heading title={t.steps[step]} lead={leadOf(view, step)} />
      <div class="card-panel max-w-2xl">{formOf(props)}</div>
      {step === 'school' && <RestoreForm view={view} />}
      <p class="mt-6">
        <a href="/today" class="underline underline-offset-4">
          {t.later}
        </a>
      </p>
    </Layout>
  )
}

function leadOf({ t: { setup } }: View, step: Step): string {
  return {
    school: setup.schoolLead,
    protocol: setup.protocolLead,
    holidays: setup.holidaysLead,
    networks: setup.networksLead,
    upstreams: setup.upstreamsLead,
    teacher: setup.teacherLead,
    start: setup.startLead,
  }[step]
}

function formOf(props: StepProps): Child {
  const { step } = props
  switch (step) {
    case 'school':
      return <SchoolForm {...props} />
    case 'protocol':
      return <ProtocolForm {...props} />
    case 'holidays':
      return <HolidaysForm {...props} />
    case 'networks':
      return <NetworksForm {...props} />
    case 'upstreams':
      return <UpstreamsForm {...props} />
    case 'teacher':
      return <TeacherForm {...props} />
    case 'start':
      return <StartForm {...props} />
    default:
      return step satisfies never
  }
}

function SchoolForm({ view, fields, policy }: StepProps) {
  const t = view.t.setup
  const languages = Object.entries(view.t.office.people.languages).map(([value, text]) => ({ value, text }))
  const types = Object.entries(t.types).map(([value, text]) => ({ value, text }))
  return (
    <Form action="/setup/school">
      <Input label={t.name} name="name" value={fields.text('name')} required maxlength={120} autofocus />
      <Select label={t.type} name="type" options={types} value={fields.optional('type') ?? policy.school.type} />
      <Select
        label={t.language}
        name="language"
        options={languages}
        value={fields.optional('language') ?? view.language}
      />
      <NextButton>{t.next}</NextButton>
    </Form>
  )
}

function RestoreForm({ view }: { readonly view: View }) {
  const t = view.t.setup
  return (
    <Panel id="restore" title={t.restoreTitle} class="mt-6 max-w-2xl">
      <p class="mb-4 text-muted">{t.restoreLead}</p>
      <form method="post" action="/setup/restore" enctype="multipart/form-data" class="flex flex-col gap-4">
        <label class="field">
          <span class="field-label">{t.restoreFile}</span>
          <input type="file" class="file-input w-full" name="file" required />
        </label>
        <Input label={t.passphrase} name="passphrase" type="password" required />
        <button type="submit" class="btn btn-outline self-start">
          {t.restore}
        </button>
        <Sending view={view} />
      </form>
    </Panel>
  )
}

function ProtocolForm({ view, fields, presets }: StepProps) {
  const type = fields.text('type') === 'secondary' ? 'secondary' : 'primary'
  return (
    <Form action="/setup/protocol">
      <Seen view={view} />
      {(['name', 'type', 'language'] as const).map((name) => (
        <input type="hidden" name={name} value={fields.text(name)} />
      ))}
      <PresetChoices view={view} presets={presets} type={type} chosen={fields.text('preset')} />
      <NextButton>{view.t.setup.next}</NextButton>
    </Form>
  )
}

function HolidaysForm({ view, policy }: StepProps) {
  const t = view.t.setup
  const regions = Object.entries(t.regions).map(([value, text]) => ({ value, text }))
  return (
    <Form action="/setup/holidays">
      <Seen view={view} />
      <Select label={t.region} name="region" options={regions} value={policy.calendar.region ?? 'nl-midden'} />
      <NextButton>{t.next}</NextButton>
    </Form>
  )
}

function NetworksForm({ view, fields, policy, networks }: StepProps) {
  const t = view.t.setup
  return (
    <Form action="/setup/networks">
      <Seen view={view} />
      {networks.length === 0 ? (
        <p>{t.networksNone}</p>
      ) : (
        <p>
          {t.networksHere} <span class="font-mono">{[...new Set(networks.map(({ cidr }) => cidr))].join(', ')}</span>
        </p>
      )}
      {policy.groups.map((group) => (
        <TextArea
          label={view.say(group.name)}
          name={`net-${group.id}`}
          value={fields.has(`net-${group.id}`) ? fields.text(`net-${group.id}`) : group.networks.join('\n')}
          rows={2}
          mono
        />
      ))}
      <p class="text-sm text-muted">{t.networksHint}</p>
      <NextButton>{t.next}</NextButton>
    </Form>
  )
}

/** Whether servers were tried and not one of them answers. */
export const isSilent = (checks: readonly UpstreamCheck[] | undefined): boolean =>
  checks?.every(({ state }) => state.kind !== 'answers') ?? false

function UpstreamsForm({ view, fields, upstreams, checks }: StepProps) {
  const t = view.t.setup
  const text = fields.has('upstreams') ? fields.long('upstreams') : upstreams.join('\n')
  return (
    <Form action="/setup/upstreams">
      <UpstreamFields view={view} text={text} checks={checks} />
      {isSilent(checks) && (
        <p class="notice notice-problem" role="alert">
          <Icon name="warning" />
          <span>{t.upstreamsSilent}</span>
        </p>
      )}
      <div class="flex flex-wrap items-end gap-3">
        <button type="submit" class="btn btn-outline" name="try" value="1">
          {t.upstreamsTest}
        </button>
        <NextButton>{t.next}</NextButton>
        {isSilent(checks) && (
          <button type="submit" class="btn btn-ghost" name="anyway" value="1">
            {t.anyway}
          </button>
        )}
      </div>
    </Form>
  )
}

function TeacherForm({ view, fields, policy }: StepProps) {
  const t = view.t.setup
  return (
    <Form action="/setup/teacher">
      <Input label={view.t.office.people.name} name="name" value={fields.text('name')} maxlength={80} autofocus />
      <RoleTicks view={view} chosen={fields.has('name') ? fields.all('role') : ['teacher']} />
      <ClassTicks view={view} classes={policy.classes} chosen={fields.all('class')} />
      <div class="flex flex-wrap items-center gap-4">
        <NextButton>{t.next}</NextButton>
        <a href="/setup/start" class="underline underline-offset-4">
          {t.skip}
        </a>
      </div>
    </Form>
  )
}

function StartForm({ view, fields }: StepProps) {
  const t = view.t.setup
  const isTrial = fields.text('how') !== 'now'
  return (
    <Form action="/setup/start">
      <fieldset class="flex flex-col gap-3">
        <legend class="sr-only">{t.steps.start}</legend>
        <label class="flex min-h-11 items-center gap-3">
          <input type="radio" class="radio radio-primary" name="how" value="trial" checked={isTrial} />
          {t.startTrial}
        </label>
        <Input label={t.startDays} name="days" type="number" value={fields.optional('days') ?? '7'} />
        <label class="flex min-h-11 items-center gap-3">
          <input type="radio" class="radio radio-primary" name="how" value="now" checked={!isTrial} />
          {t.startNow}
        </label>
      </fieldset>
      <NextButton>{t.startSubmit}</NextButton>
    </Form>
  )
}
