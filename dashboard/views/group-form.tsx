import type { Refusal, TrialFigures, TrialView } from '../../src/app/app.ts'
import type { Group, Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { NameInputs, RemoveForm } from './copy-form.tsx'
import { BackLink } from './device.tsx'
import { Form, Seen, Select, TextArea, Tick } from './field.tsx'
import { groupSentences } from './groups.tsx'
import { Heading, Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { SafeSearchField, YoutubeField } from './restricted-modes.tsx'
import { Panel } from './section.tsx'
import { TrialPanel } from './trial.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly group: Group
  readonly trial: TrialView | undefined
  readonly figures: TrialFigures | undefined
  readonly problem: Refusal | undefined
  /** What was typed, when it was refused. */
  readonly fields: Fields | undefined
}

/** One device group: what it means now, and the forms to change it. */
export function GroupPage(props: Props) {
  const { view, policy, group, problem, fields, trial, figures } = props
  const { groups: t } = view.t.keeping
  const { groups } = view.t.office
  const name = view.say(group.name)
  return (
    <Layout view={view} title={name}>
      <BackLink href="/groups" text={t.back} />
      <Heading title={name} />
      <ProblemNotice view={view} problem={problem} />
      <p class="-mt-3 mb-6 max-w-3xl text-pretty">
        <Name>{groupSentences(view, policy, group).join(' ')}</Name>
      </p>
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <Settings view={view} policy={policy} group={group} fields={fields} />
        <div class="flex flex-col gap-6">
          <section class="card-panel" aria-label={groups.networks}>
            <Form action={`/groups/${encodeURIComponent(group.id)}/networks`}>
              <Seen view={view} />
              <TextArea
                label={groups.networks}
                name="networks"
                hint={groups.networksHint}
                value={fields?.has('networks') ? fields.text('networks') : group.networks.join('\n')}
                mono
              />
              <button type="submit" class="btn btn-primary self-start">
                {groups.saveNetworks}
              </button>
            </Form>
          </section>
          <TrialPanel view={view} group={group} trial={trial} figures={figures} />
          <Panel id="remove" title={view.t.making.groups.remove}>
            <RemoveForm
              view={view}
              action={`/groups/${encodeURIComponent(group.id)}/remove`}
              lead={view.t.making.groups.removeLead}
              submit={view.t.making.groups.remove}
            />
          </Panel>
        </div>
      </div>
    </Layout>
  )
}

function Settings({ view, policy, group, fields }: Pick<Props, 'view' | 'policy' | 'group' | 'fields'>) {
  const { groups } = view.t.office
  const { groups: t } = view.t.keeping
  const timetables = policy.timetables.map(({ id, name }) => ({ value: id, text: view.say(name) }))
  const none = group.timetable === undefined ? [{ value: '', text: groups.noTimetable }] : []
  return (
    <Panel id="settings" title={t.settings}>
      <Form action={`/groups/${encodeURIComponent(group.id)}`} class="flex flex-col gap-5">
        <Seen view={view} />
        <NameInputs view={view} name={group.name} {...(fields && { fields })} />
        <Select
          label={groups.timetable}
          name="timetable"
          value={group.timetable ?? ''}
          options={[...none, ...timetables]}
        />
        <SafeSearchField view={view} group={group} />
        <YoutubeField view={view} group={group} />
        <Select label={groups.record} name="record" value={group.record} options={optionsOf(groups.records)} />
        <Select label={t.ech} name="ech" hint={t.echHint} value={group.ech ?? 'pass'} options={optionsOf(t.echs)} />
        <Tick label={t.onlyThese} name="only-these" hint={t.onlyTheseHint} checked={group.onlyThese} />
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Panel>
  )
}

const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))
