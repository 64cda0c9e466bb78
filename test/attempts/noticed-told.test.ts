import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import type { DeviceDays, Up } from '../../src/link.ts'
import { startForwarder } from '../rfc/a-forwarder.ts'
import { aPolicy, aSnapshot, clients } from '../rfc/a-policy.ts'

// What was noticed of devices goes to the office now and then, to one that was started anew all over again, and at the end what is left.

/** A forwarder that lets a device ask ten questions, and a way to put an office at its other end. */
async function aForwarderOfTen() {
  const policy = { ...aPolicy, limits: { queriesPerSecond: 10, burst: 10, unlimited: ['guests'] } }
  const forwarder = await startForwarder({}, { snapshot: aSnapshot(policy) })
  onTestFinished(() => forwarder.close())
  return {
    ...forwarder,
    async floods(count: number, from: string) {
      for (let i = 0; i < count; i += 1) await forwarder.send(new Uint8Array(packet), from, 20)
    },
    office() {
      const { port1, port2 } = new MessageChannel()
      const heard: DeviceDays[] = []
      port2.on('message', (message: Up) => {
        if (message.kind === 'device-days') heard.push(message)
      })
      onTestFinished(() => port2.close())
      forwarder.resolver.attach(port1, () => {})
      return async () => {
        await delay(20)
        return heard
          .splice(0)
          .flatMap(({ session, day, devices }) =>
            devices.map(({ address, group, over }) => ({ session, day, address, group, over })),
          )
      }
    },
  }
}

/** A question for closed.example, A. */
const packet = [
  ...[0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
  ...[6, ...Buffer.from('closed'), 7, ...Buffer.from('example'), 0, 0, 1, 0, 1],
]

it('is told once, then only what is new, then everything to another office, and the rest at the end', async () => {
  const { floods, office, resolver } = await aForwarderOfTen()
  const first = office()
  await floods(12, clients.pupil)
  resolver.tellTotals()
  resolver.tellTotals()
  const [told, ...more] = await first()
  expect([told, more]).toEqual([
    { session: expect.any(String), day: '2026-11-24', address: clients.pupil, group: 'pupils', over: 2 },
    [],
  ])
  const second = office()
  expect(await second()).toEqual([told])
  await floods(1, clients.pupil)
  await resolver.close()
  expect(await second()).toEqual([{ ...told, over: 3 }])
})

it('counts what was too much in the running totals, apart from the questions that were answered', async () => {
  const { floods, resolver } = await aForwarderOfTen()
  const { port1, port2 } = new MessageChannel()
  const totals: unknown[] = []
  port2.on('message', (message: Up) => message.kind === 'totals' && totals.push(message.totals))
  onTestFinished(() => port2.close())
  resolver.attach(port1, () => {})
  await floods(12, clients.staff)
  resolver.tellTotals()
  await delay(20)
  expect(totals.at(-1)).toMatchObject({ queries: 10, limited: 2 })
})
