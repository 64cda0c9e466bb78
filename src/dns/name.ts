declare const canonical: unique symbol

/** A domain name in canonical text: lower case, no trailing dot, odd bytes escaped as `\ddd` (RFC 1035 section 5.1, RFC 4343). The root is ''. */
export type Name = string & { readonly [canonical]: 'Name' }

/** Why a text is not a domain name. */
export type NameProblem = 'empty' | 'too-long' | 'label-too-long' | 'empty-label' | 'odd-character'

/** Makes a {@link Name} of a text that a person typed, a full address (`https://...`) included. Returns the problem if it is no host name. */
export function readName(text: string): { readonly name: Name } | { readonly problem: NameProblem } {
  let host = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^[^@]*@/, '')
    .replace(/:\d+$/, '')
  host = host.replace(/^\*\./, '').replace(/\.$/, '')
  if (host === '') return { problem: 'empty' }
  // The WHATWG parser turns Unicode into punycode and lower-cases, as browsers do; it would also read `1.2` as an address.
  const ascii = /[^\u0021-\u007e]/.test(host) ? URL.parse(`http://${host}/`)?.hostname : host.toLowerCase()
  if (ascii === undefined) return { problem: 'odd-character' }
  if (ascii.length > 253) return { problem: 'too-long' }
  for (const label of ascii.split('.')) {
    if (label === '') return { problem: 'empty-label' }
    if (label.length > 63) return { problem: 'label-too-long' }
    if (!/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label)) return { problem: 'odd-character' }
  }
  return { name: ascii as Name }
}

/** {@link readName} for names that are ours and known to be right. Throws on a bad one. */
export function name(text: string): Name {
  const read = readName(text)
  if ('problem' in read) throw new Error(`"${text}" is not a domain name (${read.problem})`)
  return read.name
}

/** Yields `name` and every parent, longest first: `a.b.org`, `b.org`, `org`. */
export function* selfAndParents(name: Name): Generator<Name> {
  yield name
  for (const { 0: dot, index } of name.matchAll(borders)) if (dot === '.') yield name.slice(index + 1) as Name
}

/** Dots between labels, and what is escaped, so that an escaped dot is passed over. */
const borders = /\\.|\./gs

/** The text of the name at `offset` in `wire`, which must hold an uncompressed, checked name. A dot or odd byte in a label is escaped. */
export function textOfWire(wire: Uint8Array, offset = 0): Name {
  let text = ''
  for (let at = offset; wire[at] !== 0; ) {
    const end = at + 1 + wire[at]!
    if (text !== '') text += '.'
    for (at += 1; at < end; at += 1) text += textOfByte(wire[at]!)
  }
  return text as Name
}

/** The wire form of a {@link Name}, ending in the root's zero. Throws RangeError where a label or the name is too long. */
export function wireOfName(name: Name): Uint8Array {
  const labels: number[][] = [[]]
  for (const [text, code, escaped] of name.matchAll(/\\(\d{3})|\\(.)|./gs)) {
    if (text === '.') labels.push([])
    else labels.at(-1)!.push(code === undefined ? (escaped ?? text).charCodeAt(0) : Number(code))
  }
  const bytes: number[] = []
  for (const octets of name === '' ? [] : labels) {
    if (octets.length === 0 || octets.length > 63 || octets.some((octet) => octet > 255))
      throw new RangeError(`bad label in "${name}"`)
    bytes.push(octets.length, ...octets)
  }
  bytes.push(0)
  if (bytes.length > 255) throw new RangeError(`name longer than 255 bytes: ${name}`)
  return Uint8Array.from(bytes)
}

function textOfByte(byte: number): string {
  if (byte >= 0x41 && byte <= 0x5a) return String.fromCharCode(byte + 32)
  if (byte === 0x2e || byte === 0x5c) return `\\${String.fromCharCode(byte)}`
  if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte)
  return `\\${String(byte).padStart(3, '0')}`
}
