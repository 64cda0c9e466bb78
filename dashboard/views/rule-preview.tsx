import type { Outcome, RulePreview } from '../../src/app/app.ts'
import type { Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { ProblemNotice } from './notice.tsx'
import { Moment, Name } from './words.tsx'

interface Props {
  readonly view: View
  /** Undefined: nothing was asked yet. */
  readonly preview: Outcome<readonly RulePreview[]> | undefined
  /** The id of the form that its button saves; left out: there is no button. */
  readonly save?: string
}

/** How many apps are named before the rest is counted. */
const named = 12

/** What a change of a rule would open and close, for each device group, now and at the next bells. */
export function RulePreviewPart({ view, preview, save }: Props) {
  const { preview: t } = view.t.agreements
  if (!preview) return <div id="preview" />
  if (!preview.ok)
    return (
      <div id="preview">
        <ProblemNotice view={view} problem={preview} />
      </div>
    )
  return (
    <section id="preview" class="card-panel border-primary" aria-labelledby="preview-heading" aria-live="polite">
      <h2 id="preview-heading" class="section-title">
        {t.title}
      </h2>
      {preview.value.length === 0 ? (
        <>
          <p class="font-medium">{t.nothing}</p>
          <p class="text-muted">{t.nothingLead}</p>
        </>
      ) : (
        <div class="flex flex-col gap-5">
          {preview.value.map((one) => (
            <OfGroup view={view} one={one} />
          ))}
        </div>
      )}
      <p class="mt-4 text-sm text-muted">{t.untouched}</p>
      {save && (
        <button type="submit" form={save} name="do" value="save" class="btn btn-primary mt-4">
          <Icon name="check" />
          {t.save}
        </button>
      )}
    </section>
  )
}

function OfGroup({ view, one }: { readonly view: View; readonly one: RulePreview }) {
  const { preview: t } = view.t.agreements
  return (
    <div>
      <h3 class="font-bold">
        <Name>{view.say(one.name)}</Name>
      </h3>
      <ul class="mt-1 flex flex-col gap-2">
        {one.moments.map(({ kind, at, opens, closes }) => (
          <li class="rounded-field border border-base-300 px-3 py-2">
            <p class="text-sm font-semibold">
              {t.moments[kind]}
              {kind !== 'now' && (
                <span class="font-normal text-muted">
                  {', '}
                  {t.from('')}
                  <Moment view={view} at={at} />
                </span>
              )}
            </p>
            <Names view={view} icon="lock" title={t.closes} names={closes} />
            <Names view={view} icon="open" title={t.opens} names={opens} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Names({
  view,
  icon,
  title,
  names,
}: {
  readonly view: View
  readonly icon: 'lock' | 'open'
  readonly title: string
  readonly names: readonly Text[]
}) {
  if (names.length === 0) return null
  const rest = names.length - named
  return (
    <p class="mt-1 flex gap-2">
      <Icon name={icon} class="mt-0.5 size-4" />
      <span class="min-w-0">
        {title}:{' '}
        <Name>
          {names
            .slice(0, named)
            .map((name) => view.say(name))
            .join(', ')}
        </Name>
        {rest > 0 && ` ${view.t.agreements.preview.more(rest)}`}
      </span>
    </p>
  )
}
