import { createSocket } from 'node:dgram'
import { expect, it, onTestFinished } from 'vitest'
import { PlainUpstream } from '../../src/upstream/plain.ts'
import { anAddress } from '../rfc/a-forwarder.ts'
import type { Script } from '../rfc/a-upstream.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import { query, read } from '../rfc/wire.ts'

async function aPair(scripts: Readonly<Record<string, Script>> = {}) {
  const server = await anUpstream({ '*': anAddress, ...scripts })
  const plain = new PlainUpstream(server.endpoint)
  onTestFinished(async () => {
    plain.close()
    await server.close()
  })
  const ask = (name: string, type = 1) => {
    const packet = query({ name, type, id: 0, edns: {} })
    return plain.exchange(packet, packet.slice(12, -11))
  }
  return { server, plain, ask }
}

/** A port of 127.0.0.1 on which nobody listens. */
async function aDeadPort(): Promise<number> {
  const socket = createSocket('udp4')
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  const { port } = socket.address()
  await new Promise<void>((done) => socket.close(done))
  return port
}

it('gives the answer to the question, whatever order answers come in', async () => {
  const { ask } = await aPair({
    '*': ({ name }, reply) => void setTimeout(() => reply({ answers: [] }), name.length % 7),
  })
  const names = Array.from({ length: 500 }, (_, i) => `${'n'.repeat(i % 9)}${i}.example`)
  const answers = await Promise.all(names.map((name) => ask(name)))
  expect(answers.map((answer) => (typeof answer === 'string' ? answer : read(answer).questions[0]!.name))).toEqual(
    names,
  )
})

it('tells one type from another of the same name, asked at the same time', async () => {
  const { ask } = await aPair({ 'www.example': (_, reply) => void setTimeout(() => reply({}), 20) })
  const types = Array.from({ length: 40 }, (_, i) => i + 1)
  const answers = await Promise.all(types.map((type) => ask('www.example', type)))
  expect(answers.map((answer) => (typeof answer === 'string' ? answer : read(answer).questions[0]!.type))).toEqual(
    types,
  )
})

it('gives up after two seconds of silence', async () => {
  const { ask } = await aPair({ 'silent.example': () => {} })
  const started = performance.now()
  expect(await ask('silent.example')).toBe('timeout')
  expect(performance.now() - started).toBeGreaterThan(1_900)
  expect(performance.now() - started).toBeLessThan(2_800)
})

it('takes nothing that comes after it gave up, and answers the next question right', async () => {
  const { ask } = await aPair({ 'late.example': (_, reply) => void setTimeout(() => reply({ rcode: 3 }), 2_100) })
  expect(await ask('late.example')).toBe('timeout')
  await new Promise((done) => setTimeout(done, 200))
  expect(typeof (await ask('www.example'))).not.toBe('string')
})

it('knows at once that nobody listens there', async () => {
  const plain = new PlainUpstream({ address: '127.0.0.1', port: await aDeadPort() })
  onTestFinished(() => plain.close())
  const packet = query({ name: 'www.example' })
  const started = performance.now()
  const all = await Promise.all(Array.from({ length: 20 }, () => plain.exchange(packet, packet.slice(12))))
  expect(new Set(all)).toEqual(new Set(['unreachable']))
  expect(performance.now() - started).toBeLessThan(500)
})

it('answers two thousand different questions at once over a few hundred sockets', async () => {
  const { ask, server } = await aPair()
  const answers = await Promise.all(Array.from({ length: 2_000 }, (_, i) => ask(`n${i}.example`)))
  expect(answers.filter((answer) => typeof answer === 'string').length).toBeLessThan(40)
  expect(new Set(server.heard.map(({ port }) => port)).size).toBeLessThan(300)
})

it('asks nothing more once it is closed', async () => {
  const { ask, plain, server } = await aPair()
  await ask('a.example')
  plain.close()
  expect(await ask('b.example')).toBe('unreachable')
  expect(server.heard.length).toBe(1)
})

it('asks an IPv6 server as well', async () => {
  const plain = new PlainUpstream({ address: '::1', port: await aDeadPort() })
  onTestFinished(() => plain.close())
  const packet = query({ name: 'www.example' })
  expect(await plain.exchange(packet, packet.slice(12))).toBe('unreachable')
})
