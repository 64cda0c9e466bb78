// Numbers of the protocol, as in the IANA registry "Domain Name System (DNS) Parameters".

export const type = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DNAME: 39,
  OPT: 41,
  RRSIG: 46,
  SVCB: 64,
  HTTPS: 65,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
} as const

export const rcode = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
  BADCOOKIE: 23,
} as const

/**
 * Reports whether a code speaks of the server that was asked, or of how it was asked, and says nothing of the name: another may know (RFC 9520 section 2), and
 * old data is better (RFC 8767 section 5).
 */
export const isFailure = (code: number): boolean =>
  code === rcode.SERVFAIL || code === rcode.REFUSED || code === rcode.FORMERR || code === rcode.NOTIMP

/** Extended DNS Errors, RFC 8914 section 4. */
export const ede = {
  OTHER: 0,
  STALE: 3,
  FORGED: 4,
  BLOCKED: 15,
  CENSORED: 16,
  FILTERED: 17,
  PROHIBITED: 18,
  STALE_NXDOMAIN: 19,
  NOT_AUTHORITATIVE: 20,
  NOT_SUPPORTED: 21,
  NETWORK_ERROR: 23,
} as const

/** Bits of the second 16-bit word of the header (RFC 1035 section 4.1.1, RFC 4035 section 3). */
export const flag = {
  QR: 0x8000,
  OPCODE: 0x7800,
  AA: 0x0400,
  TC: 0x0200,
  RD: 0x0100,
  RA: 0x0080,
  Z: 0x0040,
  AD: 0x0020,
  CD: 0x0010,
  RCODE: 0x000f,
} as const

export const CLASS_IN = 1

/** EDNS options: a cookie (RFC 7873 section 4), and an Extended DNS Error (RFC 8914 section 2). */
export const OPTION_COOKIE = 10
export const OPTION_EDE = 15

/** The largest answer we send or ask for over UDP, in bytes (DNS flag day 2020, RFC 9715). */
export const UDP_SIZE = 1232

/** The name of a record type, `TYPE123` (RFC 3597) where it has none here. */
export function typeName(code: number): string {
  return Object.entries(type).find(([, value]) => value === code)?.[0] ?? `TYPE${code}`
}

/** The code of a type's name. Undefined where it is neither a known name nor `TYPE` and a number. */
export function typeCode(name: string): number | undefined {
  const known = (type as Readonly<Record<string, number>>)[name.toUpperCase()]
  const numbered = /^TYPE(\d{1,5})$/i.exec(name)
  return known ?? (numbered ? Number(numbered[1]) : undefined)
}
