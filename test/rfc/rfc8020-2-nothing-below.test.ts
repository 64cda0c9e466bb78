// RFC 8020 section 2: where a name does not exist, nothing does below it, and a stub may take us at our word. We do not take an upstream at its, which nobody
// checked; and a name that is only closed to a device is not said not to exist, or a stub would deny it the child that a grant opens.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import { soa } from './wire.ts'

it('asks for a name below one that does not exist', async () => {
  const none = { rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 600, rdata: soa(600) }] }
  const { ask, upstream } = await aForwarder({ 'none.example': (_, reply) => reply(none) })
  expect((await ask('none.example')).rcode).toBe(3)
  expect((await ask('below.none.example')).rcode).toBe(0)
  expect(upstream.asked('below.none.example')).toBe(1)
})

it('passes on that a name exists which has nothing but names below it', async () => {
  const empty = { authorities: [{ name: 'example', type: 6, ttl: 600, rdata: soa(600) }] }
  const { ask } = await aForwarder({ 'empty.example': (_, reply) => reply(empty) })
  for (let turn = 0; turn < 2; turn += 1) expect((await ask('empty.example')).rcode).toBe(0)
  expect((await ask('full.empty.example')).answers.length).toBe(1)
})

it('says of a closed name, and of those below it, that they exist', async () => {
  const { ask } = await aForwarder()
  for (const name of ['closed.example', 'below.closed.example', 'games.example', 'adult.example'])
    expect((await ask(name, clients.pupil)).rcode).toBe(0)
})
