import { flag, type } from './codes.ts'
import type { Response } from './response.ts'
import { readResponse } from './response.ts'
import { skipName, word } from './scan.ts'
import type { Run } from './svcb-params.ts'
import { ECH, MANDATORY, paramsOf } from './svcb-params.ts'

/** An upstream's answer: its bytes, good up to `response.end`, and what was read of them. */
export interface Answered {
  readonly message: Uint8Array
  readonly response: Response
}

/**
 * An answer whose SVCB and HTTPS records have lost their `ech` parameter (RFC 9460, RFC 9848), its mention in `mandatory`, and with them the signatures
 * over those records and the AD bit, which would not hold any more. All else stays. The very same where there is none; undefined where such a record is
 * malformed (RFC 9460 section 2.2), which may not be passed on unread.
 */
export function withoutEch(given: Answered): Answered | undefined {
  const found = readRecords(given)
  if (found === undefined) return undefined
  if (found.cuts.length === 0) return given
  const { counts } = found
  const cuts = [...found.cuts]
  for (const { from, to, section } of found.signatures) {
    cuts.push({ from, to })
    counts[section]! -= 1
  }
  return rebuilt(
    given,
    cuts.sort((a, b) => a.from - b.from),
    found,
  )
}

interface Found {
  /** What is left out. */
  readonly cuts: Run[]
  /** The signatures over SVCB and HTTPS records, each a whole record. */
  readonly signatures: (Run & { readonly section: number })[]
  /** Lengths that change with the cuts within what they count: where each stands, and what it says then. */
  readonly lengths: { readonly at: number; readonly value: number }[]
  /** Where compression pointers stand. */
  readonly pointers: number[]
  /** Records of the answer, authority and additional section. */
  readonly counts: [number, number, number]
}

function readRecords({ message, response }: Answered): Found | undefined {
  const counts: Found['counts'] = [response.answers, response.authorities, response.additionals]
  const found: Found = { cuts: [], signatures: [], lengths: [], pointers: [], counts }
  let at = skipName(message, 12, response.end) + 4
  for (const [section, count] of counts.entries()) {
    for (let n = count; n > 0; n -= 1) {
      const behindOwner = skipName(message, at, response.end)
      const kind = word(message, behindOwner)
      const rdata = behindOwner + 10
      const next = rdata + word(message, behindOwner + 8)
      notePointers(message, [at, ...nameOffsets(message, kind, rdata, next)], found)
      if (kind === type.SVCB || kind === type.HTTPS) {
        if (!readParams(message, rdata, next, found)) return undefined
      } else if (kind === type.RRSIG && covers(word(message, rdata)))
        found.signatures.push({ from: at, to: next, section })
      at = next
    }
  }
  return found
}

const covers = (kind: number): boolean => kind === type.SVCB || kind === type.HTTPS

/** Notes what to cut of one record's parameters; returns false where they are malformed: out of order, given twice, or not filling the record. */
function readParams(message: Uint8Array, rdata: number, next: number, found: Found): boolean {
  const params = paramsOf(message, rdata, next)
  if (params === undefined) return false
  const ech = params.get(ECH)
  if (ech === undefined) return true
  const mandatory = params.get(MANDATORY)
  const mention = mandatory && mentionOf(message, mandatory, found)
  if (mandatory && mention === undefined) return false
  const cuts = [...(mention ?? []), ech]
  const size = cuts.reduce((sum, { from, to }) => sum + to - from, 0)
  found.cuts.push(...cuts)
  found.lengths.push({ at: rdata - 2, value: next - rdata - size })
  return true
}

/** What to cut of the list of mandatory keys, which may not name a key that is not there; undefined where it is malformed. */
function mentionOf(message: Uint8Array, { from, to }: Run, found: Found): readonly Run[] | undefined {
  const size = to - from - 4
  if (size === 0 || size % 2 === 1) return undefined
  for (let at = from + 4; at < to; at += 2) {
    if (word(message, at) !== ECH) continue
    if (size === 2) return [{ from, to }]
    found.lengths.push({ at: from + 2, value: size - 2 })
    return [{ from: at, to: at + 2 }]
  }
  return []
}

/** Types whose rdata has names that may be compressed (RFC 3597 section 4, and those that some servers compress all the same): bytes before the first, and how many. */
const namesIn: Readonly<Record<number, readonly [skip: number, count: number]>> = {
  [type.NS]: [0, 1],
  [type.CNAME]: [0, 1],
  [type.SOA]: [0, 2],
  [type.PTR]: [0, 1],
  14: [0, 2],
  [type.MX]: [2, 1],
  17: [0, 2],
  18: [2, 1],
  21: [2, 1],
  [type.SRV]: [6, 1],
  36: [2, 1],
  [type.DNAME]: [0, 1],
  [type.SVCB]: [2, 1],
  [type.HTTPS]: [2, 1],
}

function nameOffsets(message: Uint8Array, kind: number, rdata: number, next: number): readonly number[] {
  const [skip, count] = namesIn[kind] ?? [0, 0]
  const offsets: number[] = []
  for (let at = rdata + skip, n = 0; n < count && at !== -1 && at < next; n += 1) {
    offsets.push(at)
    at = skipName(message, at, next)
  }
  return offsets
}

function notePointers(message: Uint8Array, names: readonly number[], { pointers }: Found): void {
  for (const name of names) {
    let at = name
    while (at < message.length && message[at]! > 0 && message[at]! < 64) at += message[at]! + 1
    if (message[at]! >= 0xc0) pointers.push(at)
  }
}

/** Puts the answer together without the cuts, which are in order; undefined where a name leads into one. */
function rebuilt({ message, response }: Answered, cuts: readonly Run[], found: Found): Answered | undefined {
  const places = placesOf(response.end, cuts)
  const out = new Uint8Array(places[response.end]!)
  let start = 0
  for (const { from, to } of [...cuts, { from: response.end, to: response.end }]) {
    if (from > start) out.set(message.subarray(start, from), places[start]!)
    start = to
  }
  const put = (at: number, value: number) => {
    out[at] = value >> 8
    out[at + 1] = value
  }
  for (const { at, value } of found.lengths) if (places[at] !== CUT) put(places[at]!, value)
  for (const at of found.pointers) {
    const target = places[word(message, at) & 0x3fff]
    if (places[at] === CUT) continue
    if (target === undefined || target === CUT) return undefined
    put(places[at]!, 0xc000 | target)
  }
  put(2, word(message, 2) & ~flag.AD)
  for (const [section, count] of found.counts.entries()) put(6 + section * 2, count)
  const question = out.slice(12, skipName(out, 12, out.length) + 4)
  const read = readResponse(out, question)
  return read && { message: out, response: read }
}

/** Where a byte goes that is left out. */
const CUT = -1

/** Where each byte goes, and what is behind the last: looked up for every pointer of up to 64 kB of records, so worked out once. */
function placesOf(end: number, cuts: readonly Run[]): Int32Array {
  const places = new Int32Array(end + 1)
  let place = 0
  let cut = 0
  for (let at = 0; at <= end; at += 1) {
    while (cut < cuts.length && at >= cuts[cut]!.to) cut += 1
    const isCut = cut < cuts.length && at >= cuts[cut]!.from
    places[at] = isCut ? CUT : place
    if (!isCut) place += 1
  }
  return places
}
