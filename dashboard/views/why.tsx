import type { DeviceView, Refusal, WhyClosed } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { whyQuery } from '../forms/why.ts'
import { DayStrip } from './day-strip.tsx'
import { Input, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { PutRight } from './put-right.tsx'
import { Panel } from './section.tsx'
import type { WhyAnswer } from './why-answer.ts'
import { Name } from './words.tsx'

export interface WhyProps {
  readonly view: View
  readonly policy: Policy
  readonly fields: Fields
  readonly problem?: Refusal | undefined
  /** Devices that may be meant. */
  readonly choices?: readonly DeviceView[]
  readonly answer?: WhyAnswer
}

/** Asks about a name, and answers with a sentence, what is behind it, until when it holds, and how to put it right. */
export function WhyPage(props: WhyProps) {
  const { view, problem, choices, answer, fields } = props
  const { why } = view.t.office
  return (
    <Layout view={view} title={why.title}>
      <Heading title={why.title} lead={why.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Question {...props} />
        <div class="flex min-w-0 flex-col gap-6 max-lg:order-first">
          {choices && <Choices view={view} choices={choices} fields={fields} />}
          {answer && (
            <>
              <Answer view={view} policy={props.policy} answer={answer} />
              <DayStrip view={view} answer={answer} />
              <Also view={view} answer={answer} fields={fields} />
              <PutRight view={view} policy={props.policy} fields={fields} answer={answer} />
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}

function Question({ view, policy, fields, answer }: WhyProps) {
  const { why } = view.t.office
  const { closed } = view.t
  const groups = policy.groups.map(({ id, name }) => ({ value: id, text: view.say(name) }))
  const classes = [
    { value: '', text: why.noClass },
    ...policy.classes.map(({ id, name }) => ({ value: id, text: name })),
  ]
  return (
    <form method="get" action="/why" class="card-panel flex flex-col gap-4">
      <Input
        label={why.name}
        name="name"
        value={fields.text('name')}
        placeholder={why.namePlaceholder}
        inputmode="url"
        required
        maxlength={300}
      />
      <Select label={why.group} name="group" options={groups} value={fields.text('group')} />
      <Select label={why.class} name="class" options={classes} value={fields.text('class')} />
      <Input
        label={closed.why.device}
        name="device"
        hint={closed.why.deviceHint}
        value={fields.text('device') || answer?.device}
        maxlength={100}
      />
      <Input label={why.at} name="at" type="datetime-local" hint={why.atHint} value={fields.text('at')} />
      <button type="submit" class="btn btn-primary">
        <Icon name="search" />
        {why.ask}
      </button>
    </form>
  )
}

function Choices({
  view,
  choices,
  fields,
}: {
  readonly view: View
  readonly choices: readonly DeviceView[]
  readonly fields: Fields
}) {
  return (
    <section class="card-panel">
      <p>{view.t.closed.why.several}</p>
      <ul class="mt-2">
        {choices.map(({ id, label }) => (
          <li>
            <a class="link-row" href={`/why${whyQuery(fields.with('id', id))}`}>
              <Icon name="device" />
              <Name>{label}</Name>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Answer({
  view,
  policy,
  answer,
}: {
  readonly view: View
  readonly policy: Policy
  readonly answer: WhyAnswer
}) {
  const { t, moments } = view
  const { why } = t.office
  const { verdict, reason, until } = answer.explained
  const steps: Readonly<Record<string, string>> = why.steps
  return (
    <section class="verdict" data-verdict={verdict} aria-labelledby="verdict-heading">
      <h2 id="verdict-heading" class="flex items-center gap-2 text-2xl font-bold">
        <Icon name={verdict === 'block' ? 'lock' : 'open'} class="size-7" />
        {why.verdicts[verdict]}
      </h2>
      <p class="mt-1 font-mono font-semibold">
        <Name>{answer.name}</Name>
      </p>
      <p class="text-sm">
        <Name>{whomOf(view, policy, answer)}</Name> · {moments.when(answer.at, view.now)}
      </p>
      <p class="mt-4 text-lg">
        <Name>{view.say(reason.text)}</Name>
      </p>
      <p class="mt-2">{until === undefined ? why.forGood : why.until(moments.when(until, view.now))}</p>
      <Behind view={view} answer={answer} />
      <p class="mt-3 text-sm">
        {why.step}: {steps[reason.kind] ?? reason.kind}
        {reason.clause && ` · ${t.clause(reason.clause)}`}
      </p>
      <a
        href={`/attempts?name=${encodeURIComponent(answer.name)}`}
        class="mt-4 inline-flex min-h-11 items-center font-medium underline underline-offset-4"
      >
        {why.recent}
      </a>
    </section>
  )
}

function whomOf(view: View, policy: Policy, { client, device }: WhyAnswer): string {
  const group = policy.groups.find(({ id }) => id === client.group)
  const classes = policy.classes.filter(({ id }) => client.classes.includes(id)).map(({ name }) => name)
  return [device, group && view.say(group.name), ...classes].filter((text) => text !== undefined).join(' · ')
}

/** The rule, the lists and the app behind it. */
function Behind({ view, answer }: { readonly view: View; readonly answer: WhyAnswer }) {
  const { why } = view.t.closed
  const { rule, lists, platform } = answer.behind
  return (
    <dl class="facts mt-4 text-sm">
      <dt>{why.rule}</dt>
      <dd>
        <Name>{rule === undefined ? why.noRule : view.say(rule.sentence)}</Name>
      </dd>
      {lists.length > 0 && <dt>{why.lists}</dt>}
      {lists.map(({ id, category, updated, entry, since }) => (
        <dd class="col-start-2">
          <Name>{why.list(id, view.say(category), view.moments.when(updated, view.now))}</Name>{' '}
          {entry !== answer.name && (
            <>
              <Name>{why.listedAs(entry)}</Name>{' '}
            </>
          )}
          <span class="font-semibold">{sinceWords(view, since)}</span>
        </dd>
      ))}
      {platform && (
        <>
          <dt>{why.platform}</dt>
          <dd>
            <Name>{platform.name}</Name>
          </dd>
        </>
      )}
    </dl>
  )
}

function sinceWords(view: View, { at, isKnown }: WhyClosed['lists'][number]['since']): string {
  const { why } = view.t.closed
  const day = `${view.moments.date(view.moments.iso(at).slice(0, 10))}, ${view.moments.clock(at)}`
  return isKnown ? why.listedSince(day) : why.listedBefore(day)
}

function Also({ view, answer, fields }: { readonly view: View; readonly answer: WhyAnswer; readonly fields: Fields }) {
  const { why } = view.t.closed
  if (answer.behind.also.length === 0) return null
  return (
    <Panel id="also" title={why.also}>
      <p class="mb-2 text-sm text-muted">{why.alsoLead}</p>
      <ul class="row-list">
        {answer.behind.also.map(({ name, because }) => (
          <li class="row flex-wrap">
            <a
              class="min-w-0 flex-1 font-mono underline underline-offset-4"
              href={`/why${whyQuery(fields.with('name', name))}`}
            >
              <Name>{name}</Name>
            </a>
            <span class="text-sm text-muted">{why.because[because]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
