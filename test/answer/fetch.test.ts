import { expect, it, onTestFinished } from 'vitest'
import { Cache } from '../../src/answer/cache.ts'
import { Fetcher } from '../../src/answer/fetch.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import { Failover } from '../../src/upstream/failover.ts'
import { PlainUpstream } from '../../src/upstream/plain.ts'
import { anAddress } from '../rfc/a-forwarder.ts'
import { anUpstream } from '../rfc/a-upstream.ts'
import { query } from '../rfc/wire.ts'

/** Asks an upstream that says nothing until it is told to; five exchanges and eight who wait are the most. */
async function aFetcher() {
  const held: (() => void)[] = []
  let holds = true
  const upstream = await anUpstream({
    '*': (heard, reply) => (holds ? void held.push(() => anAddress(heard, reply)) : anAddress(heard, reply)),
  })
  const ticks = () => performance.now()
  const failover = new Failover([new PlainUpstream(upstream.endpoint)], ticks)
  onTestFinished(() => {
    failover.close()
    return upstream.close()
  })
  const most = { running: 5, waiting: 8, ahead: 8, failed: 10 }
  const fetcher = new Fetcher(new Cache(1 << 20), failover, ticks, most)
  const packetOf = (name: string) => {
    const packet = query({ name })
    const scanned = new Query()
    scanQuery(packet, packet.length, scanned)
    return [packet, scanned] as const
  }
  return {
    fetcher,
    upstream,
    fetch: async (name: string) => {
      const came = await fetcher.fetch(...packetOf(name))
      return came === 'failed' ? came : came.rcode
    },
    letGo() {
      holds = false
      for (const reply of held) reply()
    },
  }
}

const names = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `n${from + i}.example`)

it('lets so many questions be under way and no more: what is beyond fails at once, is counted, and may come again later', async () => {
  const { fetcher, fetch, letGo } = await aFetcher()
  const waiting = names(5).map(fetch)
  expect(await Promise.all(names(3, 5).map(fetch))).toEqual(['failed', 'failed', 'failed'])
  expect(fetcher.turnedAway).toBe(3)
  letGo()
  expect(await Promise.all(waiting)).toEqual([0, 0, 0, 0, 0])
  expect([await Promise.all(names(3, 5).map(fetch)), fetcher.turnedAway]).toEqual([[0, 0, 0], 3])
})

it('lets who asks what is under way already wait with the others, while there is room to wait', async () => {
  const { fetcher, fetch, letGo, upstream } = await aFetcher()
  const waiting = [...names(5), ...names(3)].map(fetch)
  expect([await fetch('n0.example'), fetcher.turnedAway]).toEqual(['failed', 1])
  letGo()
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([0]))
  expect(new Set(upstream.heard.map(({ name }) => name)).size).toBe(5)
})
