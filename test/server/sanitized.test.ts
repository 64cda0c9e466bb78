import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildNative } from '../../scripts/native.mjs'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

it('touches no memory that is not its own, under AddressSanitizer: odd sizes, late replies, threads that end or are ended', () => {
  const folder = temporaryFolder()
  const sanitize = ['-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined', '-fno-omit-frame-pointer']
  expect(buildNative(join(folder, 'udp-batch.node'), sanitize)).toBe(true)
  const library = execFileSync('cc', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim()
  const exercise = join(import.meta.dirname, 'batch-exercise.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [exercise, folder], {
    encoding: 'utf8',
    timeout: 25_000,
    // Node itself keeps memory to its end: leaks are looked for elsewhere.
    env: { ...process.env, LD_PRELOAD: library, ASAN_OPTIONS: 'detect_leaks=0' },
  })
  expect([status, stdout, stderr]).toEqual([0, 'done\n', ''])
})
