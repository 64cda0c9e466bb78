import { statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { Trace } from '../../src/link.ts'
import { aProduct, rooster } from '../helpers/a-product.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

/** What `rooster trace --json` says beside a server on `data`. */
async function traced(data: string, ...words: readonly string[]): Promise<Trace> {
  const { code, out, error } = await rooster(['trace', ...words, '--data', data, '--json'])
  expect([code, error]).toEqual([0, ''])
  return JSON.parse(out) as Trace
}

const stepsOf = ({ steps }: Trace) => steps.map(({ step }) => step)
const said = ({ steps }: Trace, wanted: string) => steps.find(({ step }) => step === wanted)?.said

it('tells the way of a question at the running server, and leaves nothing behind', async () => {
  const product = await aProduct()
  const { data } = product

  const first = await traced(data, 'quick.example')
  expect(stepsOf(first)).toEqual(['who', 'names', 'gate', 'cache', 'answer', 'upstream', 'fetched', 'answer'])
  expect(said(first, 'who')).toMatchObject({ group: 'pupils' })
  expect(said(first, 'gate')).toMatchObject({ verdict: 'pass', reason: 'default' })
  expect(said(first, 'cache')).toEqual({ kept: 'nothing' })
  expect(said(first, 'upstream')).toMatchObject({ outcome: 'rcode 0' })
  expect(said(first, 'upstream')?.['address']).toContain(String(product.upstream.endpoint.port))
  expect(first.reply).toMatchObject({ rcode: 'NOERROR', answers: ['A 198.51.100.7'] })

  const again = await traced(data, 'quick.example')
  expect(stepsOf(again)).toEqual(['who', 'names', 'gate', 'cache', 'answer'])
  expect(said(again, 'cache')).toMatchObject({ kept: 'fresh' })
  expect(product.upstream.asked('quick.example')).toBe(1)

  const closed = await traced(data, 'www.pornhub.com', '--type', 'AAAA')
  expect(stepsOf(closed)).toEqual(['who', 'names', 'gate', 'answer'])
  expect(said(closed, 'names')?.['lists']).toMatch(/^pornhub\.com: .*category:/)
  expect(said(closed, 'gate')).toMatchObject({ verdict: 'block', clause: 'NL-3' })
  expect(closed.reply?.error?.code).toBe(15)
  expect((await product.ask('www.pornhub.com')).error?.text).toBe(closed.reply?.error?.text)

  product.upstream.script(() => ({ behaviour: 'silent' }))
  const failed = await traced(data, 'silent.example')
  expect(said(failed, 'fetched')).toEqual({ outcome: 'failed' })
  expect(failed.reply).toMatchObject({ rcode: 'SERVFAIL', error: { code: 23 } })

  const text = await rooster(['trace', 'www.pornhub.com', '--data', data])
  expect(text.out).toMatch(/^gate +[\d.]+ µs {2}verdict block, reason locked/m)
  const elsewhere = await rooster(['trace', 'quick.example', '--from', '192.0.2.1', '--data', data])
  expect(elsewhere.out).toContain('refused: nobody here may ask from there')

  await product.stop()
  const database = new Database(join(data, 'attempts.db'), { readonly: true })
  // The one that was asked, and none of those that were traced.
  expect(database.prepare('select sum(count) as all_of_them from attempts').get()).toEqual({ all_of_them: 1 })
  database.close()
}, 30_000)

it.each([
  ['no name', [], 2, 'trace takes one name'],
  ['something that is no name', ['a..b'], 2, 'is not a domain name'],
  ['a type that is none', ['a.example', '--type', 'NONSENSE'], 2, 'is not a record type'],
  ['an address that is none', ['a.example', '--from', '1.2.3'], 2, 'is not an address'],
  ['no server', ['a.example'], 1, 'no server runs on the data folder'],
])('trace with %s', async (_, words, code, sentence) => {
  const ran = await rooster(['trace', ...words, '--data', temporaryFolder()])
  expect([ran.code, ran.error.includes(sentence)]).toEqual([code, true])
})

it('the door is the own user’s alone, and shuts on who says something else', async () => {
  const product = await aProduct()
  const path = join(product.data, 'trace.sock')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  for (const text of [
    '{}\n',
    'nonsense\n',
    '{"name":1,"type":1,"from":""}\n',
    '{"name":"a","type":99999,"from":"x"}\n',
    'x'.repeat(9_000),
  ]) {
    const heard = await new Promise<string>((resolve) => {
      let all = ''
      const socket = connect(path, () => socket.write(text))
      socket.on('data', (more) => (all += more))
      socket.on('error', () => {})
      socket.on('close', () => resolve(all))
    })
    expect(heard).toBe('')
  }
  // A name that no wire can hold, and an address that is none: nobody dies of it.
  for (const name of ['a'.repeat(70), 'a..b']) {
    const heard = await new Promise<string>((resolve) => {
      let all = ''
      const socket = connect(path, () => socket.write(`${JSON.stringify({ name, type: 1, from: 'nobody' })}\n`))
      socket.on('data', (more) => (all += more))
      socket.on('close', () => resolve(all))
    })
    expect(heard).toBe('null')
  }
  expect((await product.ask('quick.example')).rcode).toBe('NOERROR')
})
