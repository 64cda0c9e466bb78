import { setTimeout as delay } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { expect, it } from 'vitest'
import type { Up } from '../../src/link.ts'
import { ResolverLink } from '../../src/threads/resolver-link.ts'

const last: Up = { kind: 'seen', addresses: ['10.2.0.1'] }

/** A link with one thread, whose messages take as long to write down as `written` says. */
function aLink(written: (message: Up) => Promise<void>) {
  const { port1: resolver, port2: office } = new MessageChannel()
  const link = new ResolverLink({ save: () => {} }, Date.now, 'run')
  link.attach(office, written)
  const gone = new Promise<void>((done) => void office.once('close', done))
  return { link, resolver, gone }
}

it.each([
  ['before the office is told to end', true],
  ['while the office ends', false],
])('what a thread told last is written down, whether it is gone %s', async (_, goneFirst) => {
  const written: string[] = []
  const { link, resolver, gone } = aLink(async ({ kind }) => {
    await delay(100)
    written.push(kind)
  })
  resolver.postMessage(last)
  resolver.postMessage(last)
  resolver.close()
  if (goneFirst) await gone
  await link.finish()
  expect(written).toEqual(['seen', 'seen'])
})

it('what cannot be written down keeps nobody', async () => {
  const { link, resolver, gone } = aLink(() => Promise.reject(new Error('the disk is full')))
  resolver.postMessage(last)
  resolver.close()
  await gone
  await link.finish()
})
