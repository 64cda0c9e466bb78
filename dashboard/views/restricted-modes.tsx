import type { Group, YoutubeMode } from '../../src/policy/policy.ts'
import type { KindOfTime } from '../../src/time/calendar.ts'
import type { View } from '../env.ts'
import { kindsOfTime } from '../forms/school.ts'
import { Select, Ticks } from './field.tsx'

interface Props {
  readonly view: View
  readonly group: Group
}

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
  if (typeof youtube === 'string') return youtubeModes[youtube].toLowerCase()
  return modes
    .map((mode) => ({ mode, times: kindsOfTime.filter((kind) => youtube[kind] === mode) }))
    .filter(({ times }) => times.length > 0)
    .map(({ mode, times }) => `${youtubeModes[mode].toLowerCase()} ${named(view, times)}`)
    .join('; ')
}

/** Safe search, on or off for each kind of time. */
export function SafeSearchField({ view, group: { safeSearch } }: Props) {
  const { groups: t } = view.t.keeping
  const values = typeof safeSearch === 'boolean' ? (safeSearch ? kindsOfTime : []) : safeSearch
  return (
    <Ticks
      label={t.safeSearch}
      name="safe-search"
      hint={`${t.safeSearchWhen} ${view.t.office.groups.safeSearchHint}`}
      options={kindsOfTime.map((kind) => ({ value: kind, text: view.t.kinds[kind] }))}
      values={values}
    />
  )
}

/** A mode of YouTube for each kind of time. */
export function YoutubeField({ view, group: { youtube } }: Props) {
  const { groups: t } = view.t.keeping
  const { youtubeModes } = view.t.office.groups
  return (
    <fieldset>
      <legend class="field-label">{t.youtube}</legend>
      <div class="mt-1 grid grid-cols-2 gap-3">
        {kindsOfTime.map((kind) => (
          <Select
            label={view.t.kinds[kind]}
            name={`youtube-${kind}`}
            value={typeof youtube === 'string' ? youtube : youtube[kind]}
            options={modes.map((mode) => ({ value: mode, text: youtubeModes[mode] }))}
          />
        ))}
      </div>
      <p class="mt-1 text-sm text-muted">{t.youtubeHint}</p>
    </fieldset>
  )
}

const named = (view: View, times: readonly KindOfTime[]): string =>
  kindsOfTime
    .filter((kind) => times.includes(kind))
    .map((kind) => view.t.kindsPlural[kind])
    .join(', ')
