import type { Outcome, Refusal, RuleOffice, RulePreview, RuleView } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { timesOfRules } from '../forms/rules.ts'
import { BackLink } from './device.tsx'
import { Input, Seen, Select, Tick, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { RulePreviewPart } from './rule-preview.tsx'
import { visible } from './words.tsx'

/** What the form of a rule is drawn from: the rule as it is, or what was typed. */
export interface RulePageProps {
  readonly view: View
  readonly policy: Policy
  readonly targets: ReturnType<RuleOffice['targets']>
  readonly fields: Fields
  /** The rule that is changed; undefined for a new one. */
  readonly known: RuleView | undefined
  readonly preview: Outcome<readonly RulePreview[]> | undefined
  readonly problem: Refusal | undefined
}

/** The form of a rule, with what it would change beside it. */
export function RulePage(props: RulePageProps) {
  const { view, known, preview, problem } = props
  const { rule: t } = view.t.agreements
  const title = known ? t.title : t.newTitle
  return (
    <Layout view={view} title={title}>
      <BackLink href={`/rules?group=${encodeURIComponent(known?.rule.groups[0] ?? '')}`} text={t.back} />
      <Heading title={title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      {known?.isBasis && (
        <p class="notice mb-5 border-base-300 bg-base-100">
          <Icon name="lock" />
          {t.basis}
        </p>
      )}
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <RuleForm {...props} />
        <div class="lg:sticky lg:top-6">
          <RulePreviewPart view={view} preview={preview?.ok ? preview : undefined} save="rule-form" />
        </div>
      </div>
    </Layout>
  )
}

/** Asks whether a rule is to go, and says what would be open then. */
export function RemoveRulePage({
  view,
  known,
  preview,
  problem,
}: Pick<RulePageProps, 'view' | 'problem'> & {
  readonly known: RuleView
  readonly preview: Outcome<readonly RulePreview[]>
}) {
  const { rule: t } = view.t.agreements
  return (
    <Layout view={view} title={t.removeTitle}>
      <BackLink href={`/rules?group=${encodeURIComponent(known.rule.groups[0] ?? '')}`} text={t.back} />
      <Heading title={t.removeTitle} lead={view.say(known.sentence)} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-2xl flex-col gap-5">
        <p>{t.removeLead}</p>
        <RulePreviewPart view={view} preview={preview} />
        <form method="post" action="/rules/remove" class="flex flex-wrap gap-2">
          <Seen view={view} />
          <input type="hidden" name="id" value={known.rule.id} />
          <button type="submit" class="btn btn-error">
            <Icon name="bin" />
            {t.removeYes}
          </button>
          <a href={`/rules/rule?id=${encodeURIComponent(known.rule.id)}`} class="btn btn-ghost">
            {view.t.cancel}
          </a>
        </form>
      </div>
    </Layout>
  )
}

function RuleForm(props: RulePageProps) {
  const { view, policy, known } = props
  const { rule: t } = view.t.agreements
  const chosen = choicesOf(props)
  const clauses = Object.entries(policy.clauses).map(([id, text]) => ({
    value: id,
    text: `${id}: ${cut(view.say(text))}`,
  }))
  return (
    <form
      id="rule-form"
      method="post"
      action="/rules/rule"
      class="card-panel flex flex-col gap-5"
      hx-post="/rules/rule"
      hx-trigger="change delay:150ms"
      hx-target="#preview"
      hx-swap="outerHTML"
      data-keep
    >
      <Seen view={view} />
      {known && <input type="hidden" name="id" value={known.rule.id} />}
      <fieldset>
        <legend class="field-label">{t.state}</legend>
        <div class="mt-1 grid grid-cols-2 gap-2">
          {(['closed', 'open'] as const).map((state) => (
            <label class="segment">
              <input type="radio" name="state" value={state} checked={chosen.state === state} />
              {t[state]}
            </label>
          ))}
        </div>
      </fieldset>
      <TargetSelect {...props} value={chosen.target} />
      <Input
        label={t.site}
        name="site"
        value={chosen.site}
        placeholder={t.sitePlaceholder}
        hint={t.siteHint}
        inputmode="url"
        maxlength={300}
      />
      <Ticks
        label={t.groups}
        name="group"
        options={policy.groups.map(({ id, name }) => ({ value: id, text: view.say(name) }))}
        values={chosen.groups}
      />
      <Ticks
        label={t.when}
        name="when"
        hint={t.whenHint}
        options={[
          { value: 'always', text: t.always },
          ...timesOfRules.map((time) => ({ value: time, text: t.times[time] })),
        ]}
        values={chosen.when}
      />
      <Tick label={t.locked} name="locked" checked={chosen.locked} class="self-start" />
      {policy.classes.length > 0 && (
        <details class="fold" open={chosen.classes.length > 0}>
          <summary>{t.classes}</summary>
          <div class="mt-2">
            <Ticks
              label={t.classes}
              name="class"
              hint={t.classesHint}
              options={policy.classes.map(({ id, name }) => ({ value: id, text: name }))}
              values={chosen.classes}
            />
          </div>
        </details>
      )}
      <Select
        label={t.clause}
        name="clause"
        value={chosen.clause}
        options={[{ value: '', text: t.noClause }, ...clauses]}
      />
      <div class="flex flex-wrap items-center gap-2">
        <button type="submit" class="btn btn-outline" name="do" value="preview">
          <Icon name="search" />
          {t.look}
        </button>
        {known && !known.isBasis && (
          <a href={`/rules/remove?id=${encodeURIComponent(known.rule.id)}`} class="btn btn-ghost text-error">
            <Icon name="bin" />
            {t.remove}
          </a>
        )}
      </div>
    </form>
  )
}

function TargetSelect({ view, targets, value }: RulePageProps & { readonly value: string }) {
  const { rule: t } = view.t.agreements
  return (
    <label class="field">
      <span class="field-label">{t.what}</span>
      <select class="select w-full" name="target">
        <option value="">{t.choose}</option>
        <option value="everything" selected={value === 'everything'}>
          {t.everything}
        </option>
        {(['set', 'category', 'platform'] as const).map((kind) => (
          <optgroup label={t.kinds[kind]}>
            {targets[kind].map(({ target, name }) => (
              <option value={target} selected={target === value}>
                {visible(view.say(name))}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

interface Choices {
  readonly state: string
  readonly target: string
  readonly site: string
  readonly groups: readonly string[]
  readonly classes: readonly string[]
  readonly when: readonly string[]
  readonly locked: boolean
  readonly clause: string
}

/** What was typed goes before what the rule is: a form that was refused stays as it was sent. */
function choicesOf({ fields, known, preview, problem }: RulePageProps): Choices {
  if (!known || preview || problem) {
    return {
      state: fields.text('state') || 'closed',
      ...{ target: fields.text('target'), site: fields.text('site'), clause: fields.text('clause') },
      ...{ groups: fields.all('group'), classes: fields.all('class'), when: fields.all('when') },
      locked: fields.has('locked'),
    }
  }
  const { rule, target } = known
  const site = rule.target.kind === 'site' ? rule.target.name : ''
  return {
    ...{ state: rule.state, target: site === '' ? target : '', site, groups: rule.groups, locked: rule.locked },
    ...{
      classes: rule.classes ?? [],
      when: rule.when === 'always' ? ['always'] : rule.when,
      clause: rule.clause ?? '',
    },
  }
}

const cut = (text: string): string => (text.length > 70 ? `${text.slice(0, 69)}…` : text)
