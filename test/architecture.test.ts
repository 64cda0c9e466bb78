import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayImport, roots, single } from './may-import.ts'

const root = join(import.meta.dirname, '..')

interface Import {
  readonly target: string
  readonly typeOnly: boolean
}

const sources = ['src', 'dashboard'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
)

/** What is wrong with the imports of one file; nothing for a composition root. */
function violations(file: string, text: string): readonly string[] {
  if (roots.has(file)) return []
  const folder = folderOf(file)
  const allowed = single[file] ?? mayImport[folder]
  if (allowed === undefined) return [`${file}: no rule for this folder`]
  return importsOf(file, text)
    .filter(
      ({ target, typeOnly }) =>
        !(target === folder && single[file] === undefined) &&
        !allowed.includes(target) &&
        !(typeOnly && allowed.includes(`types:${target}`)),
    )
    .map(({ target, typeOnly }) => `${file} imports ${typeOnly ? 'types of ' : ''}${target}, which ${folder} may not`)
}

function importsOf(file: string, text: string): readonly Import[] {
  return [
    ...text.matchAll(
      /^(import|export)\s+(type\s+)?[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ].map(([, , type, from, bare, dynamic]) => ({
    target: targetOf(file, from ?? bare ?? dynamic!),
    typeOnly: type !== undefined,
  }))
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return folderOf(relative('.', join(dirname(file), specifier)))
  const [scope, name] = specifier.split('/')
  if (specifier.startsWith('node:')) return specifier
  return specifier.startsWith('@') ? `${scope}/${name}` : scope!
}

/** `src/policy/decide.ts` -> `src/policy`; a file straight under `src` is a folder by itself; all of `dashboard` is one. */
function folderOf(file: string): string {
  const parts = file.split('/')
  if (parts[0] === 'dashboard') return 'dashboard'
  return parts.length > 2 ? parts.slice(0, 2).join('/') : file.replace(/\.tsx?$/, '')
}

describe('the dependency rule', () => {
  it.each(sources)('%s imports only what its folder may', (file) => {
    expect(violations(file, readFileSync(join(root, file), 'utf8'))).toEqual([])
  })

  it('finds a planted import', () => {
    expect(violations('src/policy/decide.ts', "import { openStorage } from '../storage/storage.ts'")).toEqual([
      'src/policy/decide.ts imports src/storage, which src/policy may not',
    ])
    expect(violations('dashboard/pages/now.tsx', "import { decide } from '../../src/policy/decide.ts'")).toHaveLength(1)
    expect(violations('src/dns/name.ts', "import { readFileSync } from 'node:fs'")).toHaveLength(1)
  })

  it('has no cycles', () => {
    const graph = new Map(sources.map((file) => [file, filesImportedBy(file)]))
    expect([...graph.keys()].flatMap((file) => cycleFrom(file, graph) ?? [])).toEqual([])
  })
})

describe('habits of the house', () => {
  it.each(sources)('%s keeps them', (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    expect(text.split('\n').length, 'a file has at most 300 lines').toBeLessThanOrEqual(300)
    expect(code, 'named exports only').not.toMatch(/^export default/m)
    expect(code, 'no enum').not.toMatch(/^(export )?(const )?enum /m)
    if (file !== 'src/time/clock.ts' && file !== 'src/main.ts')
      expect(code, 'the time is an argument').not.toMatch(/Date\.now\(\)|new Date\(\)/)
    if (!file.startsWith('src/storage/'))
      expect(code, 'SQL lives in src/storage').not.toMatch(/better-sqlite3|from 'kysely/)
    // Whatever a person or a file names is never asked for: so there is nothing to lead astray to an address inside.
    expect(code, 'nothing is fetched: lists and catalogues are files').not.toMatch(
      /\b(await|return|void) fetch\(|globalThis\.fetch|\bhttps?\.(get|request)\(|\bundici\b|XMLHttpRequest/,
    )
    if (file.startsWith('dashboard/'))
      expect(code, 'markup is escaped').not.toMatch(/from 'hono\/html'|dangerouslySetInnerHTML/)
  })
})

function filesImportedBy(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/from\s+'(\.[^']+)'/g)].map(([, specifier]) =>
    relative('.', join(dirname(file), specifier!)),
  )
}

function cycleFrom(start: string, graph: ReadonlyMap<string, readonly string[]>): string | undefined {
  const seen = new Set<string>()
  const reach = (file: string): boolean =>
    (graph.get(file) ?? []).some((next) => {
      if (next === start) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reach(next)
    })
  return reach(start) ? start : undefined
}
