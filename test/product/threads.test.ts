import { describe, expect, it } from 'vitest'
import { aProduct, until } from '../helpers/a-product.ts'
import { ask } from '../helpers/ask.ts'

describe('the threads', () => {
  it('after a restart the resolver answers from disk, with the office still starting', async () => {
    const first = await aProduct()
    await first.ask('www.wikipedia.org')
    await first.stop()
    const second = await aProduct(first.data)
    const printed = second.printed()
    expect(printed.indexOf('DNS ')).toBeLessThan(printed.indexOf('Dashboard '))
    expect((await second.ask('www.pornhub.com')).error?.code).toBe(15)
    expect(second.firstLink, 'a link is printed as long as there is no account').toBeDefined()
  })

  it('answers while the upstream is silent: a failure after its time, and other names meanwhile', async () => {
    const product = await aProduct()
    product.upstream.script((name) => (name === 'slow.example' ? { behaviour: 'silent' } : undefined))
    const slow = ask(product.dns, 'slow.example', { from: '127.0.0.1' })
    expect((await product.ask('quick.example')).data).toEqual(['198.51.100.7'])
    const failed = await slow
    expect([failed.rcode, failed.error?.code]).toEqual(['SERVFAIL', 23])
    expect((await product.ask('quick-too.example')).data).toEqual(['198.51.100.7'])
  })

  it('writes down what it blocked, within two seconds', async () => {
    const product = await aProduct()
    for (let i = 0; i < 6; i += 1) await product.ask('www.pornhub.com')
    const { default: Database } = await import('better-sqlite3')
    const rows = () => {
      const database = new Database(`${product.data}/attempts.db`, { readonly: true })
      try {
        return database.prepare('select name_down, count, clause, group_id from attempts').all() as {
          name: string
          count: number
        }[]
      } catch {
        return []
      } finally {
        database.close()
      }
    }
    await until(() => rows().length > 0)
    expect(rows()[0]).toMatchObject({ name_down: 'com.pornhub.www', clause: 'NL-3', group_id: 'pupils' })
  })
})
