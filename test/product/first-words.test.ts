import { MessageChannel } from 'node:worker_threads'
import { expect, it, onTestFinished } from 'vitest'
import type { Down } from '../../src/link.ts'
import { noActs } from '../../src/policy/policy.ts'
import type { Standing } from '../../src/standing/standing.ts'
import { Resolver } from '../../src/threads/resolver-thread.ts'
import { lankforst, snapshotOf } from '../helpers/lankforst.ts'
import { movingClock } from '../helpers/moving-clock.ts'

it('begins to answer when it knows the policy, the acts and the devices, and not before: a pupil’s tablet is never a stranger', async () => {
  const clock = movingClock('2026-11-24T09:00')
  const settings = { dns: [{ address: '127.0.0.1', port: 0 }], clients: ['127.0.0.0/8'], upstreams: [] }
  const resolver = new Resolver(settings, clock, clock)
  const { port1: office, port2 } = new MessageChannel()
  onTestFinished(() => office.close())
  const begun: Standing[] = []
  resolver.attach(port2, (standing) => begun.push(standing))
  const tell = async (message: Down) => {
    const heard = new Promise((resolve) => office.once('message', resolve))
    office.postMessage(message)
    await heard
  }
  const device = { device: 'd1', group: 'pupils', classes: ['groep-7'], addresses: ['127.0.0.5'] }

  await tell({ kind: 'snapshot', snapshot: snapshotOf(lankforst) })
  await tell({ kind: 'acts', acts: noActs })
  expect(begun).toEqual([])
  await tell({ kind: 'devices', devices: [device] })
  expect(begun).toMatchObject([{ acts: noActs, devices: [device] }])
})
