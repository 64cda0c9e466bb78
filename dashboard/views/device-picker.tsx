import type { SchoolClass } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Input, Select } from './field.tsx'
import { Icon } from './icon.tsx'
import { Panel } from './section.tsx'
import { Name } from './words.tsx'

/** A device that can be chosen. */
export interface Choice {
  readonly id: string
  readonly label: string
  readonly classes: readonly string[]
}
/** What was searched for, and what was found of all that there are. */
export interface Picked {
  readonly query: string
  readonly class: string
  readonly found: readonly Choice[]
  readonly isMore: boolean
  readonly chosen: Choice | undefined
}
interface Props {
  readonly view: View
  /** The page that the search is on. */
  readonly action: string
  readonly picked: Picked
  readonly classes: readonly SchoolClass[]
}

/** Finds a device by its name or its class; the page then comes back with `?device=`. */
export function DevicePicker({ view, action, picked, classes }: Props) {
  const t = view.t.directing.pick
  if (picked.chosen) return <Chosen view={view} action={action} choice={picked.chosen} classes={classes} />
  return (
    <Panel id="pick" title={t.title}>
      <p class="mb-3 text-muted">{t.lead}</p>
      <form method="get" action={action} class="flex flex-col gap-3 sm:flex-row sm:items-end">
        <div class="flex-1">
          <Input label={t.name} name="q" type="search" value={picked.query} maxlength={80} />
        </div>
        <div class="flex-1">
          <Select
            label={t.class}
            name="class"
            value={picked.class}
            options={[{ value: '', text: t.anyClass }, ...classes.map(({ id, name }) => ({ value: id, text: name }))]}
          />
        </div>
        <button type="submit" class="btn btn-outline">
          <Icon name="search" />
          {t.search}
        </button>
      </form>
      <Found view={view} action={action} picked={picked} classes={classes} />
    </Panel>
  )
}

function Found({ view, action, picked, classes }: Props) {
  const t = view.t.directing.pick
  if (picked.query === '' && picked.class === '') return null
  if (picked.found.length === 0) return <p class="mt-4">{t.none}</p>
  return (
    <>
      <ul class="row-list mt-4">
        {picked.found.map((choice) => (
          <li class="row">
            <p class="min-w-0 flex-1">
              <span class="font-semibold">
                <Name>{choice.label}</Name>
              </span>{' '}
              <span class="text-sm text-muted">
                <Name>{classNames(choice.classes, classes)}</Name>
              </span>
            </p>
            <a
              href={`${action}?device=${encodeURIComponent(choice.id)}`}
              class="btn btn-outline"
              aria-label={`${t.choose}: ${choice.label}`}
            >
              {t.choose}
            </a>
          </li>
        ))}
      </ul>
      {picked.isMore && <p class="mt-2 text-sm text-muted">{t.more}</p>}
    </>
  )
}

function Chosen({
  view,
  action,
  choice,
  classes,
}: Pick<Props, 'view' | 'action' | 'classes'> & { readonly choice: Choice }) {
  const t = view.t.directing.pick
  return (
    <section class="card-panel flex flex-wrap items-center gap-3">
      <Icon name="device" class="size-7" />
      <p class="min-w-0 flex-1">
        <span class="block text-sm text-muted">{t.chosen}</span>
        <span class="text-lg font-bold">
          <Name>{choice.label}</Name>
        </span>{' '}
        <span class="text-muted">
          <Name>{classNames(choice.classes, classes)}</Name>
        </span>
      </p>
      <a href={action} class="btn btn-ghost">
        {t.another}
      </a>
    </section>
  )
}

/** What people call these classes. */
export const classNames = (ids: readonly string[], classes: readonly SchoolClass[]): string =>
  ids.map((id) => classes.find((known) => known.id === id)?.name ?? id).join(', ')
