// RFC 5936 section 5, RFC 1995: a zone transfer is for a zone's own servers. Refused over every transport, and never passed on. So are the other
// question types that ask for something else than records: TKEY, TSIG, MAILB, MAILA and type 0.

import { expect, it } from 'vitest'
import { aConversation } from './a-conversation.ts'
import { aForwarder } from './a-forwarder.ts'
import { query } from './wire.ts'

const types = { AXFR: 252, IXFR: 251, TKEY: 249, TSIG: 250, MAILB: 253, MAILA: 254, 'type 0': 0 }

it.each(Object.entries(types))('refuses %s over UDP and TCP', async (_, type) => {
  const { ask, port, upstream } = await aForwarder()
  const tcp = await aConversation(port)
  tcp.ask(query({ name: 'zone.example', type }))
  const replies = [await ask({ name: 'zone.example', type }), (await tcp.replies(1))[0]!]
  expect(replies.map(({ rcode, answers }) => [rcode, answers.length])).toEqual([
    [5, 0],
    [5, 0],
  ])
  expect(upstream.heard).toEqual([])
})

it('refuses an IXFR that brings the SOA it has, as they do', async () => {
  const { send } = await aForwarder()
  const bare = query({ name: 'zone.example', type: 251 })
  const withSoa = Uint8Array.from([...bare, 0xc0, 0x0c, 0, 6, 0, 1, 0, 0, 0, 0, 0, 22, ...new Uint8Array(22)])
  withSoa[9] = 1
  const reply = (await send(withSoa))!
  expect(reply[3]! & 15).toBe(5)
})
