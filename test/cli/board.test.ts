import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { aProduct, rooster, until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { boardPreset } from '../scenarios/board-story.ts'

const platform =
  'id: novum\nname: Novum\nsets: [social-media]\nsource: a test\ndate: 2027-01-01\nnames: {web: [novum.example]}\n'
const lists = (data: string, ...words: string[]) => rooster(['lists', ...words, '--data', data])

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}

function withBoard() {
  const home = temporaryFolder()
  const [board, data, config] = [join(home, 'board'), join(home, 'data'), join(home, 'rooster.yaml')]
  const rule = "  - { id: novum, for: [staff], close: 'platform:novum', when: always }\n"
  write(board, {
    'presets/bestuur.yaml': boardPreset('stichting-som').replace(/^rules:\n/m, `rules:\n${rule}`),
    'presets/stichting-som.yaml': 'garbage: true',
    'lists/games.txt': 'spel-van-het-bestuur.example\n',
    'catalogue/catalogue.yaml': 'version: 2027-01-01\nsource: the board\n',
    'catalogue/platforms/novum.yaml': platform,
  })
  writeFileSync(config, `board: ${board}\n`)
  return { board, data, config }
}

it('a preset of the board is checked and explained like one that ships; what ships keeps its meaning', async () => {
  const { data, config } = withBoard()
  const words = ['--config', config, '--data', data, '--preset']
  expect(await rooster(['validate', ...words, 'bestuur'])).toMatchObject({ code: 0, error: '' })
  expect(await rooster(['validate', ...words, 'stichting-som'])).toMatchObject({ code: 0 })
  const asked = ['explain', 'www.novum.example', '--group', 'staff', '--at', '2026-11-24T09:00', '--json']
  const { out } = await rooster([...asked, ...words, 'bestuur'])
  expect(JSON.parse(out)).toMatchObject({ verdict: 'block', reason: { kind: 'rule' } })
  const unknown = await rooster(['validate', ...words, 'nix'])
  expect([unknown.code, unknown.error]).toEqual([1, expect.stringMatching(/unknown preset "nix"; known: .*bestuur/)])
})

it('a server starts with the preset of its board, and with its lists and platforms', async () => {
  const { data, config } = withBoard()
  const product = await aProduct(data, ['--config', config, '--preset', 'bestuur'])
  await until(async () => (await product.ask('novum.example')).rcode === 'NOERROR', product.printed)
  const { out } = await lists(data, 'search', 'spel-van-het-bestuur.example')
  expect(out).toContain('No list')
  const found = await rooster(['lists', 'search', 'spel-van-het-bestuur.example', '--data', data, '--config', config])
  expect(found.out).toBe('category:games  spel-van-het-bestuur.example  board/games.txt, line 1\n')
  const status = await rooster(['lists', 'status', '--data', data, '--config', config])
  expect(status.out).toMatch(/^catalogue of the board +1 platforms {2}of 2027-01-01$/m)
})

it('says of a catalogue that was dropped in what is in use, and of a bad file where and why', async () => {
  const data = join(temporaryFolder(), 'data')
  write(data, {
    'catalogue/catalogue.yaml': 'version: 2027-01-01\nsource: a test\n',
    'catalogue/platforms/novum.yaml': platform,
    'catalogue/platforms/bad.yaml': platform,
  })
  const { code, out } = await lists(data, 'status')
  expect(code).toBe(0)
  expect(out).toMatch(/^catalogue dropped in +1 platforms {2}of 2027-01-01$/m)
  expect(out).toMatch(/^ {2}platforms\/bad\.yaml: id: the id is "novum"; the file's name says another$/m)
  const { catalogues } = JSON.parse((await lists(data, 'status', '--json')).out)
  expect(catalogues).toMatchObject([{ origin: 'folder', state: 'in-use', version: '2027-01-01', platforms: 1 }])
  expect((await lists(data, 'search', 'x.novum.example')).out).toContain('platform:novum  novum.example')
})
