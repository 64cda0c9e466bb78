import type { ClassNow } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import type { Fields } from '../forms/fields.ts'
import { Icon } from './icon.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly now: ClassNow
  readonly fields: Fields
}

const minutes = [15, 30, 60]

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

function Durations({ view, now, fields }: Props) {
  const { t } = view
  const chosen = fields.text('end') || 'lesson'
  const lesson = now.kindOfTime === 'outside' ? t.now.lessonOutside : t.now.lesson
  const choices = [
    { value: 'lesson', text: lesson, small: view.moments.when(now.lessonEnds, view.now) },
    ...minutes.map((count) => ({ value: String(count), text: t.now.minutes(count), small: undefined })),
    { value: 'other', text: t.now.other, small: undefined },
  ]
  return (
    <fieldset>
      <legend class="field-label">{t.now.howLong}</legend>
      <div class="mt-1 flex flex-wrap gap-2">
        {choices.map(({ value, text, small }) => (
          <label class="segment">
            <input type="radio" name="end" value={value} class="sr-only" checked={value === chosen} />
            <span>{text}</span>
            {small && <span class="text-sm font-normal opacity-80">{small}</span>}
          </label>
        ))}
        <label class="other-minutes">
          <span class="text-sm text-muted">{t.now.otherMinutes}</span>
          <input
            type="text"
            inputmode="numeric"
            name="minutes"
            class="input w-24"
            maxlength={3}
            autocomplete="off"
            value={fields.text('minutes')}
          />
        </label>
      </div>
    </fieldset>
  )
}

function Apps({ view, now }: { readonly view: View; readonly now: ClassNow }) {
  const { t } = view
  if (now.openable.length === 0) return <p class="text-muted">{t.now.noApps}</p>
  return (
    <fieldset>
      <legend class="field-label">{t.now.whichApp}</legend>
      {now.openable.length > 8 && (
        <label class="input mt-1 w-full js-only">
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
      <ul id="apps" class="mt-3 grid grid-cols-2 gap-2 sm:grid-cols-3">
        {now.openable.map(({ id, name }) => (
          <li data-match={name.toLowerCase()}>
            <button type="submit" class="app-button" name="platform" value={id}>
              <span class={`app-tile tile-${colourOf(id)}`} aria-hidden="true">
                {[...name][0]?.toUpperCase()}
              </span>
              <Name>{name}</Name>
            </button>
          </li>
        ))}
      </ul>
      <p class="mt-3 text-muted" data-no-match hidden>
        {t.now.noMatch}
      </p>
    </fieldset>
  )
}

/** One of six colours, always the same for the same app. */
function colourOf(id: string): number {
  let sum = 0
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 997
  return sum % 6
}
