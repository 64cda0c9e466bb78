import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { aProduct, until } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** How often names were refused, as the office wrote it down. */
function refused(data: string): number {
  const database = new Database(`${data}/attempts.db`, { readonly: true })
  try {
    return (database.prepare('select sum(count) as all_of_them from attempts').get() as { all_of_them: number })
      .all_of_them
  } catch {
    return 0
  } finally {
    database.close()
  }
}

it('with two resolver threads: all devices are answered, all attempts are written down, and it stops in good order', async () => {
  const settings = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(settings, 'resolver-threads: 2\n')
  const product = await aProduct(undefined, ['--config', settings])
  expect(product.printed()).toContain('(UDP and TCP, 2 threads)')
  const devices = Array.from({ length: 16 }, (_, i) => `127.0.0.${i + 1}`)
  const ask = (name: string, transport: 'udp' | 'tcp') =>
    Promise.all(devices.map((from) => product.ask(name, { from, transport })))
  for (const transport of ['udp', 'tcp'] as const) {
    expect((await ask('www.pornhub.com', transport)).map(({ error }) => error?.code)).toEqual(devices.map(() => 15))
    expect((await ask('quick.example', transport)).map(({ data }) => data.length)).toEqual(devices.map(() => 1))
  }
  await until(() => refused(product.data) === 32)
  expect(await product.stop()).toBe(0)
})
