import { setTimeout } from 'node:timers/promises'
import type { UpstreamEndpoint } from '../config/config.ts'
import { CLASS_IN, flag, rcode, type } from '../dns/codes.ts'
import { writeWord } from '../dns/reply.ts'
import { readResponse } from '../dns/response.ts'
import { upstreamsOf } from './routes.ts'

/** What came of asking a server: an answer after so many milliseconds, a refusal, or nothing in time. */
export type Probed = { readonly kind: 'answers'; readonly ms: number } | { readonly kind: 'refuses' | 'silent' }

/** Milliseconds that a server gets: over TLS there is a handshake in it. */
const PATIENCE = 3000

/** Asks a server for the name servers of the root, which every server knows and no filter closes. `ticks` only goes forward, in milliseconds. */
export async function probe(
  endpoint: UpstreamEndpoint,
  ticks: () => number = () => performance.now(),
  patience = PATIENCE,
): Promise<Probed> {
  const upstream = upstreamsOf([endpoint], {}, ticks)
  try {
    const query = new Uint8Array(17)
    writeWord(query, 2, flag.RD)
    query[5] = 1
    writeWord(query, writeWord(query, 13, type.NS), CLASS_IN)
    const question = query.slice(12)
    const began = ticks()
    const asked = upstream.exchange(query, question)
    const message = await Promise.race([asked, setTimeout(patience, 'timeout' as const, { ref: false })])
    if (typeof message === 'string') return { kind: 'silent' }
    const ms = Math.max(1, Math.round(ticks() - began))
    return readResponse(message, question)?.rcode === rcode.NOERROR ? { kind: 'answers', ms } : { kind: 'refuses' }
  } finally {
    upstream.close()
  }
}
