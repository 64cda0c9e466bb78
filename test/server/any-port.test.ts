import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { DnsServer } from '../../src/server/dns.ts'

// The kernel hands out the next UDP port without regard to TCP: with two thousand of them taken for TCP, some of a hundred starts meet one.
it('port 0 becomes a port that is free for UDP and for TCP', async () => {
  const taken = await Promise.all(Array.from({ length: 2_000 }, () => listening()))
  onTestFinished(async () => {
    await Promise.all(taken.map((server) => new Promise((done) => server.close(done))))
  })
  for (let i = 0; i < 100; i += 1) {
    const server = new DnsServer([{ address: '127.0.0.1', port: 0 }], () => 0)
    const [endpoint] = await server.start()
    expect(endpoint!.port).toBeGreaterThan(0)
    await server.close()
  }
})

function listening(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
