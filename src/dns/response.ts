import { CLASS_IN, flag, rcode, type } from './codes.ts'
import { lowered, MAX_LABELS } from './labels.ts'
import { isPrivateAddress } from './private-address.ts'
import { long, skipName, word } from './scan.ts'
import { hintsOf } from './svcb-hints.ts'
import { ECH, paramsOf } from './svcb-params.ts'

/** What we must know of an upstream's answer to pass it on: the bytes themselves stay as they are. */
export interface Response {
  readonly rcode: number
  readonly truncated: boolean
  /** Where the records end that we pass on: before the upstream's OPT record, which speaks of its own connection only. */
  readonly end: number
  /** Record counts of the three sections, that OPT and what follows it left out. */
  readonly answers: number
  readonly authorities: number
  readonly additionals: number
  /**
   * Offsets of the TTLs, and of the SOA minimum of a negative answer, which devices read as one (RFC 2308 section 5). Not of a signed SOA's: changed,
   * it would be no longer what was signed (RFC 4035 section 5.3), and its TTL says enough.
   */
  readonly ttlsAt: readonly number[]
  /** Whether it says that there is no such name or record. */
  readonly negative: boolean
  /** Seconds the answer may be kept, or undefined where nothing says so. */
  readonly ttl: number | undefined
  /** The names this answer leads on to, uncompressed and in lower case: CNAME, DNAME, SVCB and HTTPS targets. */
  readonly targets: readonly Uint8Array[]
  /** Whether an SVCB or HTTPS record has a key that hides names (ECH), or is malformed so that it might: not for who gets none. */
  readonly ech: boolean
  /** Whether it leads to this machine or a private network: by an A or AAAA record, or a hint of an SVCB or HTTPS one. */
  readonly private: boolean
}

/**
 * Reads an upstream's answer to the question of `packet`, which must be echoed: `question` is the query's bytes from 12 to the end of its
 * question. Undefined where the answer is malformed or answers something else.
 */
export function readResponse(packet: Uint8Array, question: Uint8Array): Response | undefined {
  const start = 12 + question.length
  if (packet.length < start || (word(packet, 2) & flag.QR) === 0 || word(packet, 4) !== 1) return undefined
  for (let at = 0; at < question.length; at += 1) {
    if (lowered[packet[12 + at]!] !== lowered[question[at]!]) return undefined
  }
  return readRecords(packet, start)
}

/** The rdata of the answer's records of one type, in a message that {@link readResponse} found sound; `questionEnd` is where its question ends. */
export function rdataOf(
  message: Uint8Array,
  questionEnd: number,
  answers: number,
  kind: number,
): readonly Uint8Array[] {
  const found: Uint8Array[] = []
  let at = questionEnd
  for (let record = 0; record < answers; record += 1) {
    const fixed = skipName(message, at, message.length)
    at = fixed + 10 + word(message, fixed + 8)
    if (word(message, fixed) === kind && word(message, fixed + 2) === CLASS_IN)
      found.push(message.slice(fixed + 10, at))
  }
  return found
}

/** A TTL with its top bit set counts as none (RFC 2181 section 8). */
export function readTtl(packet: Uint8Array, at: number): number {
  const ttl = long(packet, at)
  return ttl > 0x7fffffff ? 0 : ttl
}

/** The name at `offset`, pointers followed, in lower case; undefined where it is malformed. Pointers must lead backwards, and there is at most one for each label, so it ends soon. */
export function expandName(packet: Uint8Array, offset: number): Uint8Array | undefined {
  const name: number[] = []
  let at = offset
  let lowest = offset
  let pointers = 0
  for (;;) {
    const size = packet[at]
    if (size === undefined || name.length + size > 254) return undefined
    if (size === 0) break
    if (size >= 0xc0) {
      if (at + 1 >= packet.length) return undefined
      const to = word(packet, at) & 0x3fff
      pointers += 1
      if (to >= lowest || pointers > MAX_LABELS) return undefined
      at = to
      lowest = to
      continue
    }
    if (size > 63 || at + 1 + size > packet.length) return undefined
    for (let i = at; i <= at + size; i += 1) name.push(lowered[packet[i]!]!)
    at += size + 1
  }
  return Uint8Array.from([...name, 0])
}

interface Draft {
  ttlsAt: number[]
  minimaAt: number[]
  soaIsSigned: boolean
  least: number | undefined
  soa: number | undefined
  ech: boolean
  private: boolean
  /** How many SVCB and HTTPS records there are. */
  services: number
  targets: Uint8Array[]
}

function readRecords(packet: Uint8Array, start: number): Response | undefined {
  const kept = [0, 0, 0]
  const nothing = { least: undefined, soa: undefined, soaIsSigned: false, ech: false, private: false, services: 0 }
  const draft: Draft = { ...nothing, ttlsAt: [], minimaAt: [], targets: [] }
  let at = start
  let end = start
  let extended: number | undefined
  for (const section of sectionsOf(packet)) {
    const behindOwner = skipName(packet, at, packet.length)
    if (behindOwner === -1 || behindOwner + 10 > packet.length) return undefined
    at = behindOwner + 10 + word(packet, behindOwner + 8)
    if (at > packet.length) return undefined
    if (word(packet, behindOwner) === type.OPT) {
      if (extended !== undefined) return undefined
      extended = packet[behindOwner + 4]! << 4
    } else if (extended === undefined) {
      if (!readRecord(packet, behindOwner, at, section, draft)) return undefined
      kept[section]! += 1
      end = at
    }
  }
  const code = (packet[3]! & flag.RCODE) | (extended ?? 0)
  return {
    rcode: code,
    truncated: (word(packet, 2) & flag.TC) !== 0,
    end,
    answers: kept[0]!,
    authorities: kept[1]!,
    additionals: kept[2]!,
    ttlsAt: draft.soaIsSigned ? draft.ttlsAt : [...draft.ttlsAt, ...draft.minimaAt],
    negative: isNegative(code, kept[0]!, draft),
    ttl: lifetime(code, kept[0]!, draft),
    ech: draft.ech,
    private: draft.private,
    targets: draft.targets,
  }
}

/** The section of each record in turn: 0 answer, 1 authority, 2 additional. */
function* sectionsOf(packet: Uint8Array): Generator<number> {
  for (let section = 0; section < 3; section += 1) {
    for (let n = word(packet, 6 + section * 2); n > 0; n -= 1) yield section
  }
}

/** Each target, and each record that may have ECH, is looked at for each asker; no honest answer has so many. */
const MOST = { targets: 64, services: 64 }

/** Notes what one record means to us. `at` is the offset of its type. Returns false where its rdata is malformed. */
function readRecord(packet: Uint8Array, at: number, next: number, section: number, draft: Draft): boolean {
  const kind = word(packet, at)
  const rdata = at + 10
  const ttl = readTtl(packet, at + 4)
  draft.ttlsAt.push(at + 4)
  if (isService(kind) && !readService(packet, rdata, next, draft)) return false
  if (leadsHome(packet, kind, rdata, next)) draft.private = true
  if (section < 2 && (draft.least === undefined || ttl < draft.least)) draft.least = ttl
  if (word(packet, at + 2) !== CLASS_IN) return true
  if (section === 1 && kind === type.SOA && next - rdata >= 22) {
    draft.minimaAt.push(next - 4)
    draft.soa = Math.min(ttl, readTtl(packet, next - 4))
  }
  if (section === 1 && kind === type.RRSIG && word(packet, rdata) === type.SOA) draft.soaIsSigned = true
  if (section !== 0) return true
  const targetAt = targetOffset(kind, rdata)
  if (targetAt === undefined) return true
  const target = expandName(packet, targetAt)
  if (target === undefined) return false
  // An SVCB target of "." is the owner itself (RFC 9460 section 2.5).
  if (target.length > 1) draft.targets.push(target)
  return draft.targets.length <= MOST.targets
}

const isService = (kind: number): boolean => kind === type.SVCB || kind === type.HTTPS

/** Notes what an SVCB or HTTPS record means to who gets no ECH. Returns false where there are too many of them. */
function readService(packet: Uint8Array, rdata: number, next: number, draft: Draft): boolean {
  const params = paramsOf(packet, rdata, next)
  if (params === undefined || params.has(ECH)) draft.ech = true
  draft.services += 1
  return draft.services <= MOST.services
}

function leadsHome(packet: Uint8Array, kind: number, rdata: number, next: number): boolean {
  if (kind === type.A || kind === type.AAAA) return isPrivateAddress(packet, rdata, next - rdata)
  return isService(kind) && hintsOf(packet, rdata, next).some(([at, size]) => isPrivateAddress(packet, at, size))
}

function targetOffset(kind: number, rdata: number): number | undefined {
  if (kind === type.CNAME || kind === type.DNAME) return rdata
  if (isService(kind)) return rdata + 2
  return undefined
}

function isNegative(code: number, answers: number, { soa }: Draft): boolean {
  return code === rcode.NXDOMAIN || (code === rcode.NOERROR && (answers === 0 || soa !== undefined))
}

/** Longest times an answer is kept, in seconds: a day, and an hour for "there is none" (RFC 2308 section 5). */
const longest = { positive: 86_400, negative: 3_600 }

function lifetime(code: number, answers: number, draft: Draft): number | undefined {
  const { least, soa } = draft
  // An alias that leads to nothing is kept no longer than the alias may be.
  if (isNegative(code, answers, draft)) {
    return soa === undefined ? undefined : Math.min(soa, least ?? soa, longest.negative)
  }
  if (code !== rcode.NOERROR || least === undefined) return undefined
  return Math.min(least, longest.positive)
}
