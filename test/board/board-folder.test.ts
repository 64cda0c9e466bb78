import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BoardFolder } from '../../src/board/board-folder.ts'
import type { SchoolFigures } from '../../src/board/school-figures.ts'
import { readSchoolFigures } from '../../src/board/school-figures.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function aFolder(files: Readonly<Record<string, string>>) {
  const home = temporaryFolder()
  const [folder, copy] = [join(home, 'share'), join(home, 'copy')]
  const write = (more: Readonly<Record<string, string>>) => {
    for (const [file, text] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
  }
  write(files)
  const open = (at = copy) =>
    new BoardFolder({ folder, copy: at }, (_, yaml) => (yaml.startsWith('bad') ? 'line 1: bad' : undefined))
  const copied = (file: string) => (existsSync(join(copy, file)) ? readFileSync(join(copy, file), 'utf8') : undefined)
  return {
    home,
    folder,
    copy,
    write,
    open,
    copied,
    remove: (file: string) => rmSync(join(folder, file), { recursive: true }),
  }
}
const figures = (more: Partial<SchoolFigures> = {}): string =>
  JSON.stringify({ version: 1, school: 'De Linde', writtenAt: 1, keepDays: 14, recording: [], weeks: [], ...more })

describe('what a board shares', () => {
  it('is copied, changed and removed as it is there', async () => {
    const { open, copied, write, remove } = aFolder({
      'lists/games.txt': 'a.example',
      'lists/adult/one.txt': 'b.example',
    })
    const board = open()
    await board.fetch()
    expect([copied('lists/games.txt'), copied('lists/adult/one.txt')]).toEqual(['a.example', 'b.example'])
    write({ 'lists/games.txt': 'c.example d' })
    remove('lists/adult')
    await board.fetch()
    expect([copied('lists/games.txt'), copied('lists/adult/one.txt')]).toEqual(['c.example d', undefined])
    expect([board.isThere, board.problems]).toEqual([true, []])
  })

  it('is not copied again where nothing has changed', async () => {
    const { open, copy } = aFolder({ 'lists/games.txt': 'a.example' })
    await open().fetch()
    const { ino } = statSync(join(copy, 'lists/games.txt'))
    await open().fetch()
    expect(statSync(join(copy, 'lists/games.txt')).ino).toBe(ino)
  })

  it.each(['.hidden.txt', 'half.txt.new', 'half.txt.part', '.svn/entries'])('does not count %s', async (file) => {
    const { open, copied } = aFolder({ [`lists/${file}`]: 'x', 'lists/good.txt': 'a.example' })
    await open().fetch()
    expect([copied(`lists/${file}`), copied('lists/good.txt')]).toEqual([undefined, 'a.example'])
  })

  it('does not follow a link out of the folder', async () => {
    const { home, folder, open, copied } = aFolder({ 'lists/good.txt': 'a.example' })
    writeFileSync(join(home, 'secret'), 'secret')
    symlinkSync(join(home, 'secret'), join(folder, 'lists', 'link.txt'))
    await open().fetch()
    expect(copied('lists/link.txt')).toBeUndefined()
  })

  it('does not walk through a linked folder, nor round in one that leads back', async () => {
    const { home, folder, open, copy } = aFolder({
      'lists/good.txt': 'a.example',
      'figures/a-00000000.json': figures(),
    })
    mkdirSync(join(home, 'elsewhere'))
    for (const file of ['own.txt', 'own.json']) writeFileSync(join(home, 'elsewhere', file), 'secret')
    for (const part of ['lists', 'figures']) {
      symlinkSync(join(home, 'elsewhere'), join(folder, part, 'elsewhere'))
      for (const round of ['round', 'about']) symlinkSync('.', join(folder, part, round))
    }
    const board = open()
    await board.fetch()
    await board.figures()
    expect([readdirSync(join(copy, 'lists')), readdirSync(join(copy, 'figures')), board.problems]).toEqual([
      ['good.txt'],
      ['a-00000000.json'],
      [],
    ])
  })

  it('stops where there is too much of it, says so, and then takes nothing away', async () => {
    const { folder, open, copied } = aFolder({ 'lists/games.txt': 'a.example' })
    const board = open()
    await board.fetch()
    rmSync(join(folder, 'lists', 'games.txt'))
    for (let i = 0; i <= 20_000; i += 1) mkdirSync(join(folder, 'lists', `f${i}`))
    await board.fetch()
    expect([copied('lists/games.txt'), board.problems]).toEqual([
      'a.example',
      [{ file: 'lists/.', problem: 'holds more than 5000 files' }],
    ])
  })

  it('leaves the last good preset where a new one is bad, and says which', async () => {
    const { open, copied, write } = aFolder({ 'presets/p.yaml': 'good' })
    const board = open()
    await board.fetch()
    await board.fetchPresets()
    write({ 'presets/p.yaml': 'bad!', 'presets/q.yaml': 'good' })
    await board.fetchPresets()
    expect([copied('presets/p.yaml'), copied('presets/q.yaml')]).toEqual(['good', 'good'])
    expect(board.problems).toEqual([{ file: 'presets/p.yaml', problem: 'line 1: bad' }])
  })

  it.each(['gone', 'empty', 'a file'])('stays as it was copied where the folder is %s', async (how) => {
    const { folder, open, copied, remove } = aFolder({ 'lists/games.txt': 'a.example' })
    const board = open()
    await board.fetch()
    remove('.')
    if (how === 'empty') mkdirSync(folder)
    if (how === 'a file') writeFileSync(folder, '')
    await board.fetch()
    expect([board.isThere, copied('lists/games.txt')]).toEqual([false, 'a.example'])
  })
})

describe('the figures of the schools', () => {
  it('are one file a box, also where two schools have one name, and where one changes its name', async () => {
    const { home, folder, open } = aFolder({ 'figures/readme.md': 'ours' })
    const [one, other] = [open(), open(join(home, 'copy-2'))]
    expect([await one.write('de-linde', figures()), await other.write('de-linde', figures())]).toEqual([true, true])
    await one.write('de-eik', figures({ school: 'De Eik' }))
    const names = readdirSync(join(folder, 'figures')).map((file) => file.replace(/-[0-9a-f]{8}\./, '-ID.'))
    expect(names.toSorted()).toEqual(['de-eik-ID.json', 'de-linde-ID.json', 'readme.md'])
  })

  it('are not written where the board has made no folder for them', async () => {
    const { folder, open } = aFolder({ 'lists/games.txt': 'a.example' })
    expect([await open().write('de-linde', figures()), existsSync(join(folder, 'figures'))]).toEqual([false, false])
  })

  it('are read as they last were good', async () => {
    const { open, write, remove } = aFolder({ 'figures/a-00000000.json': figures() })
    const board = open()
    expect(await board.figures()).toMatchObject({ isThere: true, files: [{ file: 'a-00000000.json' }] })
    write({ 'figures/a-00000000.json': '{', 'figures/b-00000000.json': figures({ school: 'B' }) })
    const { files } = await board.figures()
    expect(files.map(({ text }) => readSchoolFigures(text))).toMatchObject([{ school: 'De Linde' }, { school: 'B' }])
    expect(board.problems).toEqual([{ file: 'figures/a-00000000.json', problem: 'is not JSON' }])
    remove('.')
    expect(await board.figures()).toMatchObject({ isThere: false, files: [{}, {}] })
  })

  it.each<readonly [string, string]>([
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['another version', figures({ version: 2 as never })],
    ['a key too many', figures({ pupils: ['Ann'] } as never)],
    ['a name of a kilobyte', figures({ school: 'x'.repeat(1000) })],
    [
      'a negative figure',
      figures({
        weeks: [{ monday: '2026-11-23', whole: true, total: -1, suppressed: 0, groups: [], kinds: [], subjects: [] }],
      }),
    ],
    [
      'a thousand weeks',
      figures({
        weeks: Array.from({ length: 1000 }, () => ({
          monday: '2026-11-23',
          whole: true,
          total: 1,
          suppressed: 0,
          groups: [],
          kinds: [],
          subjects: [],
        })),
      }),
    ],
  ])('are refused with %s', (_, text) => expect(readSchoolFigures(text)).toBeTypeOf('string'))
})
