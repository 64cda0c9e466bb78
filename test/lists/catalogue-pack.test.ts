import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packFile, packOf, unpacked } from '../../src/lists/catalogue-pack.ts'
import { root } from '../../src/product.ts'
import { shipped } from '../helpers/lankforst.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function aPack() {
  const home = temporaryFolder()
  const folder = join(home, 'blocklists')
  cpSync(join(root, 'blocklists'), folder, { recursive: true })
  writeFileSync(join(home, packFile), packOf(shipped, folder))
  return { folder, home, read: () => unpacked(folder, home) }
}

describe('the catalogue as the build read it', () => {
  it('is the catalogue, whole', () => expect(aPack().read()).toEqual(shipped))

  it.each<readonly [string, (folder: string) => void]>([
    ['a file has changed', (folder) => appendFileSync(join(folder, 'platforms', 'x.yaml'), '# more\n')],
    ['a file is gone', (folder) => rmSync(join(folder, 'essential', 'time.yaml'))],
    ['a file has come', (folder) => writeFileSync(join(folder, 'protected', 'more.yaml'), '')],
    ['a category has come', (folder) => writeFileSync(join(folder, 'categories', 'more.txt'), '')],
    ['the pack is damaged', (folder) => writeFileSync(join(folder, '..', packFile), '{"madeFrom":')],
    ['there is none', (folder) => rmSync(join(folder, '..', packFile))],
  ])('is not used where %s', (_, change) => {
    const { folder, read } = aPack()
    change(folder)
    expect(read()).toBeUndefined()
  })
})
