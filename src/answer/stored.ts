import { writeWord } from '../dns/reply.ts'
import type { Response } from '../dns/response.ts'
import { word } from '../dns/scan.ts'

// An answer lies in one run of bytes, so that a hundred thousand of them are one object. Offsets from its beginning, a multiple of eight:
const HASH = 4
const NEXT = 8
const RCODE = 12
const STORED_AT = 16
const EXPIRES = 24
const TTL = 32
const KEY_LENGTH = 36
const TTLS = 38
const COUNTS = 40
const TARGETS = 46
const END = 48
const FOUND_IN = 52
const COMBINATION = 56
/** Then the key, the message, the offsets of its TTLs (two bytes each), and the names it leads on to, in wire form. */
const BYTES = 60

/** Marks in the low bits of the size, which is a multiple of eight. */
export const GONE = 1
export const VISITED = 2

/** Flags of the word with the rcode. */
const NEGATIVE = 1 << 16
const KEEPABLE = 1 << 17
const HAS_ECH = 1 << 18
const PRIVATE = 1 << 19
/** Then how often it was asked for, in the bits above. */
const HIT = 1 << 20

/** So often and no further is counted how often an answer was asked for. */
export const MOST_HITS = 15

/** Milliseconds past its time that an answer may still be given where there is nothing better: a day (RFC 8767 section 5). */
export const STALE_MOST = 86_400_000

/** Memory seen as bytes and as numbers. */
export class Block {
  readonly bytes: Uint8Array
  readonly halves: Uint16Array
  readonly words: Uint32Array
  readonly floats: Float64Array

  constructor(size: number) {
    const buffer = new ArrayBuffer(size)
    this.bytes = new Uint8Array(buffer)
    this.halves = new Uint16Array(buffer)
    this.words = new Uint32Array(buffer)
    this.floats = new Float64Array(buffer)
  }
}

/** One kept answer, read where it lies. The cache has one of these and moves it: what it gave is good until it is asked again. */
export class Stored {
  readonly block: Block
  /** Where it begins. */
  at: number

  constructor(block: Block, at: number) {
    this.block = block
    this.at = at
  }

  get size(): number {
    return this.block.words[this.at >> 2]! & ~7
  }
  get mark(): number {
    return this.block.words[this.at >> 2]! & 7
  }
  set mark(mark: number) {
    this.block.words[this.at >> 2] = this.size | mark
  }
  get hash(): number {
    return this.block.words[(this.at + HASH) >> 2]!
  }
  /** Where the next one with a like hash begins; 0 where there is none. */
  get next(): number {
    return this.block.words[(this.at + NEXT) >> 2]!
  }
  set next(at: number) {
    this.block.words[(this.at + NEXT) >> 2] = at
  }
  get rcode(): number {
    return this.block.words[(this.at + RCODE) >> 2]! & 0xffff
  }
  /** Whether it says that there is no such name or record. */
  get negative(): boolean {
    return (this.block.words[(this.at + RCODE) >> 2]! & NEGATIVE) !== 0
  }
  /** Whether it has, or may have, a key that hides names: {@link Response.ech}. */
  get ech(): boolean {
    return (this.block.words[(this.at + RCODE) >> 2]! & HAS_ECH) !== 0
  }
  /** Whether it leads to this machine or a private network. */
  get private(): boolean {
    return (this.block.words[(this.at + RCODE) >> 2]! & PRIVATE) !== 0
  }
  /** Seconds that it may be kept; undefined where nothing says so. */
  get ttl(): number | undefined {
    const keepable = (this.block.words[(this.at + RCODE) >> 2]! & KEEPABLE) !== 0
    return keepable ? this.block.words[(this.at + TTL) >> 2]! : undefined
  }
  /** How often it was asked for since it was kept, {@link MOST_HITS} at most. */
  get hits(): number {
    return this.block.words[(this.at + RCODE) >> 2]! >>> 20
  }
  set hits(hits: number) {
    const at = (this.at + RCODE) >> 2
    this.block.words[at] = (this.block.words[at]! & (HIT - 1)) | (hits * HIT)
  }
  /** Milliseconds on the cache's clock. */
  get storedAt(): number {
    return this.block.floats[(this.at + STORED_AT) >> 3]!
  }
  get expires(): number {
    return this.block.floats[(this.at + EXPIRES) >> 3]!
  }
  /** Records of the answer, authority and additional section. */
  count(section: 0 | 1 | 2): number {
    return this.block.halves[(this.at + COUNTS + section * 2) >> 1]!
  }
  /** Length of the message. */
  get end(): number {
    return this.block.words[(this.at + END) >> 2]!
  }
  get keyLength(): number {
    return this.block.halves[(this.at + KEY_LENGTH) >> 1]!
  }
  /** Where the key begins: the name in lower case, the type, and the DO and CD bits. */
  get keyAt(): number {
    return this.at + BYTES
  }
  /** Where the message begins. */
  get messageAt(): number {
    return this.at + BYTES + this.keyLength
  }
  /** How many TTLs the message has, and where in it each one is. */
  get ttls(): number {
    return this.block.halves[(this.at + TTLS) >> 1]!
  }
  ttlAt(index: number): number {
    return word(this.block.bytes, this.messageAt + this.end + index * 2)
  }
  /** What the indexes have of the name (`policy/combinations.ts`), noted here so that it is not looked up again, and in which state of them; 0 where nothing is noted. */
  get foundIn(): number {
    return this.block.words[(this.at + FOUND_IN) >> 2]!
  }
  get combination(): number {
    return this.block.words[(this.at + COMBINATION) >> 2]!
  }
  noteFound(state: number, combination: number): void {
    this.block.words[(this.at + FOUND_IN) >> 2] = state
    this.block.words[(this.at + COMBINATION) >> 2] = combination
  }
  /** How many names the answer leads on to. They stand one after another from `targetsAt`. */
  get targets(): number {
    return this.block.halves[(this.at + TARGETS) >> 1]!
  }
  get targetsAt(): number {
    return this.messageAt + this.end + this.ttls * 2
  }
  /** A copy of the message, whole in itself: what it counts is what it has. */
  message(): Uint8Array {
    return this.block.bytes.slice(this.messageAt, this.messageAt + this.end)
  }
}

/** Lays an answer out by itself, under its key. `message` is good up to the response's end. `scratch` is memory that may be used for it, if it is enough. */
export function laidOut(
  message: Uint8Array,
  response: Response,
  key: Uint8Array,
  hash: number,
  storedAt: number,
  expires: number,
  scratch?: Block,
): Stored {
  const { end, ttlsAt, ttl, targets } = response
  const targetBytes = targets.reduce((sum, target) => sum + target.length, 0)
  const size = (BYTES + key.length + end + ttlsAt.length * 2 + targetBytes + 7) & ~7
  const block = scratch && scratch.bytes.length >= size ? scratch : new Block(size)
  const { bytes, halves, words, floats } = block
  words[0] = size
  words[HASH >> 2] = hash
  const says =
    (response.negative ? NEGATIVE : 0) |
    (response.ech ? HAS_ECH : 0) |
    (response.private ? PRIVATE : 0) |
    (ttl === undefined ? 0 : KEEPABLE)
  words[RCODE >> 2] = response.rcode | says
  floats[STORED_AT >> 3] = storedAt
  floats[EXPIRES >> 3] = expires
  words[TTL >> 2] = ttl ?? 0
  halves.set([key.length, ttlsAt.length, response.answers, response.authorities, response.additionals], KEY_LENGTH >> 1)
  halves[TARGETS >> 1] = targets.length
  words[END >> 2] = end
  words[FOUND_IN >> 2] = 0
  let at = BYTES
  for (const part of [key, message.subarray(0, end)]) {
    bytes.set(part, at)
    at += part.length
  }
  // The counts without the upstream's OPT, which is not kept.
  for (const [section, count] of [response.answers, response.authorities, response.additionals].entries())
    writeWord(bytes, BYTES + key.length + 6 + section * 2, count)
  for (const offset of ttlsAt) {
    bytes[at] = offset >> 8
    bytes[at + 1] = offset
    at += 2
  }
  for (const target of targets) {
    bytes.set(target, at)
    at += target.length
  }
  return new Stored(block, 0)
}
