import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Failover } from '../../src/upstream/failover.ts'
import { PlainUpstream } from '../../src/upstream/plain.ts'
import { upstreamsOf } from '../../src/upstream/routes.ts'
import type { Upstream } from '../../src/upstream/upstream.ts'
import type { AnUpstream, Script } from '../rfc/a-upstream.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import { a, query, read } from '../rfc/wire.ts'

const answering =
  (last: number): Script =>
  (_, reply) =>
    reply({ answers: [{ type: 1, ttl: 300, rdata: a(`192.0.2.${last}`) }] })
const slowly =
  (milliseconds: number, then: Script): Script =>
  (heard, reply) =>
    void setTimeout(() => then(heard, reply), milliseconds)
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
  let passed = 0
  const failover = new Failover(
    started.map(({ endpoint }) => new PlainUpstream(endpoint)),
    () => performance.now() + passed,
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
      passed += seconds * 1000
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
  it('ask each once, and then nearly always the quickest', async () => {
    const { ask, heard } = await servers(slowly(60, answering(1)), answering(2), slowly(60, answering(3)))
    for (let turn = 0; turn < 60; turn += 1) await ask()
    const [first, second, third] = heard()
    expect(second).toBeGreaterThan(50)
    for (const other of [first, third]) {
      expect(other).toBeGreaterThanOrEqual(1)
      expect(other).toBeLessThan(5)
    }
  })

  it('tell which of them does not answer, though the others do', async () => {
    const { ask, failover, heard } = await servers(answering(1), 'gone')
    for (let turn = 0; turn < 800 && failover.times()[1]!.isWell; turn += 1) await ask()
    expect([failover.isUp, failover.times().map(({ place, isWell }) => [place, isWell])]).toEqual([
      true,
      [
        [1, true],
        [2, false],
      ],
    ])
    expect(failover.times()[0]).toMatchObject({ address: expect.stringMatching(/^127\.0\.0\.\d+:\d+$/) })
    expect(heard()[0]).toBeGreaterThan(5)
  })

  it('ask the one that was slow again, and find it quick now', async () => {
    let slow = 60
    const { ask, heard } = await servers(
      (heard, reply) => slowly(slow, answering(1))(heard, reply),
      slowly(20, answering(2)),
    )
    for (let turn = 0; turn < 10; turn += 1) await ask()
    slow = 0
    for (let turn = 0; turn < 150; turn += 1) await ask()
    expect(heard()[0]).toBeGreaterThan(40)
  })

  it('ask the next as well where the first is late, and take what comes first', async () => {
    const { ask, heard } = await servers(slowly(900, answering(1)), answering(2))
    const started = performance.now()
    expect(await ask()).toBe(2)
    const took = performance.now() - started
    expect([took >= 390, took < 700, heard()]).toEqual([true, true, [1, 1]])
  })

  it('wait for a late one no longer than it usually takes', async () => {
    let slow = 0
    const { ask } = await servers((heard, reply) => slowly(slow, answering(1))(heard, reply), slowly(30, answering(2)))
    for (let turn = 0; turn < 20; turn += 1) await ask()
    slow = 900
    const started = performance.now()
    expect(await ask()).toBe(2)
    expect(performance.now() - started).toBeLessThan(250)
  })

  it('take nobody for late whose answer was there, when it was we who were busy', async () => {
    const { ask, heard } = await servers(answering(1), answering(2))
    for (let turn = 0; turn < 10; turn += 1) await ask()
    const before = heard().reduce((sum, count) => sum + count)
    for (let turn = 0; turn < 5; turn += 1) {
      const waiting = ask()
      await new Promise((done) => setImmediate(done))
      for (const end = performance.now() + 450; performance.now() < end; );
      await waiting
    }
    expect(heard().reduce((sum, count) => sum + count)).toBe(before + 5)
  })

  it.each<readonly [string, Script | 'gone', number]>([
    ['is silent', silent, 1_500],
    ['is gone', 'gone', 300],
    ['says SERVFAIL', saying(2), 300],
    ['says REFUSED', saying(5), 300],
    ['says FORMERR', saying(1), 300],
    ['says NOTIMP', saying(4), 300],
  ])('ask the next where the first %s', async (_, first, patience) => {
    const { ask } = await servers(first, answering(2))
    const started = performance.now()
    expect(await ask()).toBe(2)
    expect(performance.now() - started).toBeLessThan(patience)
  })

  it('keep nobody waiting for one that is dead, and look now and then whether it is back', async () => {
    let works = false
    const { ask, pass, heard } = await servers(
      (heard, reply) => works && answering(1)(heard, reply),
      slowly(20, answering(2)),
    )
    const early = await Promise.all([ask(), ask(), ask()])
    expect(early).toEqual([2, 2, 2])
    await delay(2_200)
    const tries = heard()[0]!
    for (let turn = 0; turn < 20; turn += 1) {
      const started = performance.now()
      expect(await ask()).toBe(2)
      expect(performance.now() - started).toBeLessThan(200)
    }
    expect(heard()[0]).toBe(tries)
    works = true
    pass(31)
    expect(await ask()).toBe(2)
    await delay(50)
    expect(heard()[0]).toBe(tries + 1)
    expect(await ask()).toBe(1)
  })

  it('do not leave the first for one name that it cannot find', async () => {
    const { ask, heard } = await servers(
      ({ name }, reply) => (name === 'broken.example' ? saying(2) : answering(1))({} as never, reply),
      slowly(20, answering(2)),
    )
    expect(await ask('broken.example')).toBe(2)
    for (let turn = 0; turn < 20; turn += 1) await ask('www.example')
    expect(heard()[0]).toBeGreaterThan(15)
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

  it('lose no answer, and nothing else, by a fault in asking one of them', async () => {
    const fails: Upstream = {
      address: 'of no use',
      exchange: () => {
        throw new Error('a fault')
      },
      close: () => {},
    }
    const rejects: Upstream = { ...fails, exchange: () => Promise.reject(new Error('another')) }
    const server = await anUpstream({ '*': answering(3) })
    const failover = new Failover([fails, rejects, new PlainUpstream(server.endpoint)], () => performance.now())
    onTestFinished(async () => {
      failover.close()
      await server.close()
    })
    const packet = query({ name: 'www.example' })
    for (let turn = 0; turn < 4; turn += 1)
      expect(typeof (await failover.exchange(packet, packet.slice(12)))).toBe('object')
    expect(failover.times().map(({ failed }) => failed > 0)).toEqual([true, true, false])
  })

  it('of one zone may be down while the others are not', async () => {
    const gone = await anUpstream({})
    await gone.close()
    const server = await anUpstream({ '*': answering(1) })
    const zones = { 'school.local': [gone.endpoint] }
    const upstreams = upstreamsOf([server.endpoint], zones, () => performance.now())
    onTestFinished(async () => {
      upstreams.close()
      await server.close()
    })
    const ask = (name: string) => {
      const packet = query({ name })
      return upstreams.exchange(packet, packet.slice(12))
    }
    const isUpFor = (name: string) => upstreams.isUpFor(query({ name }).slice(12))
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await ask('printer.school.local')).toBe('unreachable')
      expect(typeof (await ask('www.example'))).toBe('object')
    }
    expect([isUpFor('other.school.local'), isUpFor('www.example'), upstreams.isUp]).toEqual([false, true, true])
  })
})
