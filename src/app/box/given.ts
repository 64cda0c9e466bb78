import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { loadPreset, presetIds, readPolicy } from '../../config/policy-file.ts'
import { ConfigError } from '../../config/problems.ts'
import type { CatalogueFolder } from '../../lists/catalogue-overlay.ts'
import { firstThere } from '../../lists/catalogue-overlay.ts'
import { CatalogueShelf } from '../../lists/catalogue-shelf.ts'
import type { ListFolders } from '../../lists/list-sources.ts'
import type { Catalogue, Policy } from '../../policy/policy.ts'
import { root } from '../../product.ts'
import type { PresetBox } from '../box/setting-up.ts'

// What a box starts from: what ships with the product, with what its board shares and what was dropped into its data folder. A board's folder is copied
// into the data folder, and used from there: it may be gone tomorrow.

type Places = Pick<Config, 'data' | 'board'>

/** This box's copy of what the board shares. */
export const boardCopy = ({ data }: Pick<Config, 'data'>): string => join(data, 'board')

/**
 * The catalogue that ships, and those that were dropped in. A `reader` (a command beside a server, or before there was one) writes nothing, and looks into
 * the board's folder itself where that is there.
 */
export function catalogueShelf({ data, board }: Places, who: 'server' | 'reader'): CatalogueShelf {
  const folder = (origin: CatalogueFolder['origin'], path: string): CatalogueFolder => ({
    origin,
    path,
    kept: join(data, 'catalogue-kept', origin),
    mayWrite: who === 'server',
  })
  const own = folder('folder', join(data, 'catalogue'))
  if (board === undefined) return new CatalogueShelf(join(root, 'blocklists'), [own])
  const copy = join(boardCopy({ data }), 'catalogue')
  const ofBoard = folder('board', who === 'server' ? copy : firstThere([join(board, 'catalogue'), copy]))
  return new CatalogueShelf(join(root, 'blocklists'), [ofBoard, own])
}

/** Where the presets of the board are: in its folder, and in this box's copy. */
export function presetFolders({ data, board }: Places): readonly string[] {
  return board === undefined ? [] : [join(board, 'presets'), join(boardCopy({ data }), 'presets')]
}

/** Reads a preset that ships, or one of the board's. Throws ConfigError with everything that is wrong in it. */
export function presetOf(config: Places & Pick<Config, 'preset'>, catalogue: Catalogue): Policy {
  return loadPreset(join(root, 'config'), config.preset, catalogue, presetFolders(config))
}

/** The presets that ship and those of the board, read when they are asked for. */
export function presetBox(config: Places, catalogue: () => Catalogue): PresetBox {
  return {
    ids: () => presetIds(join(root, 'config'), presetFolders(config)),
    read: (id) => {
      try {
        return presetOf({ ...config, preset: id }, catalogue())
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error
        return undefined
      }
    },
  }
}

/** What is wrong with a preset of the board's, in one line; undefined where it can be used. */
export function presetProblem(file: string, yaml: string, catalogue: Catalogue): string | undefined {
  try {
    readPolicy(yaml, file, join(root, 'config'), catalogue)
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [first, ...more] = error.problems.map(({ place, problem }) => `${place}: ${problem}`)
    return `${first!.slice(0, 200)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`
  }
}

/** Where a box's lists come from. */
export function listFolders({ data, board }: Places): ListFolders {
  return {
    builtIn: join(root, 'blocklists', 'categories'),
    own: join(data, 'lists'),
    kept: join(data, 'lists-kept'),
    ...(board === undefined ? {} : { shared: join(boardCopy({ data }), 'lists') }),
  }
}
