// RFC 8482 section 4.2: a question for ANY need not get everything. One small HINFO record that says so, for every name alike, makes us of no use to
// someone who wants a large reply sent to a victim. A blocked name stays blocked.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'

it.each(['www.example', 'large.example', 'search.example'])(
  'answers ANY for %s with one small record, and asks nobody',
  async (name) => {
    const { ask, upstream } = await aForwarder()
    const { answers, length } = await ask({ name, type: 255 })
    expect(answers.map(({ type, rdata }) => [type, Buffer.from(rdata).toString('latin1')])).toEqual([
      [13, '\u0007RFC8482\u0000'],
    ])
    expect(length).toBeLessThan(100)
    expect(upstream.heard).toEqual([])
  },
)

it('answers ANY for a blocked name with nothing', async () => {
  const { ask } = await aForwarder()
  const { rcode, answers } = await ask({ name: 'closed.example', type: 255 }, '127.0.0.2')
  expect([rcode, answers]).toEqual([0, []])
})
