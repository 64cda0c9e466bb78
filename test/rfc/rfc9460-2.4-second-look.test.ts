// RFC 9460 section 2.4, RFC 1034 section 3.6.2: an answer may lead on to another name, by CNAME, DNAME, SVCB or HTTPS. A closed name is not reached by a side door:
// the names an answer leads on to are looked at a second time, whether it comes from upstream or was kept, for each asker anew.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Said, Script } from './a-upstream.ts'
import { a, cname, svcb } from './wire.ts'

const address = (name: string) => ({ name, type: 1, ttl: 300, rdata: a('192.0.2.1') })
const alias = (name: string, to: string) => ({ name, type: 5, ttl: 300, rdata: cname(to) })
const saying =
  (said: Said): Script =>
  (_, reply) =>
    reply(said)

const seven = Array.from({ length: 7 }, (_, i) => alias(i === 0 ? 'www.example' : `a${i}.example`, `a${i + 1}.example`))
const barred: readonly (readonly [string, number, Said])[] = [
  ['a CNAME to a closed name', 1, { answers: [alias('www.example', 'closed.example'), address('closed.example')] }],
  [
    'a CNAME to a name below one',
    1,
    { answers: [alias('www.example', 'x.Games.Example'), address('x.games.example')] },
  ],
  ['a CNAME to a locked name', 1, { answers: [alias('www.example', 'adult.example'), address('adult.example')] }],
  ['a bare CNAME', 1, { answers: [alias('www.example', 'chat.example')] }],
  [
    'the eighth CNAME of a chain',
    1,
    { answers: [...seven, alias('a7.example', 'bad.example'), address('bad.example')] },
  ],
  [
    'a chain that goes on through one',
    1,
    { answers: [alias('www.example', 'bad.example'), alias('bad.example', 'ok.example')] },
  ],
  ['a DNAME', 1, { answers: [{ name: 'example', type: 39, ttl: 300, rdata: cname('bad.example') }] }],
  ['an HTTPS record in alias form', 65, { answers: [{ type: 65, ttl: 300, rdata: svcb(0, 'closed.example') }] }],
  ['an HTTPS record in service form', 65, { answers: [{ type: 65, ttl: 300, rdata: svcb(1, 'chat.example') }] }],
  ['an SVCB record', 64, { answers: [{ type: 64, ttl: 300, rdata: svcb(1, 'adult.example') }] }],
]

it.each(barred)(
  'bars %s from a pupil, at first and from what is kept, and gives it to staff',
  async (_, type, said) => {
    const { ask, upstream } = await aForwarder({ 'www.example': saying(said) })
    const asked = { name: 'www.example', type, edns: {} }
    for (const from of [clients.pupil, clients.pupil, clients.staff, clients.pupil]) {
      const { rcode, answers, ede } = await ask(asked, from)
      expect([rcode, answers.length > 0, ede?.code]).toEqual([
        0,
        from === clients.staff,
        from === clients.staff ? undefined : 15,
      ])
    }
    expect(upstream.heard.length).toBe(1)
  },
)

const open: readonly (readonly [string, string, number, Said])[] = [
  [
    'a CNAME to an open name',
    'www.example',
    1,
    { answers: [alias('www.example', 'cdn.example'), address('cdn.example')] },
  ],
  [
    'an HTTPS record that is its own target',
    'www.example',
    65,
    { answers: [{ type: 65, ttl: 300, rdata: svcb(1, '') }] },
  ],
  [
    'what is essential, wherever it leads',
    'essential.example',
    1,
    { answers: [alias('essential.example', 'adult.example')] },
  ],
  [
    'a closed name in the additional section alone',
    'www.example',
    1,
    { answers: [address('www.example')], additionals: [address('bad.example')] },
  ],
  [
    'an alias that goes round',
    'www.example',
    1,
    { answers: [alias('www.example', 'b.example'), alias('b.example', 'www.example')] },
  ],
]

it.each(open)('gives a pupil %s', async (_, name, type, said) => {
  const { ask } = await aForwarder({ [name]: saying(said) })
  const { rcode, answers } = await ask({ name, type }, clients.pupil)
  expect([rcode, answers.length]).toEqual([0, said.answers!.length])
})

it('blocks HTTPS and SVCB questions for a closed name without asking upstream', async () => {
  const { ask, upstream } = await aForwarder()
  for (const type of [64, 65]) {
    const { rcode, answers } = await ask({ name: 'closed.example', type }, clients.pupil)
    expect([rcode, answers]).toEqual([0, []])
  }
  expect(upstream.heard).toEqual([])
})

it('passes an HTTPS record’s parameters on as they are', async () => {
  const rdata = Uint8Array.from([...svcb(1, ''), 0, 1, 0, 3, 2, 104, 50, 0, 4, 0, 4, 192, 0, 2, 1])
  const { ask } = await aForwarder({ 'www.example': saying({ answers: [{ type: 65, ttl: 300, rdata }] }) })
  expect((await ask({ name: 'www.example', type: 65 }, clients.pupil)).answers[0]!.rdata).toEqual(rdata)
})
