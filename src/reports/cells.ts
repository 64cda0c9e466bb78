/** What attempts have in common, with how often and by which device; `device` is undefined where none is kept. */
export interface Tallied {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly device: string | undefined
  readonly count: number
}
/** A figure; `*` in a place stands for all. */
export interface CellOf {
  readonly group: string
  readonly kind: string
  readonly subject: string
  readonly count: number
  readonly devices: number
}

/** Adds tallies up, for each group, kind and subject and for all of them: so that how many devices there were is right in each place. */
export interface CellCounter {
  add(tallies: Iterable<Tallied>): void
  cells(): readonly CellOf[]
}

interface Open {
  readonly group: string
  readonly kind: string
  readonly subject: string
  count: number
  readonly devices: Set<string>
}

const ALL = '*'

/** Begins to count. */
export function cellCounter(): CellCounter {
  const open = new Map<string, Open>()
  const cellAt = (group: string, kind: string, subject: string): Open => {
    const key = `${group}\n${kind}\n${subject}`
    const found = open.get(key) ?? { group, kind, subject, count: 0, devices: new Set<string>() }
    open.set(key, found)
    return found
  }
  return {
    add(tallies) {
      for (const { group, kind, subject, device, count } of tallies)
        for (const inGroup of [group, ALL])
          for (const ofKind of [kind, ALL])
            for (const about of [subject, ALL]) {
              const cell = cellAt(inGroup, ofKind, about)
              cell.count += count
              if (device !== undefined) cell.devices.add(device)
            }
    },
    cells: () => [...open.values()].map(({ devices, ...cell }) => ({ ...cell, devices: devices.size })),
  }
}
