import { type } from './codes.ts'
import { writeLong } from './reply.ts'
import type { Response } from './response.ts'
import { expandName, readTtl } from './response.ts'
import { skipName, word } from './scan.ts'

/**
 * Gives the records of each set (same owner, class and type) one TTL, the lowest that any of them has (RFC 2181 section 5.2). Changes `message`, in which
 * {@link Response} was read; `questionEnd` is where its question ends.
 */
export function levelTtls(message: Uint8Array, response: Response, questionEnd: number): void {
  if (response.ttlsAt.every((at) => readTtl(message, at) === readTtl(message, response.ttlsAt[0]!))) return
  const lowest = new Map<string, number>()
  const places: (readonly [set: string, at: number])[] = []
  let at = questionEnd
  for (let left = response.answers + response.authorities + response.additionals; left > 0; left -= 1) {
    const behindOwner = skipName(message, at, message.length)
    const set = setOf(message, at, behindOwner)
    const ttl = readTtl(message, behindOwner + 4)
    lowest.set(set, Math.min(ttl, lowest.get(set) ?? ttl))
    places.push([set, behindOwner + 4])
    at = behindOwner + 10 + word(message, behindOwner + 8)
  }
  for (const [set, place] of places) writeLong(message, place, lowest.get(set)!)
}

/** A set as text. Signatures over different types are no set (RFC 4034 section 3): the type that one covers tells them apart. */
function setOf(message: Uint8Array, owner: number, behindOwner: number): string {
  const kind = word(message, behindOwner)
  const covered = kind === type.RRSIG ? word(message, behindOwner + 10) : 0
  const name = Buffer.from(expandName(message, owner) ?? []).toString('latin1')
  return `${kind} ${covered} ${word(message, behindOwner + 2)} ${name}`
}
