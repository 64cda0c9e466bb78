import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { aProduct } from '../helpers/a-product.ts'
import { aProgram, signedIn } from '../helpers/a-visit.ts'
import { aWatch } from '../helpers/a-watch.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// Somebody is busy at the pages while a school asks: every change goes the whole way, from the office over the disk to each resolver thread.

it('a hundred changes of rules while the school asks: what is closed is asked every 5 ms and never open, and each change holds for the first who asks after it', {
  timeout: 60_000,
}, async () => {
  const settings = join(temporaryFolder(), 'rooster.yaml')
  writeFileSync(settings, 'resolver-threads: 2\n')
  const product = await aProduct(undefined, ['--config', settings])
  const call = await aProgram(product, await signedIn(product))
  const watch = await aWatch(product.dns, ['www.pornhub.com', 'www.unibet.nl', 'x.pornhub.com'])
  onTestFinished(watch.stop)
  let isOver = false
  // Everybody else: names that pass, from devices of both threads.
  const school = Array.from({ length: 8 }, async (_, i) => {
    for (let turn = 0; !isOver; turn += 1) {
      await product.ask(`www.site-${turn % 9}.example`, { from: `127.0.8.${i + 1}` })
      await delay(40)
    }
  })
  const isOpen = async (from: string) => (await product.ask('www.changing.example', { from })).data.length > 0
  const devices = ['127.0.9.1', '127.0.9.2', '127.0.9.3', '127.0.9.4']
  const wrong: string[] = []
  let rule = ''
  for (let change = 0; change < 100; change += 1) {
    const closes = change % 2 === 0
    const wish = { groups: ['pupils'], target: 'site:changing.example', state: 'closed', when: 'always' }
    const done = await (closes ? call(product, 'POST', '/rules', wish) : call(product, 'DELETE', `/rules/${rule}`))
    expect(done.status).toBe(closes ? 201 : 204)
    if (closes) rule = ((await done.json()) as { id: string }).id
    for (const from of devices) if ((await isOpen(from)) === closes) wrong.push(`change ${change}, ${from}`)
  }
  isOver = true
  await Promise.all(school)
  expect([watch.opened, wrong]).toEqual([[], []])
  expect(watch.answered()).toBeGreaterThan(100)
})
