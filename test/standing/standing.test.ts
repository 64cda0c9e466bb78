import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadStanding, StandingFile } from '../../src/standing/standing.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { aPolicy, aSnapshot } from '../rfc/a-policy.ts'

/** A folder in which an office has written down what holds. */
function written() {
  const folder = join(temporaryFolder(), 'standing')
  const snapshot = aSnapshot()
  new StandingFile(folder).save({ kind: 'snapshot', snapshot })
  const indexes = () => readdirSync(folder).filter((file) => file.endsWith('.index'))
  return { folder, snapshot, indexes }
}

it('gives back what was written down, names included', () => {
  const { folder, snapshot } = written()
  const { snapshot: read } = loadStanding(folder)!
  expect([read.policy, new Uint8Array(read.lists.buffer)]).toEqual([aPolicy, new Uint8Array(snapshot.lists.buffer)])
})

it('does not use an index that is damaged, and the next office writes it anew', () => {
  const { folder, snapshot, indexes } = written()
  const [first = ''] = indexes()
  const bytes = readFileSync(join(folder, first))
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(join(folder, first), bytes)
  expect(loadStanding(folder)).toBeUndefined()
  new StandingFile(folder).save({ kind: 'snapshot', snapshot })
  expect(loadStanding(folder)?.snapshot.policy).toEqual(aPolicy)
})

it('does not use what a version with another layout wrote down', () => {
  const { folder } = written()
  const file = join(folder, 'snapshot.json')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"layout":2', '"layout":1'))
  expect(loadStanding(folder)).toBeUndefined()
})

it('does not use one that is gone or cut short', () => {
  const { folder, indexes } = written()
  writeFileSync(join(folder, indexes()[0]!), new Uint8Array(3))
  expect(loadStanding(folder)).toBeUndefined()
})
