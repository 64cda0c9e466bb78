import { addressBytes } from '../dns/address.ts'
import { rcode, type } from '../dns/codes.ts'
import type { ExtendedError } from '../dns/reply.ts'
import {
  ednsSize,
  finishEdns,
  nodata,
  nxdomain,
  record,
  refused,
  startReply,
  truncated,
  writeRecord,
  writeWord,
} from '../dns/reply.ts'
import type { Query } from '../dns/scan.ts'
import type { Entry } from '../policy/compile.ts'
import type { BlockError } from './block-error.ts'

/**
 * The reply to a blocked query, in the look that its group has for it. Without one it is NODATA, not NXDOMAIN: "there is no such name" about a parent
 * would let a stub deny a child that a grant opens (RFC 8020). Canaries must not exist, or they would switch the side door on; special-use names do not
 * exist (RFC 6761), which is no refusal and needs no reason. `local`: our own address that the query came in on.
 */
export function blocked(
  packet: Uint8Array,
  query: Query,
  { decision, look }: Pick<Entry, 'decision' | 'look'>,
  local: string,
  ttl: number,
  error: BlockError,
  out: Uint8Array,
): number {
  const { kind } = decision.reason
  if (kind === 'canary' && isResolverArpa(packet, query)) return nodata(packet, query, out, ttl, error)
  if (kind === 'canary') return nxdomain(packet, query, out, ttl, error)
  if (kind === 'special-use') return nxdomain(packet, query, out, ttl)
  switch (look) {
    case 'nodata':
      return nodata(packet, query, out, ttl, error)
    case 'nxdomain':
      return nxdomain(packet, query, out, ttl, error)
    case 'page':
      return own(packet, query, local, ttl, out, error)
    case 'null':
      return own(packet, query, query.type === type.AAAA ? '::' : '0.0.0.0', ttl, out, error)
    case 'refused':
      return refused(packet, query, out, error)
    default:
      return look satisfies never
  }
}

/** The reply for a name that is ours: the address of this box for the school's page, the loopback for `localhost`. */
export function own(
  packet: Uint8Array,
  query: Query,
  address: string,
  ttl: number,
  out: Uint8Array,
  error?: BlockError,
): number {
  const rdata = addressBytes(address)
  const fits = rdata !== undefined && query.type === (rdata.length === 4 ? type.A : type.AAAA)
  if (!fits) return nodata(packet, query, out, ttl, error)
  return record(packet, query, out, query.type, ttl, rdata, error?.forged)
}

/** Records of the question's own name and type, which may be none. */
export function records(
  packet: Uint8Array,
  query: Query,
  ttl: number,
  all: readonly Uint8Array[],
  room: number,
  out: Uint8Array,
): number {
  if (all.length === 0) return nodata(packet, query, out, ttl)
  const size = all.reduce((sum, rdata) => sum + 12 + rdata.length, query.name.end + 4)
  if (size + ednsSize(query) > room) return truncated(packet, query, out)
  let at = startReply(packet, query, out, rcode.NOERROR)
  writeWord(out, 6, all.length)
  for (const rdata of all) at = writeRecord(out, at, query.type, ttl, rdata)
  return finishEdns(query, out, at)
}

/** "Ask for what you need": the answer to ANY (RFC 8482 section 4.2), small and the same for every name. */
export function minimalAny(packet: Uint8Array, query: Query, ttl: number, out: Uint8Array): number {
  return record(packet, query, out, HINFO, ttl, hinfo)
}

const HINFO = 13
const hinfo = Uint8Array.from([7, ...Buffer.from('RFC8482'), 0])

/** The reply for a name with a safer twin: an alias, and the addresses (rdata of the type asked) that the upstream gave for the twin. */
export function rewritten(
  packet: Uint8Array,
  query: Query,
  alias: Uint8Array,
  addresses: readonly Uint8Array[],
  how: { readonly mostTtl: number; readonly room: number; readonly error: ExtendedError },
  out: Uint8Array,
): number {
  const size = addresses.reduce((sum, rdata) => sum + 12 + rdata.length, query.name.end + 4 + 12 + alias.length)
  if (size + ednsSize(query, how.error) > how.room) return truncated(packet, query, out)
  const ttl = Math.min(how.mostTtl, MOST_ALIAS_TTL)
  let at = startReply(packet, query, out, rcode.NOERROR)
  writeWord(out, 6, 1 + addresses.length)
  const aliasAt = at + 12
  at = writeRecord(out, at, type.CNAME, ttl, alias)
  for (const rdata of addresses) {
    const owner = at
    at = writeRecord(out, at, query.type, ttl, rdata)
    writeWord(out, owner, 0xc000 | aliasAt)
  }
  return finishEdns(query, out, at, how.error)
}

/** Seconds; a change of mode must not wait long. */
const MOST_ALIAS_TTL = 300

/** `resolver.arpa` exists but offers nothing: NODATA ends discovery (RFC 9462 section 6.4). */
function isResolverArpa(packet: Uint8Array, query: Query): boolean {
  return query.name.count >= 2 && packet[query.name.at[query.name.count - 1]!] === 4
}
