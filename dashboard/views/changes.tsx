import type { PolicyChange, Refusal, Revision } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { type ChangeLine, changeLines, type Known, whyChanged } from './change-words.ts'
import { Input, Seen } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Moment, Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly known: Known
  readonly revisions: readonly Revision[]
  /** The moment as it was typed. */
  readonly typed: string | undefined
  /** What held at a moment, if anything did, and what is different since. */
  readonly looking:
    | { readonly at: number; readonly then: Revision | undefined; readonly changes: readonly PolicyChange[] }
    | undefined
  /** Where older ones are. */
  readonly more: string | undefined
  readonly problem: Refusal | undefined
}

/** Who changed what and when, newest first; and the way back to how it was at a moment. */
export function ChangesPage(props: Props) {
  const { view, known, revisions, more, problem } = props
  const { changes: t } = view.t.agreements
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead} />
      <ProblemNotice view={view} problem={problem} />
      <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <div class="min-w-0 lg:order-2">
          <AsAtForm {...props} />
        </div>
        <div class="flex min-w-0 flex-col gap-6">
          <Looking {...props} />
          {revisions.length === 0 ? (
            <Empty icon="undo" title={t.none} next={t.noneNext} />
          ) : (
            <ol class="row-list">
              {revisions.map((revision) => (
                <Row view={view} known={known} revision={revision} />
              ))}
            </ol>
          )}
          {more && (
            <a href={more} class="btn btn-outline self-start">
              {t.more}
            </a>
          )}
        </div>
      </div>
    </Layout>
  )
}

/** What was changed, line by line. */
export function ChangeList({
  view,
  known,
  changes,
}: {
  readonly view: View
  readonly known: Known
  readonly changes: readonly PolicyChange[]
}) {
  return (
    <ul class="row-list">
      {changes
        .flatMap((change) => changeLines(view, known, change))
        .map((line) => (
          <Line view={view} line={line} />
        ))}
    </ul>
  )
}

function Line({ view, line }: { readonly view: View; readonly line: ChangeLine }) {
  const { changes: t } = view.t.agreements
  const { what, part, kind, before, after } = line
  return (
    <li class="px-4 py-3">
      <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span class="font-semibold">
          <Name>{what}</Name>
        </span>
        {part && <Name>{part}</Name>}
        <span class="tag">{t.kinds[kind]}</span>
      </p>
      {(before !== undefined || after !== undefined) && (
        <dl class="facts mt-1 text-sm">
          {before !== undefined && (
            <>
              <dt>{t.was}</dt>
              <dd>
                <Name>{before}</Name>
              </dd>
            </>
          )}
          {after !== undefined && (
            <>
              <dt>{t.is}</dt>
              <dd>
                <Name>{after}</Name>
              </dd>
            </>
          )}
        </dl>
      )}
    </li>
  )
}

function AsAtForm({ view, typed }: Props) {
  const { changes: t } = view.t.agreements
  return (
    <form method="get" action="/changes" class="card-panel flex flex-col gap-4">
      <Input label={t.asAt} name="at" type="datetime-local" value={typed} hint={t.asAtHint} required />
      <button type="submit" class="btn btn-primary self-start">
        <Icon name="search" />
        {t.show}
      </button>
    </form>
  )
}

function Looking({ view, known, looking }: Props) {
  const { changes: t } = view.t.agreements
  if (!looking) return null
  const { at, then, changes } = looking
  const title = t.asThen(`${view.moments.day(at)}, ${view.moments.clock(at)}`)
  return (
    <Panel id="then" title={title} class="border-primary">
      {!then ? (
        <p>{t.before}</p>
      ) : (
        <>
          <p>{t.asThenLead(then.number, view.moments.when(then.at, view.now))}</p>
          {changes.length === 0 ? (
            <p class="mt-2 font-medium">{t.same}</p>
          ) : (
            <>
              <h3 class="mt-4 mb-2 font-bold">{t.since}</h3>
              <ChangeList view={view} known={known} changes={changes} />
              <Restore view={view} number={then.number} label={t.restore} />
            </>
          )}
        </>
      )}
    </Panel>
  )
}

/** Puts everything back as it was after a change. */
export function Restore({
  view,
  number,
  label,
}: {
  readonly view: View
  readonly number: number
  readonly label: string
}) {
  const { changes: t } = view.t.agreements
  return (
    <form method="post" action={`/changes/${number}/restore`} class="mt-4">
      <Seen view={view} />
      <p class="mb-2 text-sm text-muted">{t.restoreLead}</p>
      <button type="submit" class="btn btn-primary">
        <Icon name="undo" />
        {label}
      </button>
    </form>
  )
}

function Row({ view, known, revision }: Pick<Props, 'view' | 'known'> & { readonly revision: Revision }) {
  const { changes: t } = view.t.agreements
  const text = whyChanged(view, known, revision.why)
  const isCurrent = revision.number === view.revision
  return (
    <li class="row">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">
          <Name>{text}</Name> {isCurrent && <span class="tag tag-good ms-1">{t.current}</span>}
        </p>
        <p class="text-sm text-muted">
          <Moment view={view} at={revision.at} />
          {' · '}
          <Name>{revision.by || t.console}</Name>
          {` · ${t.number(revision.number)}`}
        </p>
      </div>
      <a href={`/changes/${revision.number}`} class="btn btn-outline" aria-label={visible(t.lookAt(text))}>
        {t.look}
      </a>
    </li>
  )
}
