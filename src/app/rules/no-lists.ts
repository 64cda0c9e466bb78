import type { IndexData } from '../../link.ts'
import { ListFiles } from '../../lists/list-files.ts'
import type { Library } from '../parts.ts'

/** A library for an office that answers nobody: without lists, and without a folder that could take one. */
export const noLists = (empty: IndexData): Library => ({
  lists: () => [],
  refresh: async () => {},
  reread: async () => {},
  progress: () => undefined,
  data: () => empty,
  categoriesOf: () => [],
  listedSince: async () => [],
  search: async () => [],
  check: async () => ({ names: 0, problemCount: 0, problems: [], before: 0, note: 'unreadable' }),
  accept: async () => {},
  files: new ListFiles({ builtIn: NOWHERE, own: NOWHERE, kept: NOWHERE }),
  names: 0,
})

/** Nothing can be below a file. */
const NOWHERE = '/dev/null/lists'
