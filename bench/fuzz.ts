import { fuzzAnswers, fuzzQueries, MOST_HELD } from '../test/rfc/fuzzer.ts'

/**
 * The long run of the packet fuzzer: `count` mutated queries, and as many mutated answers of an upstream. Prints the seed, so that a find can be had
 * again, and what came of the packets; returns whether all were taken right, and nothing kept of them.
 */
export async function fuzz(count: number, seed: number): Promise<boolean> {
  console.log(`seed ${seed}, ${count} queries and ${count} answers`)
  let right = true
  for (const [what, run] of [
    ['queries', fuzzQueries],
    ['answers', fuzzAnswers],
  ] as const) {
    const started = performance.now()
    const { outcomes, faults, held } = await run(count, seed)
    console.log(
      `${what}: ${Math.round(count / ((performance.now() - started) / 1000))}/s, ${held} bytes more held than at half`,
      outcomes,
    )
    for (const { packet, fault } of faults) console.error(`${fault}\n${packet}`)
    right &&= faults.length === 0 && held < MOST_HELD
  }
  return right
}
