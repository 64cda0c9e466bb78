import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aProduct, rooster, until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const lists = (data: string, ...words: string[]) => rooster(['lists', ...words, '--data', data])

it('has a running server read its lists anew, and tells what came of it', async () => {
  const product = await aProduct()
  expect((await product.ask('new.example')).data).toEqual(['198.51.100.7'])
  writeFileSync(join(product.data, 'lists', 'adult.txt'), 'new.example\nnot a name at all!\n')
  expect((await lists(product.data, 'status')).out).toContain('A list has changed since it was read')
  const done = await lists(product.data, 'refresh')
  expect(done).toMatchObject({ code: 0, error: '' })
  expect(done.out).toMatch(/^The running server has read the lists anew\.\n/)
  expect(done.out).toMatch(/^adult +1 names {2}adult\.txt, 1 lines that could not be read$/m)
  await until(async () => (await product.ask('new.example')).error?.code === 15, product.printed, 3_000)
  expect((await lists(product.data, 'status')).out).not.toContain('has changed')
})

it('reads them itself where no server runs, and keeps the last good copy', async () => {
  const data = join(temporaryFolder(), 'data')
  mkdirSync(join(data, 'lists'), { recursive: true })
  const file = join(data, 'lists', 'games.txt')
  writeFileSync(file, 'a.example\nb.example\nc.example\n')
  expect((await lists(data, 'refresh')).out).toMatch(/^The lists were read here: no server answered/)
  writeFileSync(file, '<!doctype html><p>404</p>')
  await lists(data, 'refresh')
  const { lists: states, isCurrent } = JSON.parse((await lists(data, 'status', '--json')).out)
  expect(isCurrent).toBe(true)
  expect(states.find(({ id }: { id: string }) => id === 'games.txt')).toMatchObject({
    names: 3,
    state: 'kept-last-good',
    note: 'web-page',
  })
})

it('finds a name, or one above it, in every list and platform that has it', async () => {
  const data = join(temporaryFolder(), 'data')
  mkdirSync(join(data, 'lists', 'games'), { recursive: true })
  writeFileSync(join(data, 'lists', 'games', 'ours.txt'), 'www.youtube.com\n')
  const { code, out } = await lists(data, 'search', 'https://www.YouTube.com/watch')
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual(
    expect.arrayContaining([
      'category:games  www.youtube.com  games/ours.txt, line 1',
      'platform:youtube  youtube.com',
    ]),
  )
  expect((await lists(data, 'search', 'nothing.example')).out).toBe(
    'No list and no platform holds nothing.example or a name above it.\n',
  )
})

it.each([
  [['burn'], 2, 'lists takes status, refresh or search'],
  [[], 2, 'lists takes status, refresh or search'],
  [['search'], 2, 'search takes one name'],
  [['status', 'x'], 2, 'status takes no words'],
  [['search', 'a', 'b'], 2, 'search takes one name'],
  [['search', 'a b'], 1, '"a b" is not a domain name'],
])('lists %j: exit code %d', async (words, code, said) => {
  const ran = await lists(join(temporaryFolder(), 'none'), ...words)
  expect([ran.code, ran.error]).toEqual([code, expect.stringContaining(said)])
})
