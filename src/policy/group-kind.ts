/** The groups that mean something to the product itself: whose devices are people's own, who is staff, who is a guest. */
export const groupKinds = [
  'pupils',
  'pupil-phones',
  'after-school',
  'staff',
  'staff-phones',
  'guests',
  'infrastructure',
] as const
export type GroupKind = (typeof groupKinds)[number]

/** A group, as far as its kind goes. */
interface Kindred {
  readonly id: string
  readonly like?: GroupKind
}

/** What a group is to the product: for one that a school made as a copy, the group that it is like; else the group itself. */
export const kindOf = (groups: readonly Kindred[], id: string): string =>
  groups.find((group) => group.id === id)?.like ?? id

/** Whether the devices of a group are staff's. */
export const isOfStaff = (groups: readonly Kindred[], id: string): boolean =>
  ['staff', 'staff-phones'].includes(kindOf(groups, id))
