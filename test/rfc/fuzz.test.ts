// RFC 9267: programs fail at what nobody would send. Packets are good ones and those of test/packets/ with bits turned, pieces cut out, doubled and glued
// together. Whatever comes: nothing is thrown, a reply has the id, the question and the flags that it must, a broken question gets a bare header and
// never a record, and a response gets nothing; and nothing is kept of what has passed. bench/fuzz.ts does the
// same for longer.

import { expect, it } from 'vitest'
import { fuzzAnswers, fuzzQueries, MOST_HELD } from './fuzzer.ts'

const count = Number(process.env['FUZZ_PACKETS'] ?? 200_000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124)

it(`takes ${count} mutated queries, from seed ${seed}`, { timeout: 60_000 + count }, async () => {
  const { outcomes, faults, held } = await fuzzQueries(count, seed)
  expect(faults).toEqual([])
  expect(held, 'bytes').toBeLessThan(MOST_HELD)
  for (const outcome of ['silence', 'formerr', 'notimp', 'rcode 0', 'rcode 3', 'rcode 5', 'rcode 16'])
    expect([outcome, (outcomes[outcome] ?? 0) > count / 2_000]).toEqual([outcome, true])
})

it(`takes ${count / 10} mutated answers of an upstream, from seed ${seed}`, { timeout: 60_000 + count }, async () => {
  const { outcomes, faults, held } = await fuzzAnswers(Math.ceil(count / 10), seed)
  expect(faults).toEqual([])
  expect(held, 'bytes').toBeLessThan(MOST_HELD)
  for (const outcome of ['rcode 0', 'rcode 2', 'rcode 3', 'a service without ECH'])
    expect([outcome, (outcomes[outcome] ?? 0) > 0]).toEqual([outcome, true])
})
