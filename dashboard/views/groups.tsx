import type { Refusal } from '../../src/app/app.ts'
import type { Group, Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Form, Seen, Select, TextArea } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { SafeSearchField, safeSearchText, YoutubeField, youtubeText } from './restricted-modes.tsx'
import { Name } from './words.tsx'

/** The form that was refused, and why. */
interface Refused {
  readonly group: string
  readonly problem: Refusal
  readonly fields: Fields
}

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly refused: Refused | undefined
}

/** Every group as a card: what it is now, and unfolded the forms to change it. */
export function GroupsPage({ view, policy, refused }: Props) {
  const { groups } = view.t.office
  return (
    <Layout view={view} title={groups.title}>
      <Heading title={groups.title} lead={groups.lead} />
      <div class="grid grid-cols-1 items-start gap-5 md:grid-cols-2">
        {policy.groups.map((group) => (
          <GroupCard
            view={view}
            policy={policy}
            group={group}
            refused={refused?.group === group.id ? refused : undefined}
          />
        ))}
      </div>
    </Layout>
  )
}

function GroupCard({ view, policy, group, refused }: Props & { readonly group: Group }) {
  const { groups } = view.t.office
  return (
    <section class="card-panel" aria-labelledby={`group-${group.id}`}>
      <h2 id={`group-${group.id}`} class="text-xl font-bold">
        <Name>{view.say(group.name)}</Name>
      </h2>
      <ProblemNotice view={view} problem={refused?.problem} />
      <Facts view={view} policy={policy} group={group} />
      <details class="fold mt-3" open={refused !== undefined}>
        <summary>{groups.edit}</summary>
        <div class="mt-4 flex flex-col gap-6">
          <Form action={`/groups/${group.id}/networks`}>
            <Seen view={view} />
            <TextArea
              label={groups.networks}
              name="networks"
              hint={groups.networksHint}
              value={refused?.fields.optional('networks') ?? group.networks.join('\n')}
            />
            <button type="submit" class="btn btn-primary self-start">
              {groups.saveNetworks}
            </button>
          </Form>
          <hr class="border-base-300" />
          <Settings view={view} policy={policy} group={group} />
        </div>
      </details>
    </section>
  )
}

function Facts({ view, policy, group }: Omit<Props, 'refused'> & { readonly group: Group }) {
  const { groups } = view.t.office
  const timetable = policy.timetables.find(({ id }) => id === group.timetable)
  const facts = [
    { label: groups.safeSearch, value: safeSearchText(view, group) },
    { label: groups.youtube, value: youtubeText(view, group) },
    { label: groups.record, value: groups.records[group.record] },
    { label: groups.timetable, value: timetable ? view.say(timetable.name) : groups.noTimetable },
  ]
  return (
    <dl class="facts mt-3">
      <dt>{groups.networks}</dt>
      <dd class="font-mono text-sm">
        {group.networks.length === 0 ? (
          <span class="font-sans text-muted">{groups.noNetworks}</span>
        ) : (
          group.networks.map((network) => <span class="me-3 inline-block">{network}</span>)
        )}
      </dd>
      {facts.map(({ label, value }) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
      {group.onlyThese && <dd class="col-span-2 font-medium">{groups.onlyThese}</dd>}
    </dl>
  )
}

function Settings({ view, policy, group }: Omit<Props, 'refused'> & { readonly group: Group }) {
  const { groups } = view.t.office
  const timetables = policy.timetables.map(({ id, name }) => ({ value: id, text: view.say(name) }))
  const none = group.timetable === undefined ? [{ value: '', text: groups.noTimetable }] : []
  return (
    <Form action={`/groups/${group.id}`}>
      <Seen view={view} />
      <SafeSearchField view={view} group={group} />
      <YoutubeField view={view} group={group} />
      <Select label={groups.record} name="record" value={group.record} options={optionsOf(groups.records)} />
      <Select
        label={groups.timetable}
        name="timetable"
        value={group.timetable ?? ''}
        options={[...none, ...timetables]}
      />
      <button type="submit" class="btn btn-primary self-start">
        {view.t.save}
      </button>
    </Form>
  )
}

const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))
