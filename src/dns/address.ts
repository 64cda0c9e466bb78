import type { Name } from './name.ts'

/** The bytes of an address, four or sixteen; undefined where the text is none. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return Uint8Array.from(text.split('.').map(Number))
  if (!text.includes(':')) return undefined
  const [head = '', tail] = text.replace(/%.*$/, '').split('::')
  const words = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)))
  const front = words(head)
  const back = words(tail ?? '')
  const zeros = tail === undefined ? [] : new Array<number>(8 - front.length - back.length).fill(0)
  return Uint8Array.from([...front, ...zeros, ...back].flatMap((word) => [word >> 8, word & 255]))
}

/** The name under which an address is looked up backwards (RFC 1035 section 3.5, RFC 3596 section 2.5); undefined where the text is none. */
export function reverseName(text: string): Name | undefined {
  const bytes = addressBytes(text)
  if (bytes === undefined) return undefined
  if (bytes.length === 4) return `${[...bytes].toReversed().join('.')}.in-addr.arpa` as Name
  const nibbles = [...bytes].flatMap((byte) => [byte >> 4, byte & 15])
  return `${nibbles
    .toReversed()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa` as Name
}
