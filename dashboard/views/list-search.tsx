import type { ListFinds, Refusal } from '../../src/app/app.ts'
import { categoryName } from '../../src/app/policy/wording.ts'
import type { View } from '../env.ts'
import { Input } from './field.tsx'
import { Icon } from './icon.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

/** A name that somebody looked for, and where it stands. */
export interface ListSearched {
  readonly typed: string
  readonly found: ListFinds | undefined
  readonly problem?: Refusal | undefined
  /** What a platform is called. */
  readonly platformName: (id: string) => string
}

/** Where does a name stand: in which list, at which line, and by which name above it. The question is in the address. */
export function ListSearch({ view, searched }: { readonly view: View; readonly searched: ListSearched | undefined }) {
  const t = view.t.lists.search
  return (
    <search class="card-panel" aria-labelledby="search-heading">
      <h2 id="search-heading" class="section-title">
        {t.title}
      </h2>
      <form
        method="get"
        action="/lists"
        class="grid items-end gap-3 sm:grid-cols-[minmax(0,28rem)_auto] sm:justify-start"
      >
        <Input
          label={t.name}
          name="q"
          type="search"
          value={searched?.typed}
          placeholder={view.t.office.why.namePlaceholder}
          maxlength={300}
          inputmode="url"
          required
        />
        <button type="submit" class="btn btn-primary">
          <Icon name="search" />
          {t.go}
        </button>
      </form>
      {searched && (
        <div class="mt-4" role="status">
          <ProblemNotice view={view} problem={searched.problem} />
          {searched.found && <Finds view={view} searched={searched} found={searched.found} />}
        </div>
      )}
    </search>
  )
}

function Finds({ view, searched, found }: { view: View; searched: ListSearched; found: ListFinds }) {
  const t = view.t.lists.search
  const { name, lists, platforms } = found
  const by = (entry: string) => (entry === name ? t.itself : t.by(entry))
  const others = [
    ...platforms.map(({ id, entry }) => [t.platform(searched.platformName(id)), entry] as const),
    ...found.essential.map((entry) => [t.essential, entry] as const),
    ...found.protected.map((entry) => [t.protected, entry] as const),
  ]
  return (
    <>
      <p class="font-semibold">
        <Name>{lists.length > 0 ? t.found(name) : t.nowhere(name)}</Name>
      </p>
      {lists.length > 0 && (
        <ul class="row-list mt-2">
          {lists.map(({ list, category, entry, line, isOff }) => (
            <li class="row flex-wrap">
              <span class="min-w-0 flex-1 basis-60">
                <span class="block font-semibold first-letter:uppercase">
                  <Name>{view.say(categoryName(category))}</Name>
                </span>
                <span class="text-sm text-muted">
                  <Name>{list}</Name>, {view.t.lists.line(view.moments.number(line)).toLowerCase()}
                </span>
              </span>
              <span>
                <Name>{by(entry)}</Name>
              </span>
              {isOff && <span class="tag">{t.off}</span>}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul class="mt-3 list-disc ps-5">
          {others.map(([what, entry]) => (
            <li>
              <Name>{`${name} ${what}${entry === name ? '' : ` (${t.by(entry)})`}`}</Name>
            </li>
          ))}
        </ul>
      )}
      <a href={`/why?name=${encodeURIComponent(name)}`} class="btn btn-outline mt-3">
        <Icon name="question" />
        {t.why}
      </a>
    </>
  )
}
