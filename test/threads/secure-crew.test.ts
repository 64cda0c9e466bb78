import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { ACrew } from '../helpers/a-crew.ts'
import { aCrew } from '../helpers/a-crew.ts'
import { until } from '../helpers/a-product.ts'
import { ask } from '../helpers/ask.ts'
import { exchange } from '../rfc/a-forwarder.ts'
import { query, read } from '../rfc/wire.ts'

// What comes over TLS and HTTPS, shared out over the resolver threads.

const pupils = Array.from({ length: 10 }, (_, i) => `127.0.2.${i + 1}`)
const staff = Array.from({ length: 10 }, (_, i) => `127.0.3.${i + 1}`)

/** What a device is told over TLS: addresses, or that nothing came of it. */
function secretly({ carrier }: ACrew, from: string, name: string): Promise<readonly string[] | 'none' | 'lost'> {
  const caller = carrier.caller({ remoteAddress: from, localAddress: '127.0.0.1' } as Socket, 'tls')
  return new Promise((done) =>
    carrier.ask(caller, query({ name }), (brought) => {
      done(typeof brought === 'string' ? brought : read(brought.slice()).answers.map(({ rdata }) => rdata.join('.')))
      carrier.forget(caller)
    }),
  )
}

/** What devices are told over TLS, and what they were told before without: the same only from the same thread's cache. */
async function bothWays(crew: ACrew, round: number): Promise<readonly [unknown, unknown]> {
  const asked = staff.map(async (from) => {
    const name = `${round}.${from}.example`
    const { data } = await ask(crew.endpoint, name, { from })
    return [await secretly(crew, from, name), data] as const
  })
  const told = await Promise.all(asked)
  return [told.map(([secret]) => secret), told.map(([, plain]) => plain)]
}

it('a device’s questions over TLS are answered by the thread that answers its plain ones, also after threads came and went', async () => {
  const crew = await aCrew(3)
  let said = 0
  // No answer is like another.
  crew.upstream.script((name) => {
    said += 1
    return { answers: [{ type: 'A', name, ttl: 300, data: `192.0.${said >> 8}.${said & 255}` }] }
  })
  for (const [round, place] of [1, 0, undefined].entries()) {
    const [secret, plain] = await bothWays(crew, round)
    expect(secret).toEqual(plain)
    if (place === undefined) break
    await crew.crew.threads[place]!.terminate()
    await until(() => crew.crew.listening.length === 3)
  }
})

it('one thread is killed while they are asked: only its own are lost, nobody waits, and nothing closed is ever given', async () => {
  const crew = await aCrew(2)
  const told: { readonly from: string; readonly answer: number | string }[] = []
  let goesOn = true
  const asks = [...pupils, ...staff].map(async (from) => {
    while (goesOn) {
      const answer = await secretly(crew, from, 'closed.example')
      told.push({ from, answer: typeof answer === 'string' ? answer : answer.length })
      await delay(5)
    }
  })
  await until(() => told.length > 100)
  expect(told.filter(({ answer }) => answer === 'lost')).toEqual([])
  const before = told.length
  await crew.crew.threads[0]!.terminate()
  // Meanwhile the other answers all.
  await until(() => crew.starts() === 3 && crew.crew.listening.length === 2)
  await until(() => told.length > before + 200)
  goesOn = false
  await Promise.all(asks)
  const answersTo = (devices: readonly string[]) =>
    new Set(told.filter(({ from, answer }) => devices.includes(from) && answer !== 'lost').map(({ answer }) => answer))
  expect([answersTo(pupils), answersTo(staff)]).toEqual([new Set([0]), new Set([1])])
  // Each device asks one question at a time: no more than one of each can have been on its way to what ended.
  expect(told.filter(({ answer }) => answer === 'lost').length).toBeLessThanOrEqual(pupils.length + staff.length)
  const last = new Map(told.map(({ from, answer }) => [from, answer]))
  expect([...last.values()].filter((answer) => answer === 'lost')).toEqual([])
})

it('every device learns where it can ask over TLS, whichever thread answers it', async () => {
  const crew = await aCrew(2)
  crew.carrier.offer({ dot: [{ address: '127.0.0.1', port: 853 }], doh: [] })
  const discovery = query({ name: '_dns.resolver.arpa', type: 64 })
  const isTold = async (from: string) =>
    read((await exchange(crew.endpoint.port, discovery, from))!).answers.length === 1
  await until(async () => (await Promise.all([...staff, ...pupils].map(isTold))).every(Boolean))
})
