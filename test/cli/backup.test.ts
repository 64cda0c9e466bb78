import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadStanding } from '../../src/standing/standing.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const passphrase = 'vier losse woorden hier\n'

it('backs up beside a running server, refuses to restore under it, and restores when it has stopped', {
  timeout: 30_000,
}, async () => {
  const product = await aProduct()
  const file = join(temporaryFolder(), 'school.rooster-backup')
  const data = ['--data', product.data]
  await rooster(
    ['user', 'add', 'noor', '--name', 'Noor', '--role', 'coordinator', ...data],
    'een heel lang wachtwoord\n',
  )
  expect(await rooster(['backup', file, ...data], passphrase)).toMatchObject({ code: 0, out: `Done: ${file}.\n` })
  expect(await rooster(['backup', file, ...data], passphrase)).toMatchObject({
    code: 1,
    error: expect.stringContaining('there is such a file already'),
  })
  expect(await rooster(['restore', file, ...data], passphrase)).toMatchObject({
    code: 1,
    error: expect.stringContaining('stop it first'),
  })
  await product.stop()
  expect(loadStanding(join(product.data, 'standing'))).toBeDefined()
  const done = await rooster(['restore', file, ...data], passphrase)
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('before-restore') })
  expect(existsSync(join(product.data, 'before-restore', 'office.db'))).toBe(true)
  // The next start begins with the policy of the backup, not with what stood last.
  expect(loadStanding(join(product.data, 'standing'))).toBeUndefined()
  const again = await rooster(['user', 'reset-password', 'noor', ...data], 'een ander lang wachtwoord\n')
  expect(again.code).toBe(0)
})

it.each([
  ['no file', ['backup'], passphrase, 2, 'backup takes one file'],
  ['two files', ['restore', 'a', 'b'], passphrase, 2, 'restore takes one file'],
  ['no passphrase', ['backup', 'x'], '', 1, 'no passphrase file is set'],
  ['a short passphrase', ['backup', 'x'], 'kort\n', 1, 'at least 12 characters'],
  ['a folder without a school', ['backup', 'x'], passphrase, 1, 'no school is kept here'],
  ['a file that is not there', ['restore', 'nowhere'], passphrase, 1, 'there is no such file'],
])('says what is wrong with %s', async (_, words, input, code, problem) => {
  const ran = await rooster([...words, '--data', join(temporaryFolder(), 'new')], input)
  expect([ran.code, ran.error]).toEqual([code, expect.stringContaining(problem)])
})

it('says that a file is no backup, and touches nothing', async () => {
  const data = temporaryFolder()
  const file = join(temporaryFolder(), 'letter.doc')
  writeFileSync(file, 'Beste ouders')
  const ran = await rooster(['restore', file, '--data', data], passphrase)
  expect([ran.code, ran.error]).toEqual([1, expect.stringContaining('this is no backup of Rooster')])
  expect(existsSync(join(data, 'office.db'))).toBe(false)
})
