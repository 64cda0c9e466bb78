import { categoryName } from '../../src/app/policy/wording.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { ListCard } from './list-card.tsx'
import { AddList, Bin, OwnNames } from './list-forms.tsx'
import type { ListReading, ListsProps } from './list-props.ts'
import { ListSearch } from './list-search.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { matching, NoRowFits, RowFilter } from './row-filter.tsx'

/** The lists with their counts and what is wrong with them, and all that is done with them. */
export function ListsPage(props: ListsProps) {
  const { view, lists, searched, problem } = props
  const t = view.t.lists
  const names = lists.reduce((sum, list) => sum + (list.state === 'off' ? 0 : list.names), 0)
  const counted = t.total(view.moments.number(names), view.moments.number(lists.length))
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={lists.length === 0 ? t.lead : `${t.lead} ${counted}`}>
        <div class="flex flex-wrap gap-2">
          <form method="post" action="/lists/refresh">
            <button type="submit" class="btn btn-outline">
              <Icon name="refresh" />
              {t.refresh}
            </button>
          </form>
          <a href="#add" class="btn btn-primary">
            <Icon name="plus" />
            {t.add.title}
          </a>
        </div>
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <Reading view={view} reading={props.reading} />
      <div class="flex flex-col gap-6">
        <ListSearch view={view} searched={searched} />
        <section aria-label={t.title}>
          {lists.length === 0 ? <Empty icon="list" title={t.none} next={t.noneNext} /> : <Cards {...props} />}
        </section>
        <div class="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <AddList {...props} />
          <OwnNames {...props} />
        </div>
        <Bin {...props} />
      </div>
    </Layout>
  )
}

function Cards({ view, lists }: ListsProps) {
  // The school's own are what is worked on.
  const ownFirst = lists.toSorted((a, b) => Number(a.source === 'built-in') - Number(b.source === 'built-in'))
  return (
    <>
      <RowFilter view={view} of="all-lists" count={lists.length} />
      <div id="all-lists">
        <ul class="grid grid-cols-1 items-start gap-3 md:grid-cols-2 xl:grid-cols-3">
          {ownFirst.map((list) => (
            <ListCard view={view} list={list} match={matching(list.id, view.say(categoryName(list.category)))} />
          ))}
        </ul>
        <NoRowFits view={view} />
      </div>
    </>
  )
}

function Reading({ view, reading }: { readonly view: View; readonly reading: ListReading }) {
  if (reading === undefined) return null
  if (reading !== 'failed') return <ReadingNow view={view} {...reading} />
  return (
    <div role="alert" class="notice notice-problem mb-5">
      <Icon name="warning" />
      <p>{view.t.lists.readingFailed}</p>
    </div>
  )
}

/** How far a reading is; it asks for itself until that is over, and then for the page. */
export function ReadingNow({ view, read, of }: { readonly view: View; readonly read: number; readonly of: number }) {
  const t = view.t.lists
  return (
    <div
      id="lists-reading"
      class="notice mb-5 flex-wrap items-center"
      role="status"
      hx-get="/lists/reading"
      hx-trigger="every 1s"
      hx-swap="outerHTML"
    >
      <Icon name="refresh" />
      <p class="min-w-0 flex-1">{t.reading(read, of)}</p>
      <progress class="w-40 accent-primary" value={read} max={of} aria-label={t.title} />
      <a href="/lists" class="btn btn-ghost">
        {t.readingLook}
      </a>
    </div>
  )
}
