import { lowered } from './labels.ts'

/**
 * A copy of a query with each letter of its name in upper or lower case as `random` has it, one bit a letter: some bits more for a forger to guess
 * (draft-vixie-dnsext-dns0x20). `random` has 32 bytes or more; `question` is the query's bytes from 12 to the end of its question.
 */
export function mixedLetters(query: Uint8Array, question: Uint8Array, random: Uint8Array): Uint8Array {
  const mixed = Uint8Array.from(query)
  // The type and class behind the name are no letters.
  for (let i = 0; i < question.length - 4; i += 1) {
    const small = lowered[question[i]!]!
    const isLetter = small >= 0x61 && small <= 0x7a
    if (isLetter) mixed[12 + i] = (random[i >> 3]! >> (i & 7)) & 1 ? small - 32 : small
  }
  return mixed
}
