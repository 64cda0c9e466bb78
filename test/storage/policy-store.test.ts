import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openStorage } from '../../src/storage/storage.ts'
import { firstPolicy } from '../app/a-school.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

async function withRevisions(...times: readonly number[]) {
  const folder = join(temporaryFolder(), 'data')
  const storage = await openStorage(folder)
  onTestFinished(() => storage.close())
  for (const [i, at] of times.entries()) await storage.policies.add(i, { at, by: 'Ann', why: `${i + 1}` }, firstPolicy)
  return { folder, ...storage }
}

it.each([
  ['before the first', 9, undefined],
  ['at the first', 10, 1],
  ['a moment before the second', 19, 1],
  ['at the second', 20, 2],
  ['of two at one moment, the later', 30, 4],
  ['long after', 1e15, 4],
])('gives the revision in force %s', async (_, at, number) => {
  const { policies } = await withRevisions(10, 20, 30, 30)
  expect((await policies.at(at))?.number).toBe(number)
})

it('gives the newest by its number, also where the clock was put back', async () => {
  const { policies } = await withRevisions(10, 30, 20)
  expect((await policies.at(35))?.number).toBe(3)
  expect(await policies.newestNumber()).toBe(3)
  expect(await policies.revision(2)).toEqual({ number: 2, at: 30, by: 'Ann', why: '2' })
  expect(await policies.revision(4)).toBeUndefined()
})

it('writes no line in the audit for a revision that another program laid down first', async () => {
  const { folder, policies, audit } = await withRevisions(10)
  const other = await openStorage(folder)
  onTestFinished(() => other.close())
  const entry = { at: 20, by: undefined, action: 'policy-changed', subject: '2' } as const
  const add = (store: typeof policies, by: string) =>
    store.add(1, { at: 20, by, why: '' }, firstPolicy, { ...entry, detail: { by } })
  expect([await add(other.policies, 'Bob'), await add(policies, 'Ann')]).toEqual([true, false])
  expect(await audit.recent(9)).toEqual([{ ...entry, detail: { by: 'Bob' } }])
})
