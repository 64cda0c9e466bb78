import type { AttemptView, RuleOffice } from '../../src/app/app.ts'
import type { Group, SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { AttemptSelection } from '../forms/attempt-filter.ts'
import { attemptSpans } from '../forms/attempt-filter.ts'
import { AttemptItem } from './attempt-item.tsx'
import { Input, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'

interface Props {
  readonly view: View
  readonly attempts: readonly AttemptView[]
  readonly selection: AttemptSelection
  readonly groups: readonly Group[]
  readonly classes: readonly SchoolClass[]
  /** The apps and kinds of sites to choose from. */
  readonly targets: ReturnType<RuleOffice['targets']>
  /** What is asked for is of too few devices to be shown. */
  readonly tooFew: boolean
  /** The query of this page, for the way back from one attempt. */
  readonly back: string
  /** The address of the live stream; undefined on a page to which nothing comes. */
  readonly live: string | undefined
  readonly older: string | undefined
}

/** The list of what was blocked, with its filters. New rows wait behind one line, so that what is read stays where it is. */
export function AttemptsPage(props: Props) {
  const { view, attempts, live, older, back } = props
  const { t } = view
  return (
    <Layout view={view} title={t.attempts.title}>
      <Heading title={t.attempts.title} lead={t.attempts.lead} />
      <Filter {...props} />
      <p class="notice notice-problem mb-4" data-live-lost hidden>
        <Icon name="warning" />
        <span>{t.attempts.lost}</span>
      </p>
      {live && <NewRows view={view} />}
      <ol id="attempts" class="attempt-list" aria-label={t.attempts.title} data-live={live}>
        {attempts.map((attempt) => (
          <AttemptItem view={view} attempt={attempt} back={back} />
        ))}
      </ol>
      {attempts.length === 0 && <NoAttempts {...props} />}
      {older && (
        <p class="mt-6 text-center">
          <a href={older} class="btn btn-outline">
            {t.attempts.older}
          </a>
        </p>
      )}
    </Layout>
  )
}

/** The line that new rows wait behind. Its room is kept while there are none. */
function NewRows({ view }: { readonly view: View }) {
  const { attempts } = view.t
  return (
    <div class="live-line" role="status">
      <p class="js-only" data-live-waits>
        <span class="live-dot" aria-hidden="true"></span>
        {attempts.live}
      </p>
      <button type="button" class="btn btn-primary" data-live-show hidden>
        {attempts.showNew} <span data-live-count>0</span> {attempts.newRows}
      </button>
    </div>
  )
}

function Filter({ view, selection, groups, classes, targets }: Props) {
  const { attempts } = view.t
  const all = { value: '', text: attempts.all }
  const active = Object.keys(selection).length > 0
  return (
    <form
      method="get"
      action="/attempts"
      class="card-panel mb-5 grid grid-cols-2 items-end gap-3 lg:grid-cols-[1fr_1fr_1.3fr_auto]"
    >
      <Select
        label={attempts.group}
        name="group"
        value={selection.group}
        options={[all, ...groups.map((group) => ({ value: group.id, text: view.say(group.name) }))]}
      />
      <Select
        label={attempts.class}
        name="class"
        value={selection.class}
        options={[all, ...classes.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <Input label={attempts.name} name="name" type="search" value={selection.name ?? ''} maxlength={253} />
      <div class="flex flex-wrap gap-2">
        <button type="submit" class="btn btn-primary flex-1">
          <Icon name="search" />
          {attempts.filter}
        </button>
        {active && (
          <a href="/attempts" class="btn btn-ghost">
            {attempts.clear}
          </a>
        )}
      </div>
      <details class="fold col-span-2 lg:col-span-4" open={isFine(selection)}>
        <summary>{view.t.closed.attempts.more}</summary>
        <div class="mt-2 grid grid-cols-2 gap-3 lg:grid-cols-4">
          <FinerFilter view={view} selection={selection} targets={targets} />
        </div>
      </details>
    </form>
  )
}

const isFine = ({ platform, category, reason, span, from, until }: AttemptSelection): boolean =>
  [platform, category, reason, span, from, until].some((one) => one !== undefined)

function FinerFilter({ view, selection, targets }: Pick<Props, 'view' | 'selection' | 'targets'>) {
  const { attempts } = view.t.closed
  const all = { value: '', text: view.t.attempts.all }
  const ofKind = (kind: 'platform' | 'category') =>
    targets[kind].map(({ target, name }) => ({ value: target.slice(kind.length + 1), text: view.say(name) }))
  return (
    <>
      <Select
        label={attempts.span}
        name="span"
        value={selection.span}
        options={[
          { value: '', text: attempts.spans.all },
          ...attemptSpans.map((span) => ({ value: span, text: attempts.spans[span] })),
        ]}
      />
      <Select
        label={attempts.platform}
        name="platform"
        value={selection.platform}
        options={[all, ...ofKind('platform')]}
      />
      <Select
        label={attempts.category}
        name="category"
        value={selection.category}
        options={[all, ...ofKind('category')]}
      />
      <Select
        label={attempts.reason}
        name="reason"
        value={selection.reason}
        options={[all, ...Object.entries(attempts.reasons).map(([value, text]) => ({ value, text }))]}
      />
      <div class="col-span-2 grid gap-3 sm:grid-cols-2">
        <Input label={attempts.from} name="from" type="datetime-local" value={selection.from ?? ''} />
        <Input label={attempts.until} name="until" type="datetime-local" value={selection.until ?? ''} />
      </div>
    </>
  )
}

function NoAttempts({ view, selection, tooFew }: Props) {
  const { attempts } = view.t
  if (tooFew) return <ProblemNotice view={view} problem={{ ok: false, problem: 'too-few-devices' }} />
  const filtered = Object.keys(selection).length > 0
  return (
    <div data-when-empty>
      <Empty icon="grate" title={filtered ? attempts.noneFiltered : attempts.none} next={attempts.noneNext} />
    </div>
  )
}
