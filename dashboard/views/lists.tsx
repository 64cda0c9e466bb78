import type { ListView } from '../../src/app/app.ts'
import { categoryName } from '../../src/app/policy/wording.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty } from './notice.tsx'
import { Moment, Name } from './words.tsx'

/** The lists with their counts and what is wrong with them. */
export function ListsPage({ view, lists }: { readonly view: View; readonly lists: readonly ListView[] }) {
  const texts = view.t.office.lists
  const names = lists.reduce((sum, list) => sum + list.names, 0)
  const lead =
    lists.length === 0
      ? texts.lead
      : `${texts.lead} ${texts.total(view.moments.number(names), view.moments.number(lists.length))}.`
  return (
    <Layout view={view} title={texts.title}>
      <Heading title={texts.title} lead={lead}>
        <form method="post" action="/lists/refresh">
          <button type="submit" class="btn btn-primary">
            <Icon name="refresh" />
            {texts.refresh}
          </button>
        </form>
      </Heading>
      {lists.length === 0 ? (
        <Empty icon="list" title={texts.none} next={texts.noneNext} />
      ) : (
        <ul class="grid grid-cols-1 items-start gap-3 md:grid-cols-2 xl:grid-cols-3">
          {lists.map((list) => (
            <ListCard view={view} list={list} />
          ))}
        </ul>
      )}
    </Layout>
  )
}

function ListCard({ view, list }: { readonly view: View; readonly list: ListView }) {
  const texts = view.t.office.lists
  const kept = list.state === 'kept-last-good'
  return (
    <li class="card-panel">
      <div class="flex items-start justify-between gap-3">
        <h2 class="min-w-0 text-lg/6 font-bold first-letter:uppercase">
          <Name>{view.say(categoryName(list.category))}</Name>
        </h2>
        <span class={`tag ${kept ? 'tag-warning' : 'tag-good'}`}>{kept ? texts.kept : texts.inUse}</span>
      </div>
      <p class="mt-2 text-2xl/8 font-bold tabular-nums">{view.moments.number(list.names)}</p>
      <p class="text-sm text-muted">
        {texts.names('').trim()} · <Name>{list.id}</Name> · {list.source === 'built-in' ? texts.builtIn : texts.folder}
        {' · '}
        {texts.updated('')}
        <Moment view={view} at={list.updated} />
      </p>
      {list.note && (
        <p class="mt-2 text-sm font-medium">
          <Name>{list.note}</Name>
        </p>
      )}
      {list.problemCount > 0 && <Problems view={view} list={list} />}
    </li>
  )
}

function Problems({ view, list }: { readonly view: View; readonly list: ListView }) {
  const texts = view.t.office.lists
  return (
    <details class="fold mt-2">
      <summary>
        <Icon name="warning" class="size-4" />
        {texts.problems(view.moments.number(list.problemCount))}
      </summary>
      <ol class="mt-2 flex flex-col gap-2 text-sm">
        {list.problems.map(({ line, text, problem }) => (
          <li>
            <span class="text-muted">
              {texts.line(line)}: <Name>{problem}</Name>
            </span>
            <code class="block rounded-field bg-base-200 px-2 py-1">
              <Name>{text.slice(0, 200)}</Name>
            </code>
          </li>
        ))}
      </ol>
    </details>
  )
}
