import { OPTION_EDE, rcode, type, typeName } from '../dns/codes.ts'
import { textOfWire } from '../dns/name.ts'
import { expandName } from '../dns/response.ts'
import { long, skipName, word } from '../dns/scan.ts'
import type { TraceReply } from '../link.ts'

/** A reply of ours in words: rcode, the records of its answer, the least TTL, and the Extended DNS Error where it has one. */
export function readReply(reply: Uint8Array): TraceReply {
  const answers: string[] = []
  let ttl: number | undefined
  let error: TraceReply['error']
  let at = skipName(reply, 12, reply.length) + 4
  const [inAnswer, inAuthority, others] = [word(reply, 6), word(reply, 8), word(reply, 10)]
  for (let n = 0; n < inAnswer + inAuthority + others; n += 1) {
    const fixed = skipName(reply, at, reply.length)
    const kind = word(reply, fixed)
    const rdata = fixed + 10
    at = rdata + word(reply, fixed + 8)
    if (kind === type.OPT) error = extendedError(reply, rdata, at) ?? error
    else ttl = Math.min(ttl ?? Number.POSITIVE_INFINITY, long(reply, fixed + 4))
    if (n < inAnswer) answers.push(`${typeName(kind)} ${dataText(reply, kind, rdata, at)}`.trimEnd())
  }
  const code = reply[3]! & 15
  const name = Object.entries(rcode).find(([, value]) => value === code)?.[0] ?? String(code)
  return { rcode: name, answers, ...(ttl === undefined ? {} : { ttl }), ...(error === undefined ? {} : { error }) }
}

function dataText(reply: Uint8Array, kind: number, from: number, to: number): string {
  const size = to - from
  if (kind === type.A && size === 4) return reply.subarray(from, to).join('.')
  if (kind === type.AAAA && size === 16)
    return Array.from({ length: 8 }, (_, i) => word(reply, from + i * 2).toString(16)).join(':')
  const target = kind === type.CNAME ? expandName(reply, from) : undefined
  return target === undefined ? `(${size} bytes)` : textOfWire(target)
}

function extendedError(reply: Uint8Array, from: number, to: number): TraceReply['error'] {
  for (let at = from; at + 4 <= to; at += 4 + word(reply, at + 2)) {
    const size = word(reply, at + 2)
    if (word(reply, at) === OPTION_EDE && size >= 2)
      return { code: word(reply, at + 4), text: new TextDecoder().decode(reply.subarray(at + 6, at + 4 + size)) }
  }
  return undefined
}
