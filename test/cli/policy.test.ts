import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadStanding } from '../../src/standing/standing.ts'
import { aProduct, freePort, rooster, until } from '../helpers/a-product.ts'
import type { Reply } from '../helpers/ask.ts'
import { ask } from '../helpers/ask.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A data folder in which Lankforst is kept, and no server runs. */
async function aFolder(): Promise<string> {
  const data = join(temporaryFolder(), 'data')
  const begun = await rooster(['policy', 'import', 'nutsschool-lankforst', '--data', data, '--why', 'begin'])
  expect([begun.code, begun.error]).toEqual([0, ''])
  return data
}

const exported = async (data: string, ...more: string[]) =>
  (await rooster(['policy', 'export', '--data', data, ...more])).out
const json = async (words: readonly string[]) => JSON.parse((await rooster([...words, '--json'])).out)

function aFile(text: string): string {
  const file = join(temporaryFolder(), 'school.yaml')
  writeFileSync(file, text)
  return file
}

describe('export and import', () => {
  it('go round and change nothing; the first line names the school and the revision', async () => {
    const data = await aFolder()
    const yaml = await exported(data)
    expect(yaml).toMatch(/^# Nutsschool Lankforst: revision 2 of \d{4}-\S+ by console \(begin\)\nschool:\n/)
    const again = await rooster(['policy', 'import', aFile(`# my own words\n${yaml}`), '--data', data])
    expect(again).toMatchObject({ code: 0, out: 'Nothing changes: revision 2 is this policy.\n' })
    expect(await exported(data)).toBe(yaml)
    const other = join(temporaryFolder(), 'other')
    await rooster(['policy', 'import', aFile(yaml), '--data', other])
    expect(parse(await exported(other))).toEqual(parse(yaml))
  })

  it('are in force at a running server within seconds', async () => {
    const product = await aProduct()
    expect((await product.ask('www.wikipedia.org')).data).toEqual(['198.51.100.7'])
    const yaml = await exported(product.data)
    const rule = '  - { id: no-wiki, for: [pupils], close: "site:wikipedia.org" }\n'
    const file = aFile(yaml.replace(/^rules:\n/m, `rules:\n${rule}`))
    const dry = await rooster(['policy', 'import', file, '--data', product.data, '--dry-run'])
    expect(dry.out).toMatch(/^\+ rules\.no-wiki: .*close: site:wikipedia\.org.*\n1 change; nothing was done\.\n$/)
    const done = await rooster(['policy', 'import', file, '--data', product.data, '--why', 'Wiki-vrije week'])
    expect(done.out).toContain('1 change, in force as revision 2.')
    await until(async () => (await product.ask('www.wikipedia.org')).error?.code === 15, product.printed, 3_000)
    expect(await exported(product.data)).toMatch(/^# .*revision 2 of .* by console \(Wiki-vrije week\)\n/)
    expect(await json(['policy', 'diff', '1', '--data', product.data])).toEqual({
      from: '1',
      to: 'now',
      changes: [
        { place: 'rules.no-wiki', kind: 'added', before: null, after: expect.objectContaining({ id: 'no-wiki' }) },
      ],
    })
    await rooster(['policy', 'import', aFile(await exported(product.data, '--revision', '1')), '--data', product.data])
    await until(async () => (await product.ask('www.wikipedia.org')).data.length > 0, product.printed, 3_000)
  })

  it('hold from the first answer on, where no server ran meanwhile', async () => {
    const first = await aProduct()
    await until(() => loadStanding(join(first.data, 'standing'))?.devices !== undefined)
    const yaml = await exported(first.data)
    const rule = '  - { id: no-wiki, for: [pupils], close: "site:wikipedia.org" }\n'
    await first.stop()
    const file = aFile(yaml.replace(/^rules:\n/m, `rules:\n${rule}`))
    expect((await rooster(['policy', 'import', file, '--data', first.data])).out).toContain('in force as revision 2.')
    const dns = { address: '127.0.0.1', port: await freePort() }
    const second = aProduct(first.data, ['--dns', `${dns.address}:${dns.port}`])
    const answer = () => ask(dns, 'www.wikipedia.org', { from: '127.0.0.1', transport: 'tcp' }).catch(() => undefined)
    let reply: Reply | undefined
    await until(async () => {
      reply = await answer()
      return reply !== undefined
    })
    expect(reply?.error?.code).toBe(15)
    await second
    expect(loadStanding(join(first.data, 'standing'))?.snapshot.revision).toBe(2)
  })

  it('give the policy as it was at a moment, or at a revision', async () => {
    const data = await aFolder()
    const { at } = await json(['policy', 'export', '--data', data])
    const before = await json(['policy', 'export', '--data', data, '--revision', '1'])
    expect([before.revision, before.why]).toEqual([1, 'first-policy'])
    expect(await json(['policy', 'export', '--data', data, '--at', '2099-01-01T08:00'])).toMatchObject({
      revision: 2,
      at,
    })
    const early = await rooster(['policy', 'export', '--data', data, '--at', '2020-01-06T08:00'])
    expect([early.code, early.error]).toEqual([
      1,
      expect.stringMatching(/--at: there is no such revision; there are 1 to 2/),
    ])
  })
})

it('overwrites nothing that was changed after the revision it says it is based on', async () => {
  const data = await aFolder()
  const yaml = await exported(data)
  const mine = aFile(yaml.replace('name: Nutsschool Lankforst', 'name: Mijn school'))
  const theirs = aFile(
    yaml.replace('name: Nutsschool Lankforst', 'name: Hun school').replace(/youtube: \w+/, 'youtube: strict'),
  )
  const put = (file: string, ...more: string[]) => rooster(['policy', 'import', file, '--data', data, ...more])
  expect((await put(theirs, '--why', `een\u001b[2J\nreden${'!'.repeat(600)}`)).code).toBe(0)
  const refused = await put(mine, '--based-on', '2')
  expect([refused.code, refused.error]).toEqual([
    1,
    expect.stringMatching(/changed-meanwhile: what this file changes was changed since \(console, \d{4}-/),
  ])
  expect((await put(mine, '--based-on', '99')).error).toContain(
    '--based-on: there is no such revision; there are 1 to 3',
  )
  expect((await json(['policy', 'export', '--data', data])).why).toMatch(/^een \[2J reden!{100,}$/)
  expect((await put(mine, '--based-on', '3')).out).toContain('in force as revision 4')
})

describe('an import is refused, and nothing is changed', () => {
  it.each<[string, (yaml: string) => string, readonly (string | RegExp)[]]>([
    [
      'with every problem at once',
      (yaml) =>
        yaml
          .replace('unknown: pupil-phones', 'unknown: nobody\nmotto: Samen')
          .replace('id: social-media-phones', 'id: Social Media')
          .replace(/- 08:30-10:15 lesson/, '- 08:30-10:20 lesson'),
      [
        'unknown: unknown group "nobody"; known: pupils, ',
        'motto: there is no such key',
        /08:30-10:20 lesson and 10:15-10:30 break \S+ overlap/,
      ],
    ],
    [
      'where a rule that every school has is left out',
      (yaml) => yaml.replace(/ {2}- id: adult\n( {4}.*\n| {6}.*\n)*/, ''),
      ['rules.adult: every school has this rule; put it back'],
    ],
    [
      'where one is unlocked',
      (yaml) => yaml.replace('locked: true', 'locked: false'),
      ['rules.adult: this rule of the basis is locked in every school'],
    ],
    ['where it is no YAML', () => 'school: [\n', ['line ']],
    ['where it is no text', () => '\u0000\u0001\ufffd', [/problem/]],
    ['where it is a list', () => '- a\n', [/expected object/]],
    ['where it is empty', () => '', [/expected object/]],
  ])('%s', async (_, change, said) => {
    const data = await aFolder()
    const yaml = await exported(data)
    const file = aFile(change(yaml))
    expect(readFileSync(file, 'utf8')).not.toBe(yaml)
    const { code, error, out } = await rooster(['policy', 'import', file, '--data', data])
    expect([code, out]).toEqual([1, ''])
    for (const part of said) expect(error).toMatch(part)
    expect(error).not.toMatch(/\n\s+at /)
    expect(await exported(data)).toBe(yaml)
  })

  it('begins no school with what cannot be read', async () => {
    const data = join(temporaryFolder(), 'data')
    expect((await rooster(['policy', 'import', aFile('school: 1'), '--data', data])).code).toBe(1)
    expect((await rooster(['policy', 'import', 'albero', '--dry-run', '--data', data])).code).toBe(1)
    expect(existsSync(data)).toBe(false)
  })
})

it('writes a name that holds a line break as one comment, and shows no control characters', async () => {
  const data = await aFolder()
  const yaml = await exported(data)
  const name = 'School\\nunknown: guests\\u001b[2J'
  const file = aFile(yaml.replace('name: Nutsschool Lankforst', `name: "${name}"`))
  const { code, out } = await rooster(['policy', 'import', file, '--data', data])
  expect([code, out.split('\n')[0]]).toEqual([0, '~ school.name: Nutsschool Lankforst -> School unknown: guests [2J'])
  const again = await exported(data)
  expect(again.split('\n').slice(0, 2)).toEqual([
    expect.stringMatching(/^# School unknown: guests \[2J: revision 3/),
    'school:',
  ])
  expect((await rooster(['policy', 'import', aFile(again), '--data', data])).out).toContain('Nothing changes')
})

it('says what is different from a preset, without any school', async () => {
  const data = join(temporaryFolder(), 'data')
  const { code, out } = await rooster(['policy', 'diff', 'albero', 'nutsschool-lankforst', '--data', data])
  expect(code).toBe(0)
  expect(out).toMatch(/^~ school\.name: Albero -> Nutsschool Lankforst\n/)
  expect(out).toMatch(/^- clauses\.AL-1: /m)
  expect(out).toMatch(/^~ timetables\.school\.days\.mon:\n {4}- /m)
  expect((await rooster(['policy', 'diff', 'albero', 'albero'])).out).toBe('No difference.\n')
  expect(existsSync(data)).toBe(false)
})

it.each([
  [['policy'], 'policy takes export, import or diff'],
  [['policy', 'burn'], 'policy takes export, import or diff'],
  [['policy', 'export', 'x'], 'export takes no words'],
  [['policy', 'export', '--at', 'monday'], '--at "monday" is not a time'],
  [['policy', 'export', '--revision', '-1'], '--revision'],
  [['policy', 'export', '--revision', '1e3'], '--revision takes a number, not "1e3"'],
  [['policy', 'export', '--revision', '1', '--at', '2026-11-24T08:00'], '--at or --revision, not both'],
  [['policy', 'import'], 'import takes one file'],
  [['policy', 'import', 'a', 'b'], 'import takes one file'],
  [['policy', 'import', 'a', '--force'], '--force'],
  [['policy', 'import', 'a', '--based-on', 'x'], '--based-on takes a revision'],
  [['policy', 'diff'], 'diff takes one policy or two'],
  [['policy', 'diff', '1', '2', '3'], 'diff takes one policy or two'],
])('%j is wrong use: exit code 2', async (words, said) => {
  const data = words.includes('--at') ? ['--data', await aFolder()] : []
  const { code, error, out } = await rooster([...words, ...data])
  expect([code, out, error]).toEqual([2, '', expect.stringContaining(said)])
  expect(error).toContain('usage: rooster policy')
})

it.each([
  [['policy', 'export'], '--data: no school is kept here yet'],
  [['policy', 'diff', '1'], '--data: no school is kept here yet'],
  [['policy', 'import', 'nowhere.yaml'], 'there is no such file, and no such preset; presets: albero, '],
  [['policy', 'import', '/dev/zero'], 'there is no such file'],
])('%j fails with a sentence: exit code 1', async (words, said) => {
  const { code, error } = await rooster([...words, '--data', join(temporaryFolder(), 'none')])
  expect([code, error]).toEqual([1, expect.stringContaining(said)])
})

it('validates policy files: all that is wrong in all of them', async () => {
  const { code, error } = await rooster(['validate', 'albero', aFile('unknown: [x]'), 'nowhere'])
  expect(code).toBe(1)
  expect(error).toMatch(/school\.yaml: school: /)
  expect(error).toMatch(/nowhere: FILE: there is no such file/)
  const well = await json(['validate', 'albero'])
  expect(well).toMatchObject({ ok: true, policies: [{ file: 'albero', groups: 7 }] })
})
