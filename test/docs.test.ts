import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPreset, presetIds } from '../src/config/policy-file.ts'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import { aProduct, rooster } from './helpers/a-product.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the README', () => {
  it('shows what explain prints', async () => {
    const [, words = '', printed = ''] =
      /\$ npm run -s rooster -- (explain [^\n]+)\n([\s\S]*?)```/.exec(read('README.md')) ?? []
    const { code, out } = await rooster(words.split(' '))
    expect([code, out]).toEqual([0, printed])
  })

  it('shows what dig gets', async () => {
    const product = await aProduct()
    const closed = await product.ask('www.unibet.nl')
    const text = /; EDE: 15 \(Blocked\): \((.+)\)$/m.exec(read('README.md'))?.[1]
    expect([closed.rcode, closed.error]).toEqual(['NOERROR', { code: 15, text }])
    expect((await product.ask('www.google.com')).data[0]).toBe('forcesafesearch.google.com')
    expect((await product.ask('use-application-dns.net')).rcode).toBe('NXDOMAIN')
  })

  it('names files and folders that there are, and the commands that there are', () => {
    const readme = read('README.md')
    for (const [, path] of readme.matchAll(/^\| `([^`]+)` \|/gm)) expect(existsSync(join(root, path!)), path).toBe(true)
    const main = read('src/main.ts')
    for (const command of ['serve', 'validate', 'explain', 'policy', 'lists', 'user', 'healthcheck', 'version']) {
      expect(readme).toContain(`\`${command}\``)
      expect(main).toContain(`  ${command}: () =>`)
    }
  })

  it('draws the way of a query as the architecture does', () => {
    const picture = (file: string) => / packet ─►[\s\S]*?```/.exec(read(file))?.[0]
    expect(picture('README.md')).toBe(picture('docs/architecture.md'))
  })
})

describe('docs/protocols.md', () => {
  const config = join(root, 'config')
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const sections = read('docs/protocols.md')
    .split(/^## /m)
    .flatMap((text) => {
      const preset = /^[^\n]*\(`config\/presets\/([^`]+)\.yaml`\)/.exec(text)?.[1]
      return preset === undefined ? [] : [{ preset, text }]
    })

  it('has a section for each preset', () => {
    expect(sections.map(({ preset }) => preset).sort()).toEqual(presetIds(config))
  })

  describe.each(sections)('$preset', ({ preset, text }) => {
    const policy = loadPreset(config, preset, catalogue)
    const rows = [...text.matchAll(/^\| (\S+) \| [^|]+ \| ([^|]+) \| `([^`]+)` \|$/gm)].map(
      ([, clause, rules, test]) => ({
        clause: clause!,
        rules: [...rules!.matchAll(/`([^`]+)`/g)].map(([, id]) => id!),
        test: test!,
      }),
    )

    it('names every rule of the preset once, under its own clause', () => {
      const inDocs = rows.flatMap(({ clause, rules }) => rules.map((id) => `${clause} ${id}`))
      expect(inDocs.sort()).toEqual(policy.rules.map(({ id, clause }) => `${clause ?? '(none)'} ${id}`).sort())
    })

    it('carries every clause out, or says that it is not yet', () => {
      const notYet = [
        .../^Not yet carried out: (.*)$/m
          .exec(text)![1]!
          .split(' Of ')[0]!
          .matchAll(/\b[A-Z]+-\d+/g),
      ].map(([id]) => id)
      const carriedOut = rows.map(({ clause }) => clause)
      expect(Object.keys(policy.clauses).filter((id) => !carriedOut.includes(id) && !notYet.includes(id))).toEqual([])
    })

    it.each(rows)('the test of $clause is there, and says what it is about', ({ clause, test }) => {
      const inFile = read(test)
      if (clause !== '(none)') expect(inFile).toMatch(new RegExp(`describe\\(["']${clause}: `))
    })
  })
})

it('docs/faults.md names tests that there are, and all of test/faults', () => {
  const named = [...read('docs/faults.md').matchAll(/^\| [^|]+ \| `(test\/[^`]+)` \|$/gm)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  const faults = readdirSync(join(root, 'test', 'faults')).filter((file) => file.endsWith('.test.ts'))
  expect(faults.filter((file) => !named.includes(`test/faults/${file}`))).toEqual([])
})

it('each test of an RFC is named for its section, opens with what is shown, and stands in docs/faults.md', () => {
  const faults = read('docs/faults.md')
  const files = readdirSync(join(root, 'test', 'rfc')).filter((file) => /^rfc.*\.test\.ts$/.test(file))
  expect(files.length).toBeGreaterThan(40)
  const odd = files.filter((file) => {
    const [, rfc, section] = /^rfc(\d+)-(\d[\d.]*)-[a-z-]+\.test\.ts$/.exec(file) ?? []
    const opening = read(`test/rfc/${file}`).split('\n')[0]!
    return section === undefined || !new RegExp(`^// RFC ${rfc} sections? \\d`).test(opening)
  })
  expect([odd, files.filter((file) => !faults.includes(`\`test/rfc/${file}\``))]).toEqual([[], []])
})

it('the reason kinds in the architecture are those of the code', () => {
  const inCode = [...read('src/policy/verdict.ts').matchAll(/\| \{ readonly kind: '([a-z-]+)'/g)]
    .map(([, kind]) => kind!)
    .slice(3)
  const line = /Reason kinds[^:]*: (.*)\./.exec(read('docs/architecture.md'))![1]!
  expect([...line.matchAll(/`([^`]+)`/g)].map(([, kind]) => kind)).toEqual(inCode)
})
