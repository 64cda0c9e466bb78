import type { ClassNow } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Durations } from './durations.tsx'
import { Icon } from './icon.tsx'
import { Name, visible } from './words.tsx'

interface Props {
  readonly view: View
  readonly now: ClassNow
  readonly fields: Fields
}

/** How many apps stand open before the rest is folded away. */
const favourites = 6

/** Opens something for the class: how long, then one tap on an app, or the name of a site. */
export function GrantForm({ view, now, fields }: Props) {
  const { t } = view
  const action = `/now/${encodeURIComponent(now.class.id)}/grants`
  return (
    <form
      method="post"
      action={action}
      class="card-panel flex flex-col gap-6"
      aria-labelledby="give-heading"
      hx-post={action}
      hx-target="#now"
      hx-swap="outerMorph show:top"
    >
      {/* The first button of a form is the one that Enter presses: without this it would open the first app. */}
      <button type="submit" hidden></button>
      <h2 id="give-heading" class="text-2xl font-bold tracking-tight">
        {t.now.give}
      </h2>
      <Durations view={view} now={now} fields={fields} />
      <Apps view={view} now={now} />
      <div>
        <label class="field-label" for="site">
          {t.now.site}
        </label>
        <div class="mt-1 flex flex-wrap gap-2">
          <input
            id="site"
            name="site"
            class="input min-w-0 flex-1 basis-48"
            type="text"
            inputmode="url"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            placeholder={t.now.sitePlaceholder}
            value={fields.text('site')}
            maxlength={300}
          />
          <button type="submit" class="btn btn-primary">
            {t.now.giveSite}
          </button>
        </div>
      </div>
      <p class="flex gap-2 text-sm text-muted">
        <Icon name="clock" />
        {t.now.honest}
      </p>
    </form>
  )
}

/** The favourites, and the rest folded away. The button that is tapped is the choice. */
function Apps({ view, now }: { readonly view: View; readonly now: ClassNow }) {
  const { t } = view
  if (now.openable.length === 0) return <p class="text-muted">{t.now.noApps}</p>
  const [first, rest] = [now.openable.slice(0, favourites), now.openable.slice(favourites)]
  return (
    <fieldset id="apps">
      <legend class="field-label">{t.now.whichApp}</legend>
      <AppGrid apps={first} />
      {rest.length > 0 && (
        <label class="input js-only mt-3 w-full">
          <Icon name="search" />
          <input
            type="search"
            placeholder={t.now.filterApps}
            aria-label={t.now.filterApps}
            autocomplete="off"
            data-filter="#apps"
          />
        </label>
      )}
      {rest.length > 0 && (
        <details class="fold mt-2" data-opens-when-filtered>
          <summary>{t.now.moreApps(rest.length)}</summary>
          <AppGrid apps={rest} />
        </details>
      )}
      <p class="mt-3 text-muted" data-no-match hidden>
        {t.now.noMatch}
      </p>
    </fieldset>
  )
}

function AppGrid({ apps }: { readonly apps: ClassNow['openable'] }) {
  return (
    <ul class="mt-1 grid grid-cols-[repeat(auto-fill,minmax(9.25rem,1fr))] gap-2">
      {apps.map(({ id, name }) => (
        <li data-match={name.toLowerCase()}>
          <button type="submit" class="app-button" name="platform" value={id}>
            <span class={`app-tile tile-${colourOf(id)}`} aria-hidden="true">
              {[...visible(name)][0]?.toUpperCase()}
            </span>
            <Name>{name}</Name>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** One of six colours, always the same for the same app. */
function colourOf(id: string): number {
  let sum = 0
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 997
  return sum % 6
}
