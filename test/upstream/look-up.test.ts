import { expect, it, onTestFinished } from 'vitest'
import { name } from '../../src/dns/name.ts'
import { lookUpAt } from '../../src/upstream/look-up.ts'
import type { ScriptedUpstream } from '../helpers/scripted-upstream.ts'
import { scriptedUpstream } from '../helpers/scripted-upstream.ts'

async function anUpstream(): Promise<ScriptedUpstream> {
  const upstream = await scriptedUpstream()
  onTestFinished(() => upstream.close())
  const cname = (from: string, to: string) => ({ type: 'CNAME', name: from, ttl: 60, data: to }) as const
  const a = (at: string) => ({ type: 'A', name: at, ttl: 60, data: '198.51.100.7' }) as const
  upstream.script((asked, type) => {
    if (asked === 'gone.example') return { rcode: 3, answers: [] }
    if (asked === 'six.example' && type === 'A') return { answers: [] }
    if (asked === 'broken.example') return { rcode: 2, answers: [] }
    if (asked === 'silent.example') return { behaviour: 'silent' }
    if (asked === 'loop.example') return { answers: [cname(asked, 'loop.example'), a(asked)] }
    const to = { 'shop.example': 'cdn.example', 'cdn.example': 'Edge.Example' }[asked]
    if (to === undefined) return undefined
    if (type === 'CNAME') return { answers: [cname(asked, to)] }
    if (type === 'A')
      return {
        answers: [cname(asked, to), ...(to === 'cdn.example' ? [cname(to, 'edge.example')] : []), a('edge.example')],
      }
    return undefined
  })
  return upstream
}

it.each([
  ['has addresses', 'www.example', { kind: 'found', aliases: [] }],
  ['has addresses of version 6 only', 'six.example', { kind: 'found', aliases: [] }],
  ['leads to another by aliases', 'shop.example', { kind: 'found', aliases: ['cdn.example', 'edge.example'] }],
  ['is its own alias', 'loop.example', { kind: 'found', aliases: [] }],
  ['is not there', 'gone.example', { kind: 'none' }],
  ['the upstream cannot find out about', 'broken.example', { kind: 'unknown' }],
  ['nothing is said about', 'silent.example', { kind: 'unknown' }],
])('a name that %s', async (_, asked, found) => {
  const upstream = await anUpstream()
  expect(await lookUpAt([upstream.endpoint], 100)(name(asked))).toEqual(found)
})

it('asks an upstream by an address of version 6 too', async () => {
  expect(await lookUpAt([{ address: '::1', port: 9 }], 100)(name('www.example'))).toEqual({ kind: 'unknown' })
})
