import { fuzzAnswers, fuzzQueries } from '../test/rfc/fuzzer.ts'

/**
 * The long run of the packet fuzzer: `count` mutated queries, and as many mutated answers of an upstream. Prints the seed, so that a find can be had
 * again, and what came of the packets; returns whether all were taken right.
 */
export async function fuzz(count: number, seed: number): Promise<boolean> {
  console.log(`seed ${seed}, ${count} queries and ${count} answers`)
  let right = true
  for (const [what, run] of [
    ['queries', fuzzQueries],
    ['answers', fuzzAnswers],
  ] as const) {
    const started = performance.now()
    const { outcomes, faults } = await run(count, seed)
    console.log(`${what}: ${Math.round(count / ((performance.now() - started) / 1000))}/s`, outcomes)
    for (const { packet, fault } of faults) console.error(`${fault}\n${packet}`)
    right &&= faults.length === 0
  }
  return right
}

// By itself: `node --import tsx bench/fuzz.ts`, with FUZZ_PACKETS (two million when left out) and FUZZ_SEED (the time when left out).
if (import.meta.main) {
  const count = Number(process.env['FUZZ_PACKETS'] ?? 2_000_000)
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 32)
  process.exitCode = (await fuzz(count, seed)) ? 0 : 1
}
