/** Fewest devices behind a figure that is shown: below it, a figure would tell of persons. */
export const FEWEST_DEVICES = 5

/** A part of a whole, with how many devices it comes from. */
export interface Part {
  readonly count: number
  readonly devices: number
}

/**
 * Leaves out the parts of fewer than five devices. Where exactly one is left out of a whole whose total is shown, the smallest of the others goes
 * too: subtraction would give the one away.
 */
export function suppress<One extends Part>(
  parts: readonly One[],
  total: 'total-shown' | 'no-total',
): { readonly shown: readonly One[]; readonly suppressed: number } {
  let shown = parts.filter(({ devices }) => devices >= FEWEST_DEVICES)
  if (total === 'total-shown' && parts.length - shown.length === 1 && shown.length > 0) {
    const smallest = shown.reduce((least, part) => (part.count < least.count ? part : least))
    shown = shown.filter((part) => part !== smallest)
  }
  return { shown, suppressed: parts.length - shown.length }
}
