import { CLASS_IN, flag, OPTION_COOKIE, OPTION_EDE, rcode, type, UDP_SIZE } from './codes.ts'
import type { Query } from './scan.ts'
import { word } from './scan.ts'

// One function per kind of reply. Each writes into `out` (at least 512 bytes) and returns the reply's length. `packet` is the query.

/** Most seconds that devices may keep an answer we made ourselves: a grant must not wait for it. */
export const MADE_TTL = 10

/** An Extended DNS Error: its code and a short sentence without personal data (RFC 8914). */
export interface ExtendedError {
  readonly code: number
  readonly text: Uint8Array
}

/** The query could not be read. Twelve bytes: nothing of it can be trusted but its id (RFC 1035 section 4.1.1, RFC 8906 section 3.1.4). */
export function formerr(query: Query, out: Uint8Array): number {
  return headerOnly(query, rcode.FORMERR, out)
}

/** We do not know this opcode; it is echoed (RFC 1035 section 4.1.1). */
export function notimp(query: Query, out: Uint8Array): number {
  return headerOnly(query, rcode.NOTIMP, out)
}

/** We speak EDNS version 0 only (RFC 6891 section 6.1.3). */
export function badvers(packet: Uint8Array, query: Query, out: Uint8Array): number {
  return finish(packet, query, out, rcode.BADVERS, undefined)
}

/** We could not find out; says nothing about the name. */
export function servfail(packet: Uint8Array, query: Query, out: Uint8Array, error?: ExtendedError): number {
  return finish(packet, query, out, rcode.SERVFAIL, error)
}

/** We do not answer this asker, or this kind of question. */
export function refused(packet: Uint8Array, query: Query, out: Uint8Array, error?: ExtendedError): number {
  return finish(packet, query, out, rcode.REFUSED, error)
}

/** The answer is too long for the datagram: nothing of it is given, and the asker comes back over TCP (RFC 2181 section 9). */
export function truncated(packet: Uint8Array, query: Query, out: Uint8Array): number {
  const length = finish(packet, query, out, rcode.NOERROR, undefined)
  out[2]! |= flag.TC >> 8
  return length
}

/** The name exists, but not with this type. Carries an SOA so that devices may keep the answer for `ttl` seconds (RFC 2308 section 2.2). */
export function nodata(packet: Uint8Array, query: Query, out: Uint8Array, ttl: number, error?: ExtendedError): number {
  return negative(packet, query, out, rcode.NOERROR, ttl, error)
}

/** The name does not exist. With an SOA, as {@link nodata} (RFC 2308 section 2.1). */
export function nxdomain(
  packet: Uint8Array,
  query: Query,
  out: Uint8Array,
  ttl: number,
  error?: ExtendedError,
): number {
  return negative(packet, query, out, rcode.NXDOMAIN, ttl, error)
}

/** One record of the question's own name. */
export function record(
  packet: Uint8Array,
  query: Query,
  out: Uint8Array,
  recordType: number,
  ttl: number,
  rdata: Uint8Array,
  error?: ExtendedError,
): number {
  const at = startReply(packet, query, out, rcode.NOERROR)
  out[7] = 1
  return finishEdns(query, out, writeRecord(out, at, recordType, ttl, rdata), error)
}

/** Writes the header and the question, in the asker's own letters. Returns the offset behind them. */
export function startReply(packet: Uint8Array, query: Query, out: Uint8Array, code: number): number {
  writeHeader(query, out, code)
  out[5] = 1
  const end = query.name.end + 4
  for (let at = 12; at < end; at += 1) out[at] = packet[at]!
  return end
}

/** Writes a record whose owner is the question's name. Returns the offset behind it. */
export function writeRecord(
  out: Uint8Array,
  start: number,
  recordType: number,
  ttl: number,
  rdata: Uint8Array,
): number {
  let at = writeWord(out, start, 0xc00c)
  at = writeWord(out, at, recordType)
  at = writeWord(out, at, CLASS_IN)
  at = writeLong(out, at, ttl)
  at = writeWord(out, at, rdata.length)
  out.set(rdata, at)
  return at + rdata.length
}

/** Adds our OPT record if the query had one (RFC 6891 section 6.1.1), with the error if there is one and the cookie if the query had one. Returns the reply's length. */
export function finishEdns(
  query: Query,
  out: Uint8Array,
  start: number,
  error?: ExtendedError,
  extendedRcode = 0,
): number {
  if (!query.edns) return start
  writeWord(out, 10, word(out, 10) + 1)
  let at = start
  out[at] = 0
  at = writeWord(out, at + 1, type.OPT)
  at = writeWord(out, at, UDP_SIZE)
  out[at] = extendedRcode >> 4
  out[at + 1] = 0
  at = writeWord(out, at + 2, query.dnssecOk ? 0x8000 : 0)
  if (error === undefined && !query.hasCookie) return writeWord(out, at, 0)
  at = writeWord(out, at, ednsSize(query, error) - 11)
  if (query.hasCookie) at = writeCookie(out, at, query.cookie)
  if (error === undefined) return at
  at = writeWord(out, at, OPTION_EDE)
  at = writeWord(out, at, 2 + error.text.length)
  at = writeWord(out, at, error.code)
  out.set(error.text, at)
  return at + error.text.length
}

/** Bytes that {@link finishEdns} adds. */
export function ednsSize(query: Query, error?: ExtendedError): number {
  if (!query.edns) return 0
  return 11 + (error === undefined ? 0 : 6 + error.text.length) + (query.hasCookie ? 4 + query.cookie.length : 0)
}

function writeCookie(out: Uint8Array, start: number, cookie: Uint8Array): number {
  const at = writeWord(out, writeWord(out, start, OPTION_COOKIE), cookie.length)
  out.set(cookie, at)
  return at + cookie.length
}

/** Writes a 16-bit word, and returns the offset behind it. */
export function writeWord(out: Uint8Array, at: number, value: number): number {
  out[at] = value >> 8
  out[at + 1] = value
  return at + 2
}

/** Writes a 32-bit number, and returns the offset behind it. */
export function writeLong(out: Uint8Array, at: number, value: number): number {
  out[at] = value >>> 24
  out[at + 1] = value >>> 16
  out[at + 2] = value >>> 8
  out[at + 3] = value
  return at + 4
}

function headerOnly(query: Query, code: number, out: Uint8Array): number {
  writeHeader(query, out, code)
  out[5] = 0
  return 12
}

function writeHeader(query: Query, out: Uint8Array, code: number): void {
  out[0] = query.id >> 8
  out[1] = query.id
  out[2] = (flag.QR | (query.flags & (flag.OPCODE | flag.RD))) >> 8
  out[3] = flag.RA | (query.flags & flag.CD) | (code & flag.RCODE)
  for (let at = 4; at < 12; at += 1) out[at] = 0
}

function finish(
  packet: Uint8Array,
  query: Query,
  out: Uint8Array,
  code: number,
  error: ExtendedError | undefined,
): number {
  return finishEdns(query, out, startReply(packet, query, out, code), error, code)
}

/** mname and rname are the root; serial, refresh, retry, expire; the minimum is written behind. */
const soaRdata = Uint8Array.from([
  0,
  0,
  ...[1, 3600, 600, 86400, 0].flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
])

function negative(
  packet: Uint8Array,
  query: Query,
  out: Uint8Array,
  code: number,
  ttl: number,
  error: ExtendedError | undefined,
): number {
  let at = startReply(packet, query, out, code)
  out[9] = 1
  at = writeRecord(out, at, type.SOA, ttl, soaRdata)
  writeLong(out, at - 4, ttl)
  return finishEdns(query, out, at, error)
}
