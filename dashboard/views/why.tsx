import type { Explained, Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import type { WhyQuestion } from '../forms/why.ts'
import { Input, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly fields: Fields
  readonly problem?: Refusal
  readonly answer?: { readonly question: WhyQuestion; readonly explained: Explained }
}

/** Asks about a name, and answers with a sentence, its clause, and until when it holds. */
export function WhyPage(props: Props) {
  const { view, problem, answer } = props
  const { why } = view.t.office
  return (
    <Layout view={view} title={why.title}>
      <Heading title={why.title} lead={why.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Question {...props} />
        {answer && <Answer view={view} answer={answer} />}
      </div>
    </Layout>
  )
}

function Question({ view, policy, fields }: Props) {
  const { why } = view.t.office
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
      <Input label={why.at} name="at" type="datetime-local" hint={why.atHint} value={fields.text('at')} />
      <button type="submit" class="btn btn-primary">
        <Icon name="search" />
        {why.ask}
      </button>
    </form>
  )
}

function Answer({ view, answer }: { readonly view: View; readonly answer: NonNullable<Props['answer']> }) {
  const { t, moments } = view
  const { why } = t.office
  const { question, explained } = answer
  const { verdict, reason, until } = explained
  const steps: Readonly<Record<string, string>> = why.steps
  return (
    <section class="verdict" data-verdict={verdict} aria-labelledby="verdict-heading">
      <h2 id="verdict-heading" class="flex items-center gap-2 text-2xl font-bold">
        <Icon name={verdict === 'block' ? 'lock' : 'open'} class="size-7" />
        {why.verdicts[verdict]}
      </h2>
      <p class="mt-1 font-mono font-semibold">
        <Name>{question.name}</Name>
      </p>
      <p class="text-sm">{moments.when(question.at, view.now)}</p>
      <p class="mt-4 text-lg">{view.say(reason.text)}</p>
      <p class="mt-2">{until === undefined ? why.forGood : why.until(moments.when(until, view.now))}</p>
      <p class="mt-4 text-sm">
        {why.step}: {steps[reason.kind] ?? reason.kind}
        {reason.clause && ` · ${t.clause(reason.clause)}`}
      </p>
      <a
        href={`/attempts?name=${encodeURIComponent(question.name)}`}
        class="mt-4 inline-flex min-h-11 items-center font-medium underline underline-offset-4"
      >
        {why.recent}
      </a>
    </section>
  )
}
