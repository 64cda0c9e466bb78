import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { buildLists } from '../../src/lists/build-lists.ts'
import { ListLibrary } from '../../src/lists/library.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** A library on a new folder, with the shipped list `games` and the school's own files. */
async function aLibrary(own: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = temporaryFolder()
  const folders = { builtIn: join(root, 'built-in'), own: join(root, 'own'), kept: join(root, 'kept') }
  mkdirSync(folders.builtIn)
  writeFileSync(join(folders.builtIn, 'games.txt'), '# games\nplay.example\n')
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(join(folders.own, file, '..'), { recursive: true })
    writeFileSync(join(folders.own, file), content)
  }
  for (const [file, content] of Object.entries(own)) write(file, content)
  const library = await ListLibrary.open(folders, async (sources) => buildLists(sources))
  const state = (id: string) => library.lists().find((list) => list.id === id)
  return { library, folders, write, state, has: (text: string) => library.categoriesOf(name(text)) }
}

function linkTo(target: string, path: string): void {
  rmSync(path)
  symlinkSync(target, path)
}

const lines = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}.example`).join('\n')

it('reads the shipped lists and the school’s own: a file by its category, or a folder with any files', async () => {
  const { library, has } = await aLibrary({
    'gambling.txt': 'bet.example',
    'adult.hosts': '0.0.0.0 adult.example',
    'games/more.txt': 'more.example',
    'games/still-more.list': 'still.example\nplay.example',
  })
  expect(['play', 'bet', 'adult', 'more', 'still', 'none'].map((one) => has(`www.${one}.example`))).toEqual([
    ['games'],
    ['gambling'],
    ['adult'],
    ['games'],
    ['games'],
    [],
  ])
  expect(library.names).toBe(5)
  expect(library.lists().map(({ id, category, source, names, state }) => [id, category, source, names, state])).toEqual(
    [
      ['games', 'games', 'built-in', 1, 'in-use'],
      ['adult.hosts', 'adult', 'folder', 1, 'in-use'],
      ['gambling.txt', 'gambling', 'folder', 1, 'in-use'],
      ['games/more.txt', 'games', 'folder', 1, 'in-use'],
      ['games/still-more.list', 'games', 'folder', 2, 'in-use'],
    ],
  )
})

it('closes nothing under which everybody can have a name, whoever lists it: such a line is a bad one', async () => {
  const bad = ['co.uk', '*.github.io', '0.0.0.0 azurewebsites.net', 'GitHub.IO.', 'anything.ck']
  const { state, has } = await aLibrary({
    'adult.txt': ['good.example', ...bad, 'bad.co.uk', 'bad.github.io'].join('\n'),
  })
  expect(['bbc.co.uk', 'school.github.io', 'x.azurewebsites.net', 'x.anything.ck'].map(has)).toEqual([[], [], [], []])
  expect(['good.example', 'www.bad.co.uk', 'bad.github.io'].map(has)).toEqual([['adult'], ['adult'], ['adult']])
  expect(state('adult.txt')).toMatchObject({ names: 3, problemCount: 5, state: 'in-use' })
  expect(state('adult.txt')!.problems.map(({ line, problem, right }) => [line, problem, right])).toEqual(
    bad.map((_, i) => [i + 2, 'public-suffix', undefined]),
  )
})

it.each(['.hidden', 'list.txt.new', 'list.tmp', 'list.part', 'games/.hidden', 'games/list.txt.part'])(
  'passes over %s',
  async (file) => {
    const { library } = await aLibrary({ [file]: 'bad.example' })
    expect(library.lists().map(({ id }) => id)).toEqual(['games'])
  },
)

const good = lines(100)
const changes: readonly (readonly [string, string, string | Uint8Array])[] = [
  ['an empty file', 'empty', ''],
  ['a file of comments', 'empty', '# nothing\n# at all\n'],
  ['a web page', 'web-page', `<!DOCTYPE html>\n<html>\n${good}\n`],
  ['a web page behind a mark of the byte order', 'web-page', `\uFEFF \n<HTML><body>${good}`],
  ['an XML error', 'web-page', '<?xml version="1.0"?><Error/>'],
  ['a list that shrank by more than half', 'shrunk', lines(49)],
  ['a list of which only 49 lines are good', 'shrunk', `${lines(49)}\n${'||bad^\n'.repeat(51)}`],
  ['zeros', 'empty', new Uint8Array(5_000)],
]

it.each(changes)('keeps the last good copy where the file becomes %s, and says why', async (_, note, content) => {
  const { library, write, state, has } = await aLibrary({ 'adult.txt': good })
  write('adult.txt', content)
  await library.refresh()
  expect([state('adult.txt')!.state, state('adult.txt')!.note, state('adult.txt')!.names]).toEqual([
    'kept-last-good',
    note,
    100,
  ])
  expect(has('n99.example')).toEqual(['adult'])
  write('adult.txt', `${lines(100)}\nnew.example`)
  await library.refresh()
  expect([state('adult.txt')!.state, state('adult.txt')!.note, state('adult.txt')!.names]).toEqual([
    'in-use',
    undefined,
    101,
  ])
})

it('keeps the last good copy over a restart, and measures the next file by it', async () => {
  const { library, write, folders } = await aLibrary({ 'adult.txt': good })
  write('adult.txt', lines(10))
  await library.refresh()
  await library.refresh()
  const restarted = await ListLibrary.open(folders, async (sources) => buildLists(sources))
  expect(restarted.lists().map(({ id, names }) => [id, names])).toEqual([
    ['games', 1],
    ['adult.txt', 100],
  ])
})

it('takes a list that shrank to just half', async () => {
  const { library, write, state } = await aLibrary({ 'adult.txt': good })
  write('adult.txt', lines(50))
  await library.refresh()
  expect([state('adult.txt')!.state, state('adult.txt')!.names]).toEqual(['in-use', 50])
})

it.each<readonly [string, (path: string) => void]>([
  ['is a link to a folder', (path) => linkTo('/', path)],
  ['is a link that leads nowhere', (path) => linkTo('/nowhere/at/all', path)],
  ...(process.getuid?.() === 0 ? [] : [['may not be read', (path: string) => chmodSync(path, 0)] as const]),
])('keeps the last good copy where the file %s, in a folder too', async (_, spoil) => {
  const { library, folders, state, has } = await aLibrary({ 'adult.txt': good, 'games/more.txt': lines(20, 'm') })
  spoil(join(folders.own, 'adult.txt'))
  spoil(join(folders.own, 'games/more.txt'))
  await library.refresh()
  for (const [id, names] of [
    ['adult.txt', 100],
    ['games/more.txt', 20],
  ] as const)
    expect([id, state(id)?.state, state(id)?.note, state(id)?.names]).toEqual([
      id,
      'kept-last-good',
      'unreadable',
      names,
    ])
  expect([has('n5.example'), has('m5.example')]).toEqual([['adult'], ['games']])
})

it('starts with a note and no names where a new file was never good', async () => {
  const { state, has } = await aLibrary({ 'adult.txt': '<html>\nadult.example\n' })
  expect([state('adult.txt')!.note, state('adult.txt')!.names, has('adult.example')]).toEqual(['web-page', 0, []])
})

it('keeps the good lines of a file with bad ones, and shows those', async () => {
  const { state } = await aLibrary({ 'adult.txt': `${lines(90)}\n${'nonsense^\n'.repeat(10)}` })
  const { names, problemCount, problems } = state('adult.txt')!
  expect([names, problemCount, problems[0]!.line]).toEqual([90, 10, 91])
})

it('lets go of a list whose file is taken away', async () => {
  const { library, folders, state, has } = await aLibrary({ 'adult.txt': good })
  rmSync(join(folders.own, 'adult.txt'))
  await library.refresh()
  expect([state('adult.txt'), has('n5.example')]).toEqual([undefined, []])
})

it('goes on with the lists it has where their last good copy cannot be written', async () => {
  const { library, folders, write, has } = await aLibrary({ 'adult.txt': good })
  rmSync(folders.kept, { recursive: true })
  writeFileSync(folders.kept, 'a file where a folder should be')
  write('adult.txt', `${good}\nnew.example`)
  await library.refresh()
  expect(has('new.example')).toEqual(['adult'])
})

it('reads once for two refreshes at the same time', async () => {
  const { folders } = await aLibrary()
  let builds = 0
  const library = await ListLibrary.open(folders, async (sources) => {
    builds += 1
    return buildLists(sources)
  })
  await Promise.all([library.refresh(), library.refresh(), library.refresh()])
  expect(builds).toBe(2)
})

it('takes the index of an earlier run as it is while no file has changed, and reads all anew when one has', async () => {
  const { library, folders, write } = await aLibrary({ 'gambling.txt': 'bet.example' })
  let built = 0
  const open = () =>
    ListLibrary.open(
      folders,
      async (sources) => {
        built += 1
        return buildLists(sources)
      },
      async () => library.data(),
    )
  const again = await open()
  expect([built, again.data().buffer === library.data().buffer]).toEqual([0, true])
  expect(again.lists()).toEqual(library.lists())
  write('gambling.txt', 'bet.example\nanother-bet.example')
  const changed = await open()
  expect([built, changed.categoriesOf(name('another-bet.example'))]).toEqual([1, ['gambling']])
})
