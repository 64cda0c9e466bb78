import type { ClosedNow } from '../../src/app/app.ts'
import type { Text } from '../../src/policy/policy.ts'
import type { View } from '../env.ts'
import { Icon } from './icon.tsx'
import { Moment, Name } from './words.tsx'

interface ClosedOfGroup {
  readonly group: Text
  readonly groupId: string
  readonly what: readonly ClosedNow[]
}

/** What is closed now, by group: first what opens again, then what is always closed. */
export function ClosedList({
  view,
  groups,
  none,
}: {
  readonly view: View
  readonly groups: readonly ClosedOfGroup[]
  readonly none: string
}) {
  const filled = groups.filter(({ what }) => what.length > 0)
  if (filled.length === 0) return <p class="text-muted">{none}</p>
  return (
    <div class="flex flex-col gap-4">
      {filled.map(({ group, what }) => (
        <div>
          {groups.length > 1 && (
            <h3 class="mb-1 text-sm font-semibold text-muted">
              <Name>{view.say(group)}</Name>
            </h3>
          )}
          <ClosedItems view={view} what={what} />
        </div>
      ))}
    </div>
  )
}

/** The things closed for one group. */
export function ClosedItems({ view, what }: { readonly view: View; readonly what: readonly ClosedNow[] }) {
  const passing = what.filter(({ locked }) => !locked)
  const locked = what.filter((each) => each.locked)
  return (
    <>
      {passing.length > 0 && (
        <ul class="closed-list">
          {passing.map((each) => (
            <ClosedItem view={view} closed={each} />
          ))}
        </ul>
      )}
      {locked.length > 0 && (
        <details class="fold mt-2" open={passing.length === 0}>
          <summary>
            <Icon name="lock" class="size-4" />
            {view.t.alwaysClosed} ({locked.length})
          </summary>
          <ul class="closed-list mt-2">
            {locked.map((each) => (
              <ClosedItem view={view} closed={each} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function ClosedItem({ view, closed }: { readonly view: View; readonly closed: ClosedNow }) {
  const { t } = view
  return (
    <li class="closed-item">
      <span class="block font-medium">
        <Name>{view.say(closed.name)}</Name>
      </span>
      <span class="text-sm text-muted">
        {closed.until !== undefined && (
          <>
            {t.until('')}
            <Moment view={view} at={closed.until} />
          </>
        )}
        {closed.until !== undefined && closed.clause && ' · '}
        {closed.clause && <Name>{t.clause(closed.clause)}</Name>}
      </span>
    </li>
  )
}
