import { skipName, word } from './scan.ts'

/** SvcParamKeys `ipv4hint` and `ipv6hint` (RFC 9460 section 14.3.2), and the bytes of an address in each. */
const hints: Readonly<Record<number, number>> = { 4: 4, 6: 16 }

/** Where the addresses stand that an SVCB or HTTPS record hints at, and their size; those that were read before it proved malformed. */
export function hintsOf(
  message: Uint8Array,
  rdata: number,
  next: number,
): readonly (readonly [at: number, size: number])[] {
  const found: [number, number][] = []
  let at = skipName(message, rdata + 2, next)
  while (at !== -1 && at + 4 <= next) {
    const size = hints[word(message, at)]
    const value = at + 4
    at = value + word(message, at + 2)
    if (size !== undefined) for (let one = value; one + size <= Math.min(at, next); one += size) found.push([one, size])
  }
  return found
}
