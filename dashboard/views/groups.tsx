import type { Refusal, TrialView } from '../../src/app/app.ts'
import { usualLimits } from '../../src/app/app.ts'
import type { Group, Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { CopyForm } from './copy-form.tsx'
import { Form, Input, Seen, Select, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { safeSearchText, youtubeText } from './restricted-modes.tsx'
import { Panel } from './section.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly trials: readonly TrialView[]
  readonly problem: Refusal | undefined
  readonly fields: Fields
}

/** Every group as a card that says what it means; below, how much one device may ask. */
export function GroupsPage(props: Props) {
  const { view, policy, problem } = props
  const { groups } = view.t.office
  return (
    <Layout view={view} title={groups.title}>
      <Heading title={groups.title} lead={groups.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-8">
        <div class="grid grid-cols-1 gap-4 md:grid-cols-2 xl:grid-cols-3">
          {policy.groups.map((group) => (
            <GroupCard {...props} group={group} />
          ))}
        </div>
        <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <div class="flex flex-col gap-6">
            <AddGroup {...props} />
            <UnknownForm view={view} policy={policy} />
          </div>
          <LimitsForm view={view} policy={policy} />
        </div>
      </div>
    </Layout>
  )
}

/** What a group means, in plain sentences. */
export function groupSentences(view: View, policy: Policy, group: Group): readonly string[] {
  const { sentences: t } = view.t.keeping.groups
  const timetable = policy.timetables.find(({ id }) => id === group.timetable)
  return [
    group.onlyThese ? t.onlyThese : t.open,
    timetable ? t.timetable(view.say(timetable.name)) : t.noTimetable,
    t.safe(safeSearchText(view, group)),
    t.youtube(youtubeText(view, group)),
    t.record[group.record],
    ...(group.ech === 'withhold' ? [t.ech] : []),
    ...(policy.unknown === group.id ? [view.t.keeping.groups.unknown] : []),
  ]
}

function GroupCard({ view, policy, trials, group }: Props & { readonly group: Group }) {
  const { groups: t } = view.t.keeping
  const name = view.say(group.name)
  const trial = trials.find((running) => running.group.id === group.id)
  const rules = policy.rules.filter((rule) => rule.groups.includes(group.id))
  const locked = rules.filter((rule) => rule.locked).length
  return (
    <section class="card-panel flex flex-col" aria-labelledby={`group-${group.id}`}>
      <h2 id={`group-${group.id}`} class="text-xl font-bold">
        <Name>{name}</Name>
      </h2>
      {trial && (
        <p class="mt-1">
          <span class="tag tag-warning">{t.onTrial(view.moments.when(trial.until, view.now))}</span>
        </p>
      )}
      <p class="mt-1 font-mono text-sm">
        {group.networks.length === 0 ? (
          <span class="font-sans text-muted">{view.t.office.groups.noNetworks}</span>
        ) : (
          group.networks.map((network) => <span class="me-3 inline-block">{network}</span>)
        )}
      </p>
      <p class="mt-3 flex-1 text-pretty">
        <Name>{groupSentences(view, policy, group).join(' ')}</Name>
      </p>
      <div class="mt-4 flex flex-wrap items-center justify-between gap-2">
        <a
          href={`/rules?group=${encodeURIComponent(group.id)}`}
          class="inline-flex min-h-11 items-center font-medium text-primary underline-offset-4 hover:underline"
        >
          {t.rules(rules.length, locked)}
        </a>
        <a
          href={`/groups/${encodeURIComponent(group.id)}`}
          class="btn btn-outline"
          aria-label={visible(t.changeWhat(name))}
        >
          <Icon name="edit" />
          {t.change}
        </a>
      </div>
    </section>
  )
}

const optionsOf = (view: View, { groups }: Policy) =>
  groups.map(({ id, name }) => ({ value: id, text: view.say(name) }))

function AddGroup({ view, policy, fields }: Props) {
  const { groups: t } = view.t.making
  return (
    <Panel id="add" title={t.add}>
      <p class="-mt-2 mb-4 text-muted">{t.addLead}</p>
      <CopyForm view={view} action="/groups" submit={t.add} options={optionsOf(view, policy)} fields={fields} />
    </Panel>
  )
}

function UnknownForm({ view, policy }: Pick<Props, 'view' | 'policy'>) {
  const { groups: t } = view.t.making
  return (
    <Panel id="unknown" title={t.unknown}>
      <p class="-mt-2 mb-4 text-muted">{t.unknownLead}</p>
      <Form action="/unknown-devices">
        <Seen view={view} />
        <Select label={t.unknownIn} name="group" options={optionsOf(view, policy)} value={policy.unknown} />
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Panel>
  )
}

function LimitsForm({ view, policy }: Pick<Props, 'view' | 'policy'>) {
  const { groups: t } = view.t.keeping
  const limits = policy.limits ?? usualLimits
  return (
    <Panel id="limits" title={t.limits}>
      <p class="-mt-2 mb-4 text-muted">{t.limitsLead}</p>
      <Form action="/limits">
        <Seen view={view} />
        <div class="grid grid-cols-2 gap-3">
          <Input
            label={t.perSecond}
            name="per-second"
            type="number"
            value={String(limits.queriesPerSecond)}
            inputmode="numeric"
            required
          />
          <Input label={t.burst} name="burst" type="number" value={String(limits.burst)} inputmode="numeric" required />
        </div>
        <Ticks
          label={t.unlimited}
          name="unlimited"
          hint={t.unlimitedHint}
          options={optionsOf(view, policy)}
          values={limits.unlimited}
        />
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Panel>
  )
}
