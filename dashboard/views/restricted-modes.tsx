import type { Group, YoutubeMode } from '../../src/policy/policy.ts'
import type { KindOfTime } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import { asItIs } from '../forms/school.ts'
import { Select } from './field.tsx'

interface Props {
  readonly view: View
  readonly group: Group
}

const kinds = ['lesson', 'break', 'inloop', 'outside'] as const satisfies readonly KindOfTime[]
const modes = ['strict', 'moderate', 'open'] as const satisfies readonly YoutubeMode[]

/** When a group's search engines are safe: "aan", "uit", or "aan in lessen, in pauzes". */
export function safeSearchText(view: View, { safeSearch }: Group): string {
  const { on, off } = view.t.office.groups
  if (typeof safeSearch === 'boolean') return safeSearch ? on : off
  return safeSearch.length === 0 ? off : `${on} ${named(view, safeSearch)}`
}

/** A group's mode of YouTube, or its modes with their times. */
export function youtubeText(view: View, { youtube }: Group): string {
  const { youtubeModes } = view.t.office.groups
  if (typeof youtube === 'string') return youtubeModes[youtube]
  return modes
    .map((mode) => ({ mode, times: kinds.filter((kind) => youtube[kind] === mode) }))
    .filter(({ times }) => times.length > 0)
    .map(({ mode, times }) => `${youtubeModes[mode]} ${named(view, times)}`)
    .join('; ')
}

/** Safe search on or off; where it has its hours, these may stay. */
export function SafeSearchField({ view, group }: Props) {
  const { groups } = view.t.office
  if (typeof group.safeSearch !== 'boolean')
    return (
      <Select
        label={groups.safeSearch}
        name="safeSearch"
        hint={groups.safeSearchHint}
        value={asItIs}
        options={[
          { value: asItIs, text: groups.asItIs(safeSearchText(view, group)) },
          { value: 'on', text: groups.on },
          { value: 'off', text: groups.off },
        ]}
      />
    )
  return (
    <>
      <label class="tick self-start">
        <input
          type="checkbox"
          class="checkbox checkbox-primary checkbox-sm"
          name="safeSearch"
          value="on"
          checked={group.safeSearch}
          aria-describedby={`safe-${group.id}`}
        />
        {groups.safeSearch}
      </label>
      <p id={`safe-${group.id}`} class="-mt-3 text-sm text-muted">
        {groups.safeSearchHint}
      </p>
    </>
  )
}

/** One mode of YouTube for all time; where there is one for each kind of it, these may stay. */
export function YoutubeField({ view, group }: Props) {
  const { youtube, youtubeModes, asItIs: text } = view.t.office.groups
  const simple = Object.entries(youtubeModes).map(([value, mode]) => ({ value, text: mode }))
  const isSimple = typeof group.youtube === 'string'
  return (
    <Select
      label={youtube}
      name="youtube"
      value={typeof group.youtube === 'string' ? group.youtube : asItIs}
      options={isSimple ? simple : [{ value: asItIs, text: text(youtubeText(view, group)) }, ...simple]}
    />
  )
}

const named = (view: View, times: readonly KindOfTime[]): string =>
  kinds
    .filter((kind) => times.includes(kind))
    .map((kind) => view.t.kindsPlural[kind])
    .join(', ')
