import type { Policy } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'
import type { ColumnNames } from '../table.ts'
import { readTable } from '../table.ts'
import type { Invitee, PersonLine, PersonLineProblem, TableProblem } from './inviting.ts'
import type { Role } from './person.ts'
import { sortedRoles } from './person.ts'

const columns: ColumnNames<'name' | 'roles' | 'classes' | 'language'> = {
  name: ['naam', 'name'],
  roles: ['rollen', 'rol', 'roles', 'role'],
  classes: ['klassen', 'klas', 'classes', 'class'],
  language: ['taal', 'language'],
}
const LINES_AT_MOST = 500
const LONGEST_NAME = 80

/** What schools call the roles, besides our own words for them. */
const roleWords: Readonly<Record<Role, readonly string[]>> = {
  coordinator: ['coordinator', 'ict-coördinator', 'ict-coordinator', 'coördinator'],
  teacher: ['teacher', 'leerkracht', 'docent', 'leraar', 'juf', 'meester'],
  director: ['director', 'directeur', 'directie', 'rector'],
  mentor: ['mentor'],
  'team-leader': ['team-leader', 'teamleider', 'team leader'],
  manager: ['manager', 'leidinggevende'],
  'anti-bullying-coordinator': ['anti-bullying-coordinator', 'antipestcoördinator', 'antipestcoordinator'],
  'confidential-counsellor': ['confidential-counsellor', 'vertrouwenspersoon'],
  'first-responder': ['first-responder', 'bhv', "bhv'er", 'bhv’er', 'bhver'],
  officer: ['officer', 'fg', 'functionaris gegevensbescherming'],
}

/** Reads a file of people, line by line. `invited` are names, in lower case, that an invitation waits for. */
export function peopleLines(
  csv: string,
  policy: Policy,
  invited: ReadonlySet<string>,
): Outcome<readonly PersonLine[], TableProblem> {
  const table = readTable(csv, columns, ['name'], LINES_AT_MOST)
  if (!table.ok) return table
  const seen = new Set<string>()
  const lines = table.value.rows.map(({ line, cell }): PersonLine => {
    const name = cell('name')
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
    const read = readLine(name, cell('roles'), cell('classes'), cell('language'), policy)
    const key = name.toLowerCase()
    if ('problem' in read) return { line, ok: false, ...read }
    if (seen.has(key)) return { line, ok: false, problem: 'name-twice', detail: name }
    if (invited.has(key)) return { line, ok: false, problem: 'invited-already', detail: name }
    seen.add(key)
    return { line, ok: true, invitee: read }
  })
  return { ok: true, value: lines }
}

function readLine(
  name: string,
  roleText: string,
  classText: string,
  language: string,
  { classes: known }: Policy,
): Invitee | { readonly problem: PersonLineProblem; readonly detail: string } {
  if (name === '' || name.length > LONGEST_NAME) return { problem: 'name-missing', detail: name.slice(0, 100) }
  const held: Role[] = []
  for (const word of partsOf(roleText === '' ? 'teacher' : roleText)) {
    const role = (Object.keys(roleWords) as Role[]).find((one) => roleWords[one].includes(word.toLowerCase()))
    if (role === undefined) return { problem: 'unknown-role', detail: word.slice(0, 100) }
    held.push(role)
  }
  const classes: string[] = []
  for (const word of partsOf(classText)) {
    const found = classNamed(word, known)
    if (found === undefined) return { problem: 'unknown-class', detail: word.slice(0, 100) }
    classes.push(found)
  }
  const isEnglish = /^(en|engels|english)$/i.test(language)
  if (held.length === 0) return { problem: 'no-role', detail: '' }
  return { name, roles: sortedRoles(held), classes: [...new Set(classes)], language: isEnglish ? 'en' : 'nl' }
}

/** The id of a class by its name or its id, however it is written. A renamed class may have an id that reads as another's name. */
export function classNamed(word: string, known: Policy['classes']): string | undefined {
  const wanted = word.toLowerCase()
  const found =
    known.find(({ name }) => name.toLowerCase() === wanted) ?? known.find(({ id }) => id.toLowerCase() === wanted)
  return found?.id
}

/** Several things in one cell, apart by a bar or a comma. */
export const partsOf = (cell: string): readonly string[] =>
  cell
    .split(/[|,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
