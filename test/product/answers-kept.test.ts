import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { aProduct, until } from '../helpers/a-product.ts'
import { scriptedUpstream, UPSTREAM_TTL } from '../helpers/scripted-upstream.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// A box is started again in the ordinary way, or after its plug was pulled out, and the line to the provider is down.

async function aBox() {
  const upstream = await scriptedUpstream()
  onTestFinished(() => upstream.close())
  const data = temporaryFolder()
  const { address, port } = upstream.endpoint
  return { upstream, data, start: () => aProduct(data, ['--upstream', `${address}:${port}`]) }
}

const name = 'www.kept.example'

it('answers after a restart what it was asked before, with the upstream silent; and closes what is closed', async () => {
  const { upstream, data, start } = await aBox()
  const first = await start()
  expect((await first.ask(name)).data).toEqual(['198.51.100.7'])
  await first.ask('www.pornhub.com')
  expect(await first.stop()).toBe(0)
  expect(statSync(join(data, 'standing', 'answers')).mode & 0o777).toBe(0o600)
  upstream.script(() => ({ behaviour: 'silent' }))
  const second = await start()
  const { data: addresses, ttls, error } = await second.ask(name)
  expect([addresses, error]).toEqual([['198.51.100.7'], undefined])
  expect(ttls.every((ttl) => ttl <= UPSTREAM_TTL)).toBe(true)
  expect([upstream.asked(name), (await second.ask('www.pornhub.com')).error?.code]).toEqual([1, 15])
})

it('says in one line that a damaged file is not used, and answers all the same', async () => {
  const { upstream, data, start } = await aBox()
  const first = await start()
  await first.ask(name)
  await first.stop()
  const file = join(data, 'standing', 'answers')
  const bytes = readFileSync(file)
  bytes[bytes.length - 20]! ^= 1
  writeFileSync(file, bytes)
  const second = await start()
  await until(() => second.printed().includes('is damaged'))
  expect(second.printed().match(/answers.*is damaged/g)).toHaveLength(1)
  expect([(await second.ask(name)).data, upstream.asked(name)]).toEqual([['198.51.100.7'], 2])
})
