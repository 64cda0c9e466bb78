import type { BadLine, Refusal, WaitingList } from '../../src/app/app.ts'
import { categoryName } from '../../src/app/policy/wording.ts'
import type { View } from '../env.ts'
import { BackLink } from './device.tsx'
import { Form, Select, TextArea } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { BadLines } from './list-card.tsx'
import type { ListsProps } from './list-props.ts'
import { ProblemNotice } from './notice.tsx'
import { Panel } from './section.tsx'
import { Sending } from './sending.tsx'
import { Moment, Name, visible } from './words.tsx'

/** A file for a new list. The kind of sites stands before the file, which is read as it comes. */
export function AddList({ view, categories }: ListsProps) {
  const t = view.t.lists.add
  return (
    <section id="add" class="card-panel scroll-mt-4" aria-labelledby="add-heading">
      <h2 id="add-heading" class="section-title">
        {t.title}
      </h2>
      <p class="-mt-2 mb-4 text-muted">{t.lead}</p>
      <form method="post" action="/lists/file" enctype="multipart/form-data" class="flex flex-col gap-4">
        <Select label={t.category} name="category" options={kindsOf(view, categories)} />
        <label class="field">
          <span class="field-label">{t.file}</span>
          <input type="file" class="file-input w-full" name="file" required />
        </label>
        <button type="submit" class="btn btn-primary self-start">
          <Icon name="plus" />
          {t.submit}
        </button>
        <Sending view={view} />
      </form>
    </section>
  )
}

/** Which kind of sites gets names of the school's own. */
export function OwnNames({ view, categories }: ListsProps) {
  const t = view.t.lists.ownNames
  return (
    <Panel id="own" title={t.title}>
      <p class="-mt-2 mb-4 text-muted">{t.lead}</p>
      <form method="get" action="/lists/own" class="flex flex-col gap-4">
        <Select label={view.t.lists.add.category} name="category" options={kindsOf(view, categories)} />
        <button type="submit" class="btn btn-outline self-start">
          <Icon name="edit" />
          {t.open}
        </button>
      </form>
    </Panel>
  )
}

/** The school's own names of one kind of sites, a name a line. */
export function OwnNamesPage({
  view,
  category,
  text,
  bad = [],
  problem,
}: {
  readonly view: View
  readonly category: string
  readonly text: string
  readonly bad?: readonly BadLine[]
  readonly problem?: Refusal | undefined
}) {
  const t = view.t.lists.ownNames
  const title = t.pageTitle(view.say(categoryName(category)))
  return (
    <Layout view={view} title={title}>
      <BackLink href="/lists" text={t.back} />
      <Heading title={title} lead={t.pageLead} />
      <ProblemNotice view={view} problem={problem} />
      {bad.length > 0 && (
        <section class="card-panel mb-5 max-w-2xl" role="alert">
          <p class="font-semibold">{t.bad}</p>
          <BadLines view={view} lines={bad} more={0} />
        </section>
      )}
      <Form action="/lists/own" class="card-panel flex max-w-2xl flex-col gap-4">
        <input type="hidden" name="category" value={category} />
        <TextArea label={t.names} name="text" hint={t.hint} value={text} rows={14} mono />
        <button type="submit" class="btn btn-primary self-start">
          {view.t.save}
        </button>
      </Form>
    </Layout>
  )
}

/** A file that somebody should look at first: what is in it, and what it would take the place of. */
export function WaitingListPage({ view, waiting }: { readonly view: View; readonly waiting: WaitingList }) {
  const t = view.t.lists.waiting
  const { number } = view.moments
  return (
    <Layout view={view} title={t.title}>
      <BackLink href="/lists" text={view.t.lists.ownNames.back} />
      <Heading title={t.title} lead={t.lead(waiting.list, view.say(categoryName(waiting.category)))} />
      <section class="card-panel max-w-2xl">
        <p class="text-2xl/8 font-bold tabular-nums">{t.names(number(waiting.names))}</p>
        {waiting.before > 0 && <p class="text-muted">{t.before(number(waiting.before))}</p>}
        {waiting.hasShrunk && (
          <p role="alert" class="notice notice-problem mt-3">
            <Icon name="warning" />
            {t.shrunk}
          </p>
        )}
        {waiting.problemCount > 0 && (
          <div class="mt-4">
            <p class="font-semibold">{t.problems(number(waiting.problemCount))}</p>
            <BadLines
              view={view}
              lines={waiting.problems.slice(0, 20)}
              more={waiting.problemCount - Math.min(20, waiting.problems.length)}
            />
          </div>
        )}
        <div class="mt-5 flex flex-wrap gap-2">
          <form method="post" action="/lists/file/take">
            <input type="hidden" name="upload" value={waiting.upload} />
            <button type="submit" class="btn btn-primary">
              {t.take}
            </button>
          </form>
          <a href="/lists" class="btn btn-outline">
            {t.not}
          </a>
        </div>
      </section>
    </Layout>
  )
}

/** What was taken away or replaced, until it goes for good. */
export function Bin({ view, removed }: ListsProps) {
  const t = view.t.lists.bin
  if (removed.length === 0) return null
  return (
    <details class="fold">
      <summary>
        <Icon name="bin" class="size-4" />
        {t.title} ({removed.length})
      </summary>
      <p class="mt-1 text-muted">{t.lead}</p>
      <ul class="row-list mt-2">
        {removed.map(({ id, file, category, at, until }) => (
          <li class="row flex-wrap">
            <span class="min-w-0 flex-1 basis-60">
              <span class="block font-semibold">
                <Name>{file}</Name>
              </span>
              <span class="text-sm text-muted">
                <Name>{view.say(categoryName(category))}</Name> · {t.since}
                <Moment view={view} at={at} /> · {t.until}
                <Moment view={view} at={until} />
              </span>
            </span>
            <form method="post" action="/lists/put-back">
              <input type="hidden" name="id" value={id} />
              <button type="submit" class="btn btn-outline" aria-label={visible(view.t.lists.what(t.putBack, file))}>
                <Icon name="undo" />
                {t.putBack}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </details>
  )
}

const kindsOf = (view: View, categories: readonly string[]) =>
  categories
    .map((id) => ({ value: id, text: view.say(categoryName(id)) }))
    .toSorted((a, b) => a.text.localeCompare(b.text, view.language))
