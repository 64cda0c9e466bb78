import type { CorrectionWish, PlatformView, PlatformWish } from '../../src/app/app.ts'
import type { Fields } from './fields.ts'

/** What platforms are looked for by. */
export interface PlatformSearch {
  /** Part of a platform's name, or of one of its names. */
  readonly text: string
  readonly set: string
  /** Only what the school added or corrected. */
  readonly own: boolean
}

/** Reads the search from the address. */
export function readPlatformSearch(fields: Fields): PlatformSearch {
  return { text: fields.text('q').toLowerCase(), set: fields.text('set'), own: fields.has('own') }
}

/** The platforms that fit a search, by their names. */
export function foundPlatforms(
  platforms: readonly PlatformView[],
  { text, set, own }: PlatformSearch,
): readonly PlatformView[] {
  const fits = (platform: PlatformView) =>
    (set === '' || platform.in.includes(set)) &&
    (!own || platform.state !== 'catalogue') &&
    (platform.name.toLowerCase().includes(text) || platform.names.some(({ name }) => name.includes(text)))
  return platforms.filter(fits).toSorted((a, b) => a.name.localeCompare(b.name, 'nl'))
}

/** Reads a platform of the school's own. */
export function readPlatform(fields: Fields): PlatformWish {
  return {
    name: fields.text('name'),
    names: linesOf(fields, 'names'),
    library: linesOf(fields, 'library'),
    sets: fields.all('set').filter((set) => set !== ''),
    sharedWith: fields.all('shared').filter((id) => id !== ''),
  }
}

/** Reads what is corrected of a platform: its sets only where they are others than before. A kind for which the school has no set (`offered`) stays. */
export function readCorrection(fields: Fields, { sets }: PlatformView, offered: readonly string[]): CorrectionWish {
  const { name: _, sets: ticked = [], ...wish } = readPlatform(fields)
  const chosen = [...sets.filter((set) => !offered.includes(set)), ...ticked]
  const isSame = chosen.length === sets.length && chosen.every((set) => sets.includes(set))
  return { ...wish, ...(isSame ? {} : { sets: chosen }), not: fields.all('not') }
}

const linesOf = (fields: Fields, name: string): readonly string[] =>
  fields
    .text(name)
    .split(/[\s,;]+/)
    .filter((line) => line !== '')
