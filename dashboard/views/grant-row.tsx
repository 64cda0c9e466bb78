import type { GrantView } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { ActForm } from './act-form.tsx'
import { Icon } from './icon.tsx'
import { Name, TimeLeft } from './words.tsx'

interface Props {
  readonly view: View
  readonly grant: GrantView
  /** Where closing it again is posted to. */
  readonly action: string
  /** The part of the page that htmx swaps afterwards; without one the whole page is loaded. */
  readonly target?: string
  /** For whom it is open, where the page is not about one class. */
  readonly audience?: string
  /** The page of its class, where a resting one can be woken and what it also needs opened. */
  readonly path?: string
  readonly needs?: readonly string[]
}

/** Something that is open now: what, for how long yet, by whom, and the button that closes it. */
export function GrantRow({ view, grant, action, target, audience, path, needs = [] }: Props) {
  const { t } = view
  const what = view.say(grant.targetName)
  const swap = target
    ? { 'hx-post': action, 'hx-target': target, 'hx-swap': 'outerMorph', 'hx-disable': 'find button' }
    : {}
  return (
    <li id={`grant-${grant.id}`} class="grant-row">
      <div class="min-w-0 flex-1">
        <p class="text-lg/6 font-bold">
          <Name>{what}</Name>
        </p>
        <TimeLeft view={view} until={grant.until} />
        <p class="text-sm">
          {audience && (
            <>
              {t.office.today.runningFor('')}
              <Name>{audience}</Name>
              {' · '}
            </>
          )}
          {t.now.by('')}
          <Name>{grant.by}</Name>
        </p>
        <Standing view={view} grant={grant} />
      </div>
      <form method="post" action={action} {...swap}>
        <button type="submit" class="btn btn-neutral" aria-label={t.now.closeWhat(what)}>
          {t.now.close}
        </button>
      </form>
      {path !== undefined && grant.resting === 'park' && (
        <ActForm action={`${path}/release`} class="w-full">
          <button type="submit" class="btn w-full">
            <Icon name="open" />
            {t.teaching.releaseAndOpen}
          </button>
        </ActForm>
      )}
      {path !== undefined && needs.length > 0 && <Needs view={view} grant={grant} path={path} needs={needs} />}
    </li>
  )
}

/** "This page also needs ...": each name opens with a tap, for as long. */
function Needs({
  view,
  grant,
  path,
  needs,
}: {
  readonly view: View
  readonly grant: GrantView
  readonly path: string
  readonly needs: readonly string[]
}) {
  const { teaching } = view.t
  return (
    <div class="w-full">
      <p class="text-sm font-semibold">{teaching.needs}</p>
      <ul class="mt-1 flex flex-wrap gap-2">
        {needs.map((name) => (
          <li>
            <ActForm action={`${path}/grants/${encodeURIComponent(grant.id)}/needs`} values={{ site: name }}>
              <button type="submit" class="chip" aria-label={teaching.needsOpen(name)}>
                <Icon name="plus" class="size-4" />
                <Name>{name}</Name>
              </button>
            </ActForm>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What keeps it shut meanwhile, and what stays open when it is closed. */
function Standing({ view, grant }: Pick<Props, 'view' | 'grant'>) {
  const { t, moments, now } = view
  const other = grant.others.find(({ until }) => until === Math.max(...grant.others.map((one) => one.until)))
  return (
    <>
      {grant.untilBell && <p class="text-sm">{t.now.untilBell(moments.when(grant.until, now))}</p>}
      {grant.resting && <p class="text-sm font-semibold">{t.now.resting[grant.resting]}</p>}
      {other && (
        <p class="text-sm">
          <Name>{t.now.staysOpen(other.by, moments.when(other.until, now))}</Name>
        </p>
      )}
    </>
  )
}
