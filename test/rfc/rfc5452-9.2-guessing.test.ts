// RFC 5452 sections 4.3, 5 and 9.2: whoever cannot see our questions must guess id and port, so both are at random; and equal questions share one
// exchange, or each one more would make the guess easier (a birthday attack), however the asker words it.

import { expect, it } from 'vitest'
import { aForwarder } from './a-forwarder.ts'
import { clients } from './a-policy.ts'
import type { Script } from './a-upstream.ts'

it('asks 200 questions with at least 100 ports and 190 ids, neither of them in order', async () => {
  const { ask, upstream } = await aForwarder()
  for (let i = 0; i < 200; i += 1) await ask(`n${i}.example`)
  const ports = upstream.heard.map(({ port }) => port)
  const ids = upstream.heard.map(({ message }) => message.id)
  expect(new Set(ports).size).toBeGreaterThanOrEqual(100)
  expect(new Set(ids).size).toBeGreaterThanOrEqual(190)
  for (const numbers of [ports, ids])
    expect(numbers.filter((number, i) => i > 0 && Math.abs(number - numbers[i - 1]!) <= 2).length).toBeLessThan(20)
})

it('goes on changing ports after thousands of questions', async () => {
  const { ask, upstream } = await aForwarder()
  for (let round = 0; round < 100; round += 1)
    await Promise.all(Array.from({ length: 40 }, (_, i) => ask(`n${round}-${i}.example`)))
  const late = upstream.heard.slice(-400)
  expect(new Set(late.map(({ port }) => port)).size).toBeGreaterThanOrEqual(100)
})

const slow: Script = (_, reply) => void setTimeout(() => reply({ answers: [] }), 250)

it('asks once for 30 equal questions in flight', async () => {
  const { ask, upstream } = await aForwarder({ 'slow.example': slow })
  const replies = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      ask({ name: 'slow.example', id: 1000 + i }, [clients.staff, clients.pupil][i % 2]),
    ),
  )
  expect(replies.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, i) => 1000 + i))
  expect(upstream.heard.length).toBe(1)
})

it('asks once for equal questions that differ in what stays here: client subnet, size, cookie, case', async () => {
  const { ask, upstream } = await aForwarder({ 'slow.example': slow })
  const subnet = (last: number) => [8, Uint8Array.from([0, 1, 32, 0, 10, 1, 2, last])] as const
  await Promise.all([
    ...Array.from({ length: 20 }, (_, i) =>
      ask({ name: 'slow.example', edns: { options: [subnet(i)], size: 512 + i } }),
    ),
    ask({ name: 'slow.example' }),
    ask({ name: 'SLOW.example', edns: { options: [[10, new Uint8Array(8)]] } }),
  ])
  expect(upstream.heard.length).toBe(1)
})

it('asks for each type of a name by itself', async () => {
  const { ask, upstream } = await aForwarder({ 'slow.example': slow })
  await Promise.all([1, 28, 65, 1, 28, 65].map((type) => ask({ name: 'slow.example', type })))
  expect(upstream.heard.map(({ type }) => type).sort((x, y) => x - y)).toEqual([1, 28, 65])
})
