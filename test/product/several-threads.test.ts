import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { aDebugger, DIES, hangsUntil, inspected } from '../helpers/a-debugger.ts'
import { aProduct, freePort, until } from '../helpers/a-product.ts'
import { aProgram, signedIn } from '../helpers/a-visit.ts'
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

/** Settings for two resolver threads, however few cores there are. */
function twoThreads(more = ''): string {
  const settings = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(settings, `resolver-threads: 2\n${more}`)
  return settings
}

it('with two resolver threads: all devices are answered, all attempts are written down, and it stops in good order', async () => {
  const product = await aProduct(undefined, ['--config', twoThreads()])
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

it('questions over TLS are answered by both, and again after a resolver thread died, and after their own did', {
  timeout: 40_000,
}, async () => {
  const dot = await freePort()
  const product = await aProduct(undefined, ['--config', twoThreads(`dot: 127.0.0.1:${dot}\n`)], inspected)
  const asked = async (from: string) => {
    const where = ['-b', from, '@127.0.0.1', '-p', String(dot), '+tls', '+retry=0', '+timeout=2']
    const { stdout } = await promisify(execFile)('kdig', [...where, 'quick.example', '+short'])
    return stdout.includes('198.51.100.7')
  }
  const all = async () => (await Promise.all([2, 3, 4, 5].map((device) => asked(`127.0.0.${device}`)))).every(Boolean)
  const threads = await aDebugger(product)
  await until(() => all().catch(() => false), product.printed)
  for (const [thread, line] of [
    ['resolver', 'resolver: the thread ended'],
    ['secure', 'encrypted DNS: the thread ended'],
  ] as const) {
    await threads.run(thread, DIES)
    await until(() => product.printed().includes(line), product.printed)
    await until(() => all().catch(() => false), product.printed)
  }
})

it('one of two threads hangs: what is changed meanwhile is being passed on, and holds once it does everywhere', {
  timeout: 40_000,
}, async () => {
  const product = await aProduct(undefined, ['--config', twoThreads()], inspected)
  const call = await aProgram(product, await signedIn(product))
  const isPassedOn = async () => (await (await fetch(`${product.web}/status`)).text()).includes('Wordt doorgegeven:')
  const grant = {
    audience: { kind: 'group', id: 'pupils' },
    open: { site: 'www.example' },
    end: { kind: 'minutes', minutes: 5 },
  }
  const open = async () => (await call(product, 'POST', '/grants', grant)).status
  expect([await open(), await isPassedOn()]).toEqual([201, false])
  const goOn = join(temporaryFolder(), 'go-on')
  await (await aDebugger(product)).run('resolver', hangsUntil(goOn))
  await until(async () => (await open()) === 202)
  expect(await isPassedOn()).toBe(true)
  writeFileSync(goOn, '')
  await until(async () => !(await isPassedOn()))
  expect(await open()).toBe(201)
})
