import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Folder -> what its files may import besides their own folder. `types:` allows types only. Packages are named as they are imported. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/dns': [],
  'src/time': ['temporal-polyfill'],
  'src/policy': ['src/dns', 'src/time'],
  'src/clients': [
    'src/dns',
    'src/policy',
    'types:src/link',
    'ipaddr.js',
    'node:child_process',
    'node:net',
    'node:fs/promises',
    'node:util',
  ],
  'src/config': [
    'src/dns',
    'src/time',
    'src/clients',
    'types:src/policy',
    'tldts',
    'yaml',
    'zod',
    'node:fs',
    'node:path',
  ],
  'src/lists': [
    'src/dns',
    'src/policy',
    'types:src/link',
    'tldts',
    'yaml',
    'zod',
    'node:crypto',
    'node:fs',
    'node:path',
    'node:zlib',
  ],
  'src/board': ['zod', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:path', 'node:timers/promises'],
  'src/answer': ['src/dns', 'src/policy', 'types:src/config', 'types:src/upstream'],
  'src/upstream': [
    'types:src/link',
    'src/dns',
    'types:src/config',
    'node:crypto',
    'node:dgram',
    'node:http2',
    'node:net',
    'node:timers/promises',
    'node:tls',
  ],
  'src/attempts': ['src/dns', 'types:src/in-force', 'types:src/link', 'types:src/policy', 'types:src/time'],
  'src/server': [
    'src/clients',
    'src/product',
    'types:src/config',
    'types:src/policy',
    'types:src/query-path',
    'node:dgram',
    'node:module',
    'node:net',
    'node:os',
    'node:timers/promises',
    'node:fs',
    'node:path',
    'node:crypto',
    'node:http',
    'node:http2',
    'node:https',
    'node:tls',
    'node:worker_threads',
    'src/dns',
    '@hono/node-server',
    '@peculiar/x509',
    'reflect-metadata',
  ],
  'src/storage': [
    'src/dns',
    'src/time',
    'src/policy',
    'types:src/link',
    'node:timers/promises',
    'better-sqlite3',
    'kysely',
    'node:fs',
    'node:path',
    'node:crypto',
    'node:zlib',
    'node:util',
  ],
  'src/backup': [
    'src/storage',
    'zod',
    'node:crypto',
    'node:fs',
    'node:fs/promises',
    'node:path',
    'node:stream/promises',
    'node:timers/promises',
    'node:util',
    'node:zlib',
  ],
  // What the threads are to each other; the threads themselves are composition roots.
  'src/threads': [
    'src/upstream',
    'types:src/app',
    'types:src/config',
    'types:src/link',
    'types:src/policy',
    'types:src/server',
    'types:src/standing',
    'src/time',
    'node:timers/promises',
    'node:worker_threads',
  ],
  'src/standing': [
    'src/answer',
    'src/dns',
    'src/policy',
    'types:src/in-force',
    'types:src/link',
    'node:crypto',
    'node:fs',
    'node:fs/promises',
    'node:path',
    'node:timers/promises',
    'node:zlib',
  ],
  'src/trace': [
    'src/answer',
    'src/dns',
    'src/query-path',
    'types:src/in-force',
    'types:src/link',
    'types:src/policy',
    'node:fs',
    'node:net',
    'node:path',
  ],
  'src/reports': ['src/time', 'types:src/policy'],
  // It reads its fonts.
  'src/papers': ['pdfkit', 'csv-stringify', 'node:fs'],
  'src/mail': ['types:src/config', 'nodemailer', 'node:fs'],
  'src/app': [
    'src/dns',
    'src/time',
    'src/policy',
    'src/lists',
    'src/clients',
    'src/config',
    'src/storage',
    'src/reports',
    'src/papers',
    'types:src/mail',
    'src/backup',
    'src/board',
    'types:src/link',
    'src/product',
    'src/standing',
    'tldts',
    'ipaddr.js',
    'node:timers/promises',
    'node:crypto',
    'node:net',
    'node:path',
    'node:util',
    'node:os',
  ],
  'src/jobs': ['src/app', 'src/storage', 'src/time', 'node-cron'],
  'src/cli': [
    'src/app',
    'src/config',
    'src/time',
    'src/dns',
    'src/product',
    'src/serve',
    'src/trace',
    'src/clients',
    'types:src/link',
    'node:util',
    'node:dgram',
  ],
  dashboard: [
    'node:fs/promises',
    'node:stream',
    'src/app',
    'types:src/policy',
    'types:src/time',
    'types:src/dns',
    'hono',
    'uqr',
    'zod',
    'node:fs',
    'node:path',
    'node:crypto',
    'node:zlib',
  ],
}

/** Files that stand for themselves: the composition roots know everyone; the way of a query and the link know what their picture shows. */
const roots = new Set([
  'src/main.ts',
  'src/serve.ts',
  'src/threads/resolver-thread.ts',
  'src/threads/resolver-crew.ts',
  'src/threads/office-thread.ts',
  'src/threads/list-thread.ts',
  'src/threads/backup-thread.ts',
  'src/threads/secure-thread.ts',
  'src/threads/block-door.ts',
  'src/threads/nearly-closed.ts',
  'src/threads/printed-lines.ts',
])
const single: Readonly<Record<string, readonly string[]>> = {
  'src/query-path.ts': [
    'src/answer',
    'src/attempts',
    'src/dns',
    'src/in-force',
    'types:src/policy',
    'types:src/server',
    'types:src/time',
  ],
  'src/in-force.ts': ['src/clients', 'src/dns', 'src/lists', 'src/policy', 'src/time', 'types:src/link'],
  'src/link.ts': ['types:src/policy', 'types:src/time', 'types:node:worker_threads'],
  'src/product.ts': ['node:fs', 'node:path'],
}

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
