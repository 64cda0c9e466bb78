import type { PlatformView, Refusal } from '../../src/app/app.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import type { PlatformSearch } from '../forms/platform.ts'
import { Form, Input, Seen, Select, TextArea, Ticks } from './field.tsx'
import { Icon } from './icon.tsx'
import { Heading, Layout } from './layout.tsx'
import { Empty, ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly policy: Policy
  readonly all: readonly PlatformView[]
  readonly found: readonly PlatformView[]
  readonly search: PlatformSearch
  readonly fields: Fields
  readonly problem: Refusal | undefined
}

/** The platforms that fit a search, and the form to add one. */
export function PlatformsPage(props: Props) {
  const { view, found, fields, problem } = props
  const { platforms: t } = view.t.keeping
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={t.lead}>
        <a href="#add" class="btn btn-primary">
          <Icon name="plus" />
          {t.add}
        </a>
      </Heading>
      <ProblemNotice view={view} problem={problem} />
      <div class="flex flex-col gap-6">
        <SearchForm {...props} />
        <section aria-labelledby="found-heading">
          <h2 id="found-heading" class="section-title" role="status">
            {t.found(found.length)}
          </h2>
          {found.length === 0 ? (
            <Empty icon="apps" title={t.none} next={t.noneNext} />
          ) : (
            <ul class="grid grid-cols-1 gap-2 sm:grid-cols-2 xl:grid-cols-3">
              {found.map((platform) => (
                <PlatformLink view={view} platform={platform} />
              ))}
            </ul>
          )}
        </section>
        <section id="add" class="card-panel max-w-3xl" aria-labelledby="add-heading">
          <h2 id="add-heading" class="section-title">
            {t.add}
          </h2>
          <p class="-mt-2 mb-4 text-muted">{t.addLead}</p>
          <Form action="/platforms">
            <Seen view={view} />
            <Input label={t.name} name="name" value={fields.text('name')} required maxlength={80} />
            <NameFields view={view} names={fields.text('names')} library={fields.text('library')} />
            <SetTicks {...props} values={fields.all('set')} />
            <button type="submit" class="btn btn-primary self-start">
              <Icon name="plus" />
              {t.add}
            </button>
          </Form>
        </section>
      </div>
    </Layout>
  )
}

/** The names of a platform as they are typed: its own, and those that other sites use too. */
export function NameFields({
  view,
  label,
  names,
  library,
}: {
  readonly view: View
  readonly label?: string
  readonly names: string
  readonly library: string
}) {
  const { platforms: t } = view.t.keeping
  return (
    <>
      <TextArea label={label ?? t.nameList} name="names" hint={t.nameListHint} value={names} mono />
      <details class="fold" open={library !== ''}>
        <summary>{t.library}</summary>
        <div class="mt-2">
          <TextArea label={t.library} name="library" hint={t.libraryHint} value={library} rows={2} mono />
        </div>
      </details>
    </>
  )
}

/** The sets that say "and all like them": a platform joins those it is ticked for by itself. */
export function SetTicks({
  view,
  policy,
  values,
}: {
  readonly view: View
  readonly policy: Policy
  readonly values: readonly string[]
}) {
  if (policy.sets.length === 0) return null
  return (
    <Ticks
      label={view.t.keeping.platforms.sets}
      name="set"
      options={policy.sets.map(({ id, name }) => ({ value: id, text: view.say(name) }))}
      values={values}
    />
  )
}

function SearchForm({ view, policy, search }: Props) {
  const { platforms: t } = view.t.keeping
  const sets = policy.sets.map(({ id, name }) => ({ value: id, text: view.say(name) }))
  return (
    <search>
      <form method="get" action="/platforms" class="card-panel flex flex-wrap items-end gap-4">
        <div class="min-w-56 flex-1">
          <Input label={t.search} name="q" type="search" value={search.text} maxlength={100} />
        </div>
        <div class="min-w-48">
          <Select label={t.set} name="set" value={search.set} options={[{ value: '', text: t.all }, ...sets]} />
        </div>
        <label class="tick">
          <input
            type="checkbox"
            class="checkbox checkbox-primary checkbox-sm"
            name="own"
            value="on"
            checked={search.own}
          />
          {t.own}
        </label>
        <button type="submit" class="btn btn-primary">
          <Icon name="search" />
          {t.show}
        </button>
      </form>
    </search>
  )
}

function PlatformLink({ view, platform }: { readonly view: View; readonly platform: PlatformView }) {
  const { platforms: t } = view.t.keeping
  const { id, name, names, state } = platform
  return (
    <li>
      <a href={`/platforms/${encodeURIComponent(id)}`} class="link-row">
        <span class="min-w-0 flex-1">
          <Name>{name}</Name>
          {state !== 'catalogue' && <span class="tag ms-2">{t.states[state]}</span>}
        </span>
        <span class="text-sm font-normal text-muted">{t.names(names.length)}</span>
      </a>
    </li>
  )
}
