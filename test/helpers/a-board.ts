import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { boardCopy, catalogueShelf, listFolders, presetFolders, presetProblem } from '../../src/app/box/given.ts'
import { firstPolicy } from '../../src/app/policy/first-policy.ts'
import { BoardFolder } from '../../src/board/board-folder.ts'
import { buildLists } from '../../src/lists/build-lists.ts'
import { ListLibrary } from '../../src/lists/library.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { ASchoolOnline } from './a-school-online.ts'
import { aSchoolOnline } from './a-school-online.ts'
import { networks } from './lankforst.ts'

/** A folder that a board shares out, and the boxes of its schools, each with its own data. */
export interface ABoard {
  /** Where the folder is. */
  readonly folder: string
  /** Writes files into it, by their path. */
  share(files: Readonly<Record<string, string>>): void
  /** Takes a file or a folder of it away; all of it when left out. */
  withdraw(file?: string): void
  /** Starts the box of a school with a preset; `change` makes the school's own of it. */
  school(starting: {
    readonly name: string
    readonly preset: string
    readonly at: string
    readonly keepDays?: number
    readonly change?: (policy: Policy) => Policy
  }): Promise<ASchoolOnline>
  close(): Promise<void>
}

/** Makes a board with a folder for the figures of its schools. */
export function aBoard(): ABoard {
  const home = mkdtempSync(join(tmpdir(), 'rooster-board-'))
  const folder = join(home, 'share')
  mkdirSync(join(folder, 'figures'), { recursive: true })
  const schools: ASchoolOnline[] = []
  return {
    folder,
    share(files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), text)
      }
    },
    withdraw: (file = '.') => rmSync(join(folder, file), { recursive: true, force: true }),

    async school({ name, preset, at, keepDays = 14, change = (policy) => policy }) {
      const places = { board: folder, data: join(home, `data-${schools.length}`) }
      const board = new BoardFolder({ folder, copy: boardCopy(places) }, (file, yaml) =>
        presetProblem(file, yaml, catalogues.current()),
      )
      await board.fetch()
      const catalogues = catalogueShelf(places, 'server')
      await board.fetchPresets()
      const shared = firstPolicy(preset, catalogues.current(), presetFolders(places))
      const groups = shared.groups.map((group) => ({ ...group, networks: [networks[group.id]!] }))
      const policy = change({ ...shared, school: { ...shared.school, name }, groups })
      const library = await ListLibrary.open(listFolders(places), async (sources) => buildLists(sources))
      const school = await aSchoolOnline({
        at,
        policy,
        parts: { board, catalogues, library, keepAttemptsDays: keepDays },
      })
      schools.push(school)
      return school
    },

    async close() {
      for (const school of schools) await school.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
