import { chmodSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aProduct, freePort, rooster } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describe('a first start', () => {
  it('prints two addresses and a link, filters at once, and answers a health check', async () => {
    const product = await aProduct()
    expect(product.printed()).toContain(`DNS       127.0.0.1:${product.dns.port}`)
    expect(product.printed()).toContain(product.web)
    expect(product.firstLink).toMatch(/\/welcome\/[\w-]{43}$/)
    expect((await product.ask('www.wikipedia.org')).data).toEqual(['198.51.100.7'])
    const closed = await product.ask('www.pornhub.com')
    expect([closed.rcode, closed.data, closed.error?.code]).toEqual(['NOERROR', [], 15])
    const health = await rooster(['healthcheck', '--dns', `127.0.0.1:${product.dns.port}`])
    expect([health.code, health.error]).toEqual([0, ''])
    expect(await product.stop()).toBe(0)
  })

  it('keeps its data to itself', async () => {
    const product = await aProduct()
    const { mode } = (await import('node:fs')).statSync(join(product.data, 'office.db'))
    expect((mode & 0o777).toString(8)).toBe('600')
  })
})

describe('a start that cannot be', () => {
  it('names every mistake in the settings at once, each with its place, and starts nothing', async () => {
    const file = join(temporaryFolder(), 'rooster.yaml')
    writeFileSync(file, 'dns: [127.0.0.1]\nweb: everywhere\nkeep-attempts-days: 900\nupstream: 9.9.9.9:53\n')
    const { code, error, out } = await rooster(['serve', '--config', file])
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(error).toContain('4 problems')
    for (const place of [
      'dns[0]: "127.0.0.1" is not an address and port',
      'web: "everywhere"',
      'keep-attempts-days: ',
      'upstream: there is no such key',
    ]) {
      expect(error).toContain(place)
    }
  })

  it.each(['dns', 'web'] as const)('says that the port of %s is in use, and leaves nothing running', async (which) => {
    const ports = { dns: await freePort(), web: await freePort() }
    const taken = createServer().listen(ports[which], '127.0.0.1')
    onTestFinished(() => void taken.close())
    const options = Object.entries(ports).flatMap(([option, port]) => [`--${option}`, `127.0.0.1:${port}`])
    const { code, error } = await rooster(['serve', '--data', temporaryFolder(), ...options])
    expect(code).toBe(1)
    expect(error).toContain(`${which} 127.0.0.1:${ports[which]} (tcp): the port is in use by another program`)
  })

  it('says that the data folder is not writable', async () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    const { code, error } = await rooster([
      'serve',
      '--data',
      join(file, 'data'),
      '--dns',
      `127.0.0.1:${await freePort()}`,
      '--web',
      `127.0.0.1:${await freePort()}`,
    ])
    expect(code).toBe(1)
    expect(error).toContain(join(file, 'data'))
    expect(error.trim().split('\n')).toHaveLength(1)
  })

  it('names the presets that there are', async () => {
    const { code, error } = await rooster(['validate', '--preset', 'lankforst'])
    expect([code, error]).toEqual([
      1,
      expect.stringContaining('unknown preset "lankforst"; known: albero, landelijke-afspraak'),
    ])
  })

  it.each([
    ['an unknown command', ['frobnicate'], 'unknown command "frobnicate"; there are: serve,'],
    ['an unknown flag', ['serve', '--prot', '1'], '--prot'],
    ['no one who asks', ['explain', 'a.example'], 'say who asks'],
  ])('calls %s a wrong use', async (_, words, sentence) => {
    const { code, error } = await rooster(words)
    expect([code, error]).toEqual([2, expect.stringContaining(sentence)])
  })
})

describe('a database that cannot be read', () => {
  it('leaves the last policy in force where there is one', async () => {
    const data = temporaryFolder()
    const first = await aProduct(data)
    await first.ask('www.wikipedia.org')
    await first.stop()
    damage(join(data, 'office.db'))
    const second = await aProduct(data)
    expect(second.printed()).toContain('office.db')
    expect(second.printed()).toContain('The filter goes on with the last policy in force')
    expect((await second.ask('www.wikipedia.org')).data).toEqual(['198.51.100.7'])
    expect((await second.ask('www.pornhub.com')).data).toEqual([])
  })

  it('closes all but essential and protected names where there is none', async () => {
    const data = temporaryFolder()
    writeFileSync(
      join(data, 'office.db'),
      'this is no database, and long enough to be told from an empty one'.repeat(100),
    )
    const product = await aProduct(data)
    expect(product.printed()).toContain('only essential and protected names are answered')
    expect((await product.ask('www.wikipedia.org')).data).toEqual([])
    expect((await product.ask('captive.apple.com')).data).toEqual(['198.51.100.7'])
    expect((await product.ask('magister.net')).data).toEqual(['198.51.100.7'])
  })

  it('says so when it is from a newer version', async () => {
    const data = temporaryFolder()
    await (await aProduct(data)).stop()
    const database = new Database(join(data, 'office.db'))
    database.exec("insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2030-01-01')")
    database.close()
    const product = await aProduct(data)
    expect(product.printed()).toMatch(/newer version/)
    expect((await product.ask('www.pornhub.com')).data).toEqual([])
  })
})

function damage(path: string): void {
  for (const suffix of ['-wal', '-shm'])
    if (readdirSync(join(path, '..')).includes(`office.db${suffix}`)) chmodSync(path + suffix, 0o600)
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(8192, 0x55), 0, 8192, 0)
  mkdirSync(join(path, '..', 'unused'), { recursive: true })
}
