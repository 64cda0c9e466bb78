import { OPTION_COOKIE, type } from './codes.ts'
import { long, skipName, word } from './scan.ts'
import { sipHash } from './siphash.ts'

/** Bytes of a client's cookie, and the fewest and most of a server's (RFC 7873 section 4). */
export const COOKIE = { client: 8, least: 8, most: 32 }

/** Version of a server cookie that servers of all kinds understand (RFC 9018 section 4.1). */
const VERSION = 1

/**
 * Writes our cookie for a client behind its own, into 24 bytes that begin with the client's (RFC 9018 section 4). `address` is the client's, four or
 * sixteen bytes; `seconds` since 1970; `secret` has 16 bytes.
 */
export function writeServerCookie(cookie: Uint8Array, address: Uint8Array, seconds: number, secret: Uint8Array): void {
  const input = new Uint8Array(COOKIE.client + 8 + address.length)
  input.set(cookie.subarray(0, COOKIE.client))
  input[8] = VERSION
  input[12] = seconds >>> 24
  input[13] = seconds >>> 16
  input[14] = seconds >>> 8
  input[15] = seconds
  input.set(address, 16)
  cookie.set(input.subarray(8, 16), COOKIE.client)
  cookie.set(sipHash(secret, input), 16)
}

/** What the OPT record of a response says: the code in full, and the first cookie, if it has one. */
export interface OptSaid {
  readonly rcode: number
  readonly cookie: Uint8Array | undefined
}

/** Finds the OPT record of a response (RFC 6891 section 6.1). Undefined where it has none, or cannot be read. */
export function optOf(message: Uint8Array): OptSaid | undefined {
  let at = 12
  for (let left = word(message, 4); left > 0 && at !== -1; left -= 1) at = behind(message, at, 4)
  const others = word(message, 6) + word(message, 8)
  for (let left = others + word(message, 10), seen = 0; left > 0 && at !== -1; left -= 1, seen += 1) {
    const fixed = skipName(message, at, message.length)
    const end = fixed === -1 || fixed + 10 > message.length ? -1 : fixed + 10 + word(message, fixed + 8)
    if (end === -1 || end > message.length) return undefined
    if (seen >= others && word(message, fixed) === type.OPT) {
      const rcode = ((long(message, fixed + 4) >>> 20) & 0xff0) | (message[3]! & 15)
      return { rcode, cookie: cookieIn(message.subarray(fixed + 10, end)) }
    }
    at = end
  }
  return undefined
}

function behind(message: Uint8Array, at: number, more: number): number {
  const end = skipName(message, at, message.length)
  return end === -1 ? -1 : end + more
}

function cookieIn(options: Uint8Array): Uint8Array | undefined {
  for (let at = 0; at + 4 <= options.length; at += 4 + word(options, at + 2)) {
    if (word(options, at) === OPTION_COOKIE) return options.slice(at + 4, at + 4 + word(options, at + 2))
  }
  return undefined
}
