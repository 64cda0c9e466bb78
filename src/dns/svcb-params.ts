import { skipName, word } from './scan.ts'

/** Bytes of a message, from one offset to the one behind the last. */
export interface Run {
  readonly from: number
  readonly to: number
}

/** SvcParamKeys of RFC 9460 section 14.3.2, and of RFC 9848. */
export const MANDATORY = 0
export const ECH = 5

/**
 * Where each parameter of an SVCB or HTTPS record stands, key and length included. Undefined where they are malformed (RFC 9460 section 2.2): out of
 * order, given twice, or not filling the record.
 */
export function paramsOf(message: Uint8Array, rdata: number, next: number): ReadonlyMap<number, Run> | undefined {
  const params = new Map<number, Run>()
  let last = -1
  let at = skipName(message, rdata + 2, next)
  if (at === -1) return undefined
  while (at < next) {
    if (at + 4 > next) return undefined
    const key = word(message, at)
    const to = at + 4 + word(message, at + 2)
    if (key <= last || to > next) return undefined
    params.set(key, { from: at, to })
    last = key
    at = to
  }
  return params
}
