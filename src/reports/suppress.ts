import type { Cell } from './cells.ts'
import { merged } from './cells.ts'

/** Fewest devices behind a figure that is shown: below it, a figure would tell of persons. */
export const FEWEST_DEVICES = 5

/**
 * Whether rows of what was blocked, which have names and times, are of too few devices: a class or a group that somebody limits them to must have five,
 * or they would tell of one. What a single device did is shown on giving a reason.
 */
export const isOfTooFew = (devices: number): boolean => devices < FEWEST_DEVICES

/** What cells are no longer told apart by: '' stands in its place. */
type Step = Partial<Record<'group' | 'kind' | 'subject', ''>>

/** How a day is divided: by group, kind of time and subject; what is too small for that, by group and subject. */
export const daySteps: readonly Step[] = [{}, { kind: '' }]
/** How that is divided which a week's days have no room for, when the week is over; each step takes what the ones before it left. */
export const weekSteps: readonly Step[] = [
  {},
  { kind: '' },
  { subject: '' },
  { kind: '', subject: '' },
  { group: '', kind: '', subject: '' },
]

/**
 * The rule for every figure of what was blocked, on a page, in a PDF, a file, a mail, an answer to a program and the board's folder. Attempts are
 * divided into cells, each of five different devices at the least, each attempt in one of them or in none; and a figure is the sum of whole cells. So
 * no figure says anything of fewer than five devices, and no sum or difference of figures does, of whatever days, kinds of time, groups or subjects: it
 * is made of whole cells too. A cell is of one day that is over ({@link daySteps}); what a day has too little of waits for its week to be over, and is
 * then in a cell of that whole week ({@link weekSteps}), which no part of the week has. What is left by then is in no figure: for a small school, that is
 * what fewer than five of its devices did all week. A cell is shown whole or not at all, and stays as it was shown: of what grows, the difference of two
 * looks would tell of who asked in between. What a trial counts goes by whole hours in the same way (`trial-parts.ts`).
 *
 * Of a group that is only counted there are no devices to count. Where five are enrolled, it stands in sums of whole weeks that are over, and only with
 * what was asked in school time: who stays late, or comes in a holiday, may be the only one.
 *
 * `rest`: the cells that are too small.
 */
export function divided(
  cells: readonly Cell[],
  steps: readonly Step[],
): { readonly shown: readonly Cell[]; readonly rest: readonly Cell[] } {
  const shown: Cell[] = []
  let rest = cells
  for (const step of steps) {
    const left: Cell[] = []
    for (const alike of Map.groupBy(rest, (cell) => keyOf({ ...cell, ...step })).values()) {
      const [cell] = merged(alike.map((one) => ({ ...one, ...step })))
      if (cell !== undefined && !isOfTooFew(cell.devices.size)) shown.push(cell)
      else left.push(...alike)
    }
    rest = left
  }
  return { shown: merged(shown), rest }
}

const keyOf = ({ group, kind, subject }: Cell): string => `${group}\n${kind}\n${subject}`
