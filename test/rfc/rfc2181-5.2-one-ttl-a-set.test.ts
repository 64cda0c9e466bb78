// RFC 2181 section 5.2: the records of one set have one TTL. Where an upstream says several, "the value of the lowest TTL in the RRSet" is that of all.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import type { Said } from './a-upstream.ts'
import { a, cname, u16 } from './wire.ts'

const address = (last: number, ttl: number) => ({ type: 1, ttl, rdata: a(`192.0.2.${last}`) })
const signature = (covers: number, ttl: number) => ({
  type: 46,
  ttl,
  rdata: Uint8Array.from([...u16(covers), 8, 2, ...new Array(14).fill(0), 0]),
})
const alias = (ttl: number) => ({ type: 5, ttl, rdata: cname('other.example') })
const beyond = (last: number, ttl: number) => ({ ...address(last, ttl), name: 'other.example' })

it.each<readonly [string, Said, readonly number[]]>([
  ['two addresses', { answers: [address(1, 300), address(2, 100)] }, [100, 100]],
  ['the lowest first', { answers: [address(1, 20), address(2, 100), address(3, 50)] }, [20, 20, 20]],
  ['one of no time at all', { answers: [address(1, 300), address(2, 0)] }, [0, 0]],
  ['one with its top bit set, which is none', { answers: [address(1, 300), address(2, 0x8000_0000)] }, [0, 0]],
  [
    'owners that differ in letters only',
    { answers: [alias(9), beyond(1, 70), { ...beyond(2, 60), name: 'OTHER.example' }] },
    [9, 60, 60],
  ],
  ['an alias and what is behind it', { answers: [alias(20), beyond(1, 300)] }, [20, 300]],
  ['signatures over different types', { answers: [address(1, 90), signature(1, 90), signature(28, 30)] }, [90, 90, 30]],
  ['signatures over one type', { answers: [signature(1, 90), signature(1, 30)] }, [30, 30]],
])('gives one TTL to each set: %s', async (_, said, expected) => {
  const { ask } = await aForwarder({ 'www.example': (_heard, reply) => reply(said) })
  const first = await ask({ name: 'www.example', edns: { flags: 0x8000 } })
  expect(first.answers.map(({ ttl }) => ttl)).toEqual(expected)
})

it('counts sets of the other sections for themselves, and still keeps the answer', async () => {
  const ns = (ttl: number, name: string) => ({ name: 'example', type: 2, ttl, rdata: cname(name) })
  const { ask, pass, upstream } = await aForwarder({
    'www.example': (_, reply) =>
      reply({
        answers: [address(1, 300)],
        authorities: [ns(500, 'ns1.example'), ns(400, 'ns2.example')],
        additionals: [{ ...address(9, 80), name: 'ns1.example' }],
      }),
  })
  await ask('www.example')
  pass(10)
  const { answers, authorities, additionals } = await ask('www.example')
  expect([answers, authorities, additionals].map((all) => all.map(({ ttl }) => ttl))).toEqual([[290], [390, 390], [70]])
  expect(upstream.heard).toHaveLength(1)
})
