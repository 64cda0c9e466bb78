import { describe, expect, it, onTestFinished } from 'vitest'
import { Failover } from '../../src/upstream/failover.ts'
import { PlainUpstream } from '../../src/upstream/plain.ts'
import type { AnUpstream, Script } from '../rfc/a-upstream.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import { a, query, read } from '../rfc/wire.ts'

const answering =
  (last: number): Script =>
  (_, reply) =>
    reply({ answers: [{ type: 1, ttl: 300, rdata: a(`192.0.2.${last}`) }] })
const silent: Script = () => {}
const saying =
  (rcode: number): Script =>
  (_, reply) =>
    reply({ rcode })

/** Servers that follow a script each (`gone`: nobody listens), behind one failover, and a clock that the test moves. */
async function servers(...scripts: readonly (Script | 'gone')[]) {
  const started: AnUpstream[] = []
  for (const script of scripts) {
    const server = await anUpstream({ '*': (heard, reply) => script !== 'gone' && script(heard, reply) })
    if (script === 'gone') await server.close()
    started.push(server)
  }
  let now = 0
  const failover = new Failover(
    started.map(({ endpoint }) => new PlainUpstream(endpoint)),
    () => now,
  )
  onTestFinished(async () => {
    failover.close()
    await Promise.all(started.map((server, i) => (scripts[i] === 'gone' ? undefined : server.close())))
  })
  return {
    failover,
    /** How many questions each server heard. */
    heard: () => started.map((server) => server.heard.length),
    pass: (seconds: number) => {
      now += seconds * 1000
    },
    /** The last number of the address in the answer, the rcode where there is none, or the failure. */
    async ask(name = 'www.example') {
      const packet = query({ name })
      const answer = await failover.exchange(packet, packet.slice(12))
      if (typeof answer === 'string') return answer
      const { answers, rcode } = read(answer)
      return answers[0]?.rdata[3] ?? `rcode ${rcode}`
    },
  }
}

describe('several upstreams', () => {
  it('ask the first, as long as it answers', async () => {
    const { ask, heard } = await servers(answering(1), answering(2))
    for (let turn = 0; turn < 5; turn += 1) expect(await ask()).toBe(1)
    expect(heard()).toEqual([5, 0])
  })

  it.each<readonly [string, Script | 'gone', number]>([
    ['is silent', silent, 1_500],
    ['is gone', 'gone', 300],
    ['says SERVFAIL', saying(2), 300],
    ['says REFUSED', saying(5), 300],
  ])('ask the next where the first %s', async (_, first, patience) => {
    const { ask } = await servers(first, answering(2))
    const started = performance.now()
    expect(await ask()).toBe(2)
    expect(performance.now() - started).toBeLessThan(patience)
  })

  it('ask the first no more for ten seconds once it failed, and then again', async () => {
    const { ask, pass, heard, failover } = await servers(silent, answering(2))
    for (let turn = 0; turn < 4; turn += 1) await ask()
    expect(heard()).toEqual([1, 4])
    pass(11)
    await ask()
    expect(heard()).toEqual([2, 5])
    expect(failover.isUp).toBe(true)
  })

  it('come back to the first by themselves once it answers', async () => {
    let works = false
    const { ask, pass } = await servers((heard, reply) => works && answering(1)(heard, reply), answering(2))
    expect(await ask()).toBe(2)
    works = true
    expect(await ask()).toBe(2)
    pass(11)
    expect(await ask()).toBe(1)
  })

  it('do not leave the first for one name that it cannot find', async () => {
    const { ask, heard } = await servers(
      ({ name }, reply) => (name === 'broken.example' ? saying(2) : answering(1))({} as never, reply),
      answering(2),
    )
    expect(await ask('broken.example')).toBe(2)
    expect(await ask('www.example')).toBe(1)
    expect(heard()).toEqual([2, 1])
  })

  it.each<readonly [string, readonly (Script | 'gone')[], string]>([
    ['all say SERVFAIL', [saying(2), saying(2)], 'rcode 2'],
    ['one is gone and one says REFUSED', ['gone', saying(5)], 'rcode 5'],
    ['all are gone', ['gone', 'gone'], 'unreachable'],
  ])('give what there is where %s, at once', async (_, scripts, expected) => {
    const { ask } = await servers(...scripts)
    const started = performance.now()
    expect(await ask()).toBe(expected)
    expect(performance.now() - started).toBeLessThan(300)
  })

  it.each([3, 0])('give "no such name" or an empty answer (rcode %i) as the answer it is', async (rcode) => {
    const { ask, heard } = await servers(saying(rcode), answering(2))
    expect(await ask()).toBe(`rcode ${rcode}`)
    expect(heard()).toEqual([1, 0])
  })

  it('are down when all are, and up again with the first answer', async () => {
    let works = false
    const { ask, failover } = await servers((heard, reply) => works && answering(1)(heard, reply))
    expect(failover.isUp).toBe(true)
    expect(await ask()).toBe('timeout')
    expect(failover.isUp).toBe(false)
    works = true
    expect(await ask()).toBe(1)
    expect(failover.isUp).toBe(true)
  })

  it('get through where one datagram in three is lost', async () => {
    let count = 0
    const { ask } = await servers((heard, reply) => {
      count += 1
      if (count % 3 !== 0) answering(1)(heard, reply)
    })
    for (let turn = 0; turn < 4; turn += 1) expect(await ask()).toBe(1)
  })

  it('fail without any', async () => {
    const { ask, failover } = await servers()
    expect([await ask(), failover.isUp]).toEqual(['unreachable', false])
  })
})
