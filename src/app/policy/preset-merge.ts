import type { Group, Policy, SchoolClass } from '../../policy/policy.ts'

/** What a school says of itself when it takes a preset. */
export interface PresetChoice {
  readonly name: string
  readonly language: 'nl' | 'en'
  readonly type: 'primary' | 'secondary'
  /** Its own hours, calendar and classes stay; else those of the preset come, and only classes that are in use stay. */
  readonly keepHours: boolean
}

/**
 * Another preset in the place of the policy: its clauses, rules, sets and what a group may. What says which devices there are stays: networks, groups and
 * classes that are in use, limits, own platforms. So no device and no account loses its place.
 */
export function presetFor(
  { name, language, type, keepHours }: PresetChoice,
  current: Policy,
  preset: Policy,
  isUsed: { readonly group: (id: string) => boolean; readonly class: (id: string) => boolean },
): Policy {
  const hours = keepHours ? current : preset
  const hasTimetable = (id: string | undefined) => hours.timetables.some((timetable) => timetable.id === id)
  const own = current.groups.filter(({ id }) => find(preset.groups, id) === undefined && isUsed.group(id))
  const groups = [
    ...preset.groups.map((group) => groupFrom(group, find(current.groups, group.id), keepHours)),
    ...own,
  ].map((group) => withHours(group, hasTimetable))
  const isKept = ({ id }: SchoolClass) => keepHours || isUsed.class(id)
  const kept = current.classes.filter(isKept)
  const classes = [...kept, ...(keepHours ? [] : preset.classes.filter(({ id }) => find(kept, id) === undefined))].map(
    (one) => withHours(one, hasTimetable),
  )
  const named = new Set(classes.map(({ id }) => id))
  return {
    ...preset,
    school: { ...current.school, name, language, type },
    groups,
    classes,
    timetables: hours.timetables,
    calendar: hours.calendar,
    // A rule for one of the preset's own classes is for nobody here.
    rules: preset.rules
      .filter((rule) => rule.classes?.every((id) => named.has(id)) ?? true)
      .map((rule) => ({ ...rule, groups: [...rule.groups, ...likeThem(own, rule.groups)] })),
    ...(hours.schedules === undefined ? { schedules: [] } : { schedules: hours.schedules }),
    ...(current.limits === undefined ? {} : { limits: current.limits }),
    ...(current.platforms === undefined ? {} : { platforms: current.platforms }),
  }
}

/** The school's own groups that are like one of these: what a preset lays down for pupils holds for a copy of that group too. */
const likeThem = (own: readonly Group[], ids: readonly string[]): readonly string[] =>
  own.flatMap(({ id, like }) => (like !== undefined && ids.includes(like) ? [id] : []))

function groupFrom(group: Group, own: Group | undefined, keepHours: boolean): Group {
  if (own === undefined) return group
  const { timetable, ...rest } = group
  const hours = keepHours ? own.timetable : timetable
  return { ...rest, networks: own.networks, ...(hours === undefined ? {} : { timetable: hours }) }
}

/** Without a timetable that is not there any more. */
function withHours<Holder extends { readonly timetable?: string }>(
  holder: Holder,
  has: (id: string | undefined) => boolean,
): Holder {
  if (holder.timetable === undefined || has(holder.timetable)) return holder
  const { timetable: _, ...rest } = holder
  return rest as Holder
}

const find = <Item extends { readonly id: string }>(items: readonly Item[], id: string): Item | undefined =>
  items.find((item) => item.id === id)
