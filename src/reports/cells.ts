/** What attempts have in common, with how often and by which device; `device` is undefined where none is kept. */
export interface Tallied {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly device: string | undefined
  readonly count: number
}
/** Attempts with the same group, kind of time and subject: how many, and of which different devices. */
export interface Cell {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly count: number
  readonly devices: ReadonlySet<string>
}
/** A figure; `*` in a place stands for all. */
export interface CellOf {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly count: number
  readonly devices: number
}

/** Adds tallies up, for each group, kind and subject. */
export interface CellCounter {
  add(tallies: Iterable<Tallied>): void
  cells(): readonly Cell[]
}

interface Open extends Cell {
  count: number
  readonly devices: Set<string>
}
type Place = Pick<Cell, 'group' | 'kind' | 'subject'>

const ALL = '*'

/** Begins to count. */
export function cellCounter(): CellCounter {
  const { at, all } = openCells()
  return {
    add(tallies) {
      for (const { device, count, ...place } of tallies) {
        const cell = at(place)
        cell.count += count
        if (device !== undefined) cell.devices.add(device)
      }
    },
    cells: all,
  }
}

/** Cells that have come to lie in the same place as one. */
export function merged(cells: Iterable<Cell>): readonly Cell[] {
  const { at, all } = openCells()
  for (const { count, devices, ...place } of cells) {
    const cell = at(place)
    cell.count += count
    for (const device of devices) cell.devices.add(device)
  }
  return all()
}

/** The cells, and their sums over all groups, kinds and subjects: so that whoever reads has little to add up. */
export function withTotals(cells: readonly Cell[]): readonly CellOf[] {
  const places = cells.flatMap(({ group, kind, subject, count, devices }) =>
    [group, ALL].flatMap((inGroup) =>
      [kind, ALL].flatMap((ofKind) =>
        [subject, ALL].map((about) => ({ group: inGroup, kind: ofKind, subject: about, count, devices })),
      ),
    ),
  )
  return merged(places).map((cell) => ({ ...cell, devices: cell.devices.size }))
}

function openCells() {
  const open = new Map<string, Open>()
  const at = ({ group, kind, subject }: Place): Open => {
    const key = `${group}\n${kind}\n${subject}`
    const found = open.get(key) ?? { group, kind, subject, count: 0, devices: new Set<string>() }
    open.set(key, found)
    return found
  }
  return { at, all: (): readonly Cell[] => [...open.values()] }
}
