import { getPublicSuffix } from 'tldts'

/** A name under which everybody can register: closing it would close strangers, opening it would open them. */
export const isSuffix = (name: string): boolean => getPublicSuffix(name, options) === name

/** What it is given are names already, in lower case: no addresses of pages, no numbers. */
const options = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
} as const

const text = Buffer.alloc(256)

/** {@link isSuffix} of a name in wire form, lower case, `length` bytes with its root. For a million of them: it makes nothing but the text. */
export function isSuffixInWire(wire: Uint8Array, length: number): boolean {
  text.set(wire.subarray(0, length))
  for (let at = wire[0]! + 1; at < length - 1; at += wire[at]! + 1) text[at] = DOT
  return isSuffix(text.toString('latin1', 1, length - 1))
}

const DOT = 0x2e
