import { randomBytes } from 'node:crypto'
import { flag } from '../dns/codes.ts'
import { lowered } from '../dns/labels.ts'
import { word } from '../dns/scan.ts'

/** Reports whether `message` is a response to exactly this question (name without regard to case, type, class). */
export function answers(message: Uint8Array, question: Uint8Array): boolean {
  if (
    message.length < 12 + question.length ||
    (word(message, 2) & (flag.QR | flag.OPCODE)) !== flag.QR ||
    word(message, 4) !== 1
  )
    return false
  for (let at = 0; at < question.length; at += 1)
    if (lowered[message[12 + at]!] !== lowered[question[at]!]) return false
  return true
}

/** Reports whether `message` has the question of `query` letter for letter. */
export function echoesLetters(message: Uint8Array, query: Uint8Array, question: Uint8Array): boolean {
  for (let at = 12; at < 12 + question.length; at += 1) if (message[at] !== query[at]) return false
  return true
}

/** Random ids that are tried: with half of all taken, one in four thousand million questions finds none. */
const TRIES = 32

/** A random id that no other waiting question has (RFC 5452 section 9.2); undefined where hardly any is left. */
export function freeId(taken: Pick<ReadonlyMap<number, unknown>, 'has'>): number | undefined {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const id = randomBytes(2).readUInt16BE()
    if (!taken.has(id)) return id
  }
  return undefined
}

/** The query with another id; a copy. */
export function withId(query: Uint8Array, id: number): Uint8Array {
  const copy = Uint8Array.from(query)
  copy[0] = id >> 8
  copy[1] = id
  return copy
}
