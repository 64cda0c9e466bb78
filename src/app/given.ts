import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { loadPreset, readPolicy } from '../config/policy-file.ts'
import { ConfigError } from '../config/problems.ts'
import { CatalogueShelf } from '../lists/catalogue-shelf.ts'
import type { ListFolders } from '../lists/library.ts'
import type { Catalogue, Policy } from '../policy/policy.ts'
import { root } from '../product.ts'

// What a box starts from: what ships with the product, with what its board shares and what was dropped into its data folder. A board's folder is copied
// into the data folder, and used from there: it may be gone tomorrow.

type Places = Pick<Config, 'data' | 'board'>

/** This box's copy of what the board shares. */
export const boardCopy = ({ data }: Pick<Config, 'data'>): string => join(data, 'board')

/** The catalogue that ships, and those that were dropped in. `reader` writes nothing: a command beside a server. */
export function catalogueShelf({ data, board }: Places, who: 'server' | 'reader'): CatalogueShelf {
  const kept = (origin: string) => join(data, 'catalogue-kept', origin)
  const mayWrite = who === 'server'
  const ofBoard = {
    origin: 'board',
    path: join(boardCopy({ data }), 'catalogue'),
    kept: kept('board'),
    mayWrite,
  } as const
  const own = { origin: 'folder', path: join(data, 'catalogue'), kept: kept('folder'), mayWrite } as const
  return new CatalogueShelf(join(root, 'blocklists'), board === undefined ? [own] : [ofBoard, own])
}

/** Where the presets of the board are: in its folder, and in this box's copy. */
export function presetFolders({ data, board }: Places): readonly string[] {
  return board === undefined ? [] : [join(board, 'presets'), join(boardCopy({ data }), 'presets')]
}

/** Reads a preset that ships, or one of the board's. Throws ConfigError with everything that is wrong in it. */
export function presetOf(config: Places & Pick<Config, 'preset'>, catalogue: Catalogue): Policy {
  return loadPreset(join(root, 'config'), config.preset, catalogue, presetFolders(config))
}

/** What is wrong with a preset of the board's, in one line; undefined where it can be used. */
export function presetProblem(file: string, yaml: string, catalogue: Catalogue): string | undefined {
  try {
    readPolicy(yaml, file, join(root, 'config'), catalogue)
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map(({ place, problem }) => `${place}: ${problem}`).join('; ')
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
