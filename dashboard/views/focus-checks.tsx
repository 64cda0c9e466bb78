import type { ListedCheck, NameCheck } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Icon, type IconName } from './icon.tsx'
import { Name } from './words.tsx'

const icons: Readonly<Record<NameCheck['state'], IconName>> = {
  ok: 'check',
  'does-not-resolve': 'warning',
  locked: 'lock',
  unknown: 'question',
}
/** Most names under one thing: a platform has dozens that say nothing to a teacher. */
const namesShown = 6

/** What the look beforehand found, for each thing that is listed; what it also needs can be ticked. */
export function FocusChecks({ view, checks }: { readonly view: View; readonly checks: readonly ListedCheck[] }) {
  const { focus: t } = view.t.teaching
  const isWell = checks.every(({ state, needs }) => state === 'ok' && needs.length === 0)
  return (
    <section class="rounded-box border border-base-300 p-4" aria-labelledby="checked-heading" role="status">
      <h2 id="checked-heading" class="font-bold">
        {t.checked}
      </h2>
      <p class="text-muted">{isWell ? t.allWell : t.notAllWell}</p>
      <ul class="mt-3 flex flex-col gap-3">
        {checks.map((check) => (
          <li>
            <p class="flex flex-wrap items-center gap-2 font-semibold">
              <Icon name={icons[check.state]} />
              <Name>{view.say(check.targetName)}</Name>
              <State view={view} of={check} />
            </p>
            <Names view={view} check={check} />
            {check.needs.length > 0 && <Needs view={view} needs={check.needs} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A site's own name says no more than the line above it; of an app the names that fail say which part does. */
function Names({ view, check }: { readonly view: View; readonly check: ListedCheck }) {
  if (check.target.kind !== 'platform' || check.state === 'ok' || check.names.length === 0) return null
  return (
    <ul class="ms-7 text-sm">
      {check.names.slice(0, namesShown).map((one) => (
        <li class="flex flex-wrap gap-2">
          <Name>{one.name}</Name>
          <State view={view} of={one} />
        </li>
      ))}
    </ul>
  )
}

function Needs({ view, needs }: { readonly view: View; readonly needs: readonly NameCheck[] }) {
  return (
    <fieldset class="ms-7 mt-1">
      <legend class="text-sm font-semibold">{view.t.teaching.focus.needs}</legend>
      <div class="mt-1 flex flex-wrap gap-2">
        {needs.map((one) => (
          <label class="tick">
            <input
              type="checkbox"
              class="checkbox checkbox-primary checkbox-sm"
              name="also"
              value={one.name}
              disabled={one.state === 'locked'}
            />
            <Name>{one.name}</Name>
            {one.state !== 'ok' && <State view={view} of={one} />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function State({ view, of }: { readonly view: View; readonly of: Pick<NameCheck, 'state' | 'clause'> }) {
  const { t } = view
  return (
    <span class={`tag ${of.state === 'ok' ? 'tag-good' : 'tag-warning'}`}>
      {t.teaching.focus.states[of.state]}
      {of.clause && <Name>{` (${of.clause})`}</Name>}
    </span>
  )
}
