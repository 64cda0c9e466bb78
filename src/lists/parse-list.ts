import { lowered } from '../dns/labels.ts'
import { readName } from '../dns/name.ts'
import { likelyName } from './likely-name.ts'

/** What is wrong with what stands where a name should. */
export type LineFault =
  | 'address'
  | 'too-long'
  | 'bad-character'
  | 'one-label'
  | 'public-suffix'
  | 'two-dots'
  | 'long-label'
  | 'edge-hyphen'
  | 'not-a-name'

/** A line that could not be used. `line` counts from 1. */
export interface LineProblem {
  readonly line: number
  readonly text: string
  readonly problem: LineFault
  /** The name that was probably meant, where that can be told. */
  readonly right?: string
}

/** What a list file said beside its names. */
export interface ParsedList {
  readonly names: number
  /** How many lines were left out, and the first of them. */
  readonly problemCount: number
  readonly problems: readonly LineProblem[]
}

/** Problems kept to be shown; all are counted. */
export const SHOWN = 100

/** A rule must keep this many labels, so that a stray `com` cannot close the internet. */
const MIN_LABELS = 2

/**
 * Reads a list in plain form (a name a line) or hosts form (an address, then names), each with comments behind `#` or `!`; `*.name` and `.name` count
 * as the name. Calls back with each name in wire form, lower case, in a buffer that is used again, and its line. A bad line is counted and shown, never
 * thrown: one typo must not empty a list. `faultOf` may refuse what is a name by its form.
 */
export function parseList(bytes: Uint8Array, onName: OnName, faultOf: FaultOf = noFault): ParsedList {
  const wire = new Uint8Array(256)
  const problems: LineProblem[] = []
  let names = 0
  let problemCount = 0
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    let end = bytes.indexOf(0x0a, start)
    if (end === -1) end = bytes.length
    line += 1
    for (const [from, to] of namesOf(bytes, line === 1 ? start + markLength(bytes) : start, end)) {
      const result = readWire(bytes, from, to, wire)
      const fault = typeof result === 'number' ? faultOf(wire, result) : result
      if (typeof result === 'number' && fault === undefined) {
        names += 1
        onName(wire, result, line)
        continue
      }
      problemCount += 1
      if (problems.length < SHOWN) problems.push(problemOn(line, shown(bytes, from, to), fault!))
    }
    start = end + 1
  }
  return { names, problemCount, problems }
}

/** Hears of each name of a list. `line` counts from 1. */
export type OnName = (wire: Uint8Array, length: number, line: number) => void

/** What is wrong with a name in wire form, for who takes not all. */
export type FaultOf = (wire: Uint8Array, length: number) => LineFault | undefined
const noFault: FaultOf = () => undefined

function problemOn(line: number, text: string, problem: LineFault): LineProblem {
  const right = problem === 'public-suffix' ? undefined : likelyName(text)
  return { line, text, problem, ...(right === undefined ? {} : { right }) }
}

/** A byte order mark says nothing. */
const markLength = (bytes: Uint8Array): number => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0)

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d
const isComment = (byte: number): boolean => byte === 0x23 || byte === 0x21

/** Where the names of a line stand. In a hosts line the address, and the names that every hosts file has for the machine itself, are passed over. */
function namesOf(bytes: Uint8Array, start: number, end: number): readonly (readonly [number, number])[] {
  const words: (readonly [number, number])[] = []
  for (let at = start; at < end; ) {
    while (at < end && isSpace(bytes[at]!)) at += 1
    if (at === end || isComment(bytes[at]!)) break
    const from = at
    while (at < end && !isSpace(bytes[at]!) && !isComment(bytes[at]!)) at += 1
    words.push([from, at])
  }
  if (words.length < 2) return words
  return isAddress(bytes, ...words[0]!)
    ? words.slice(1).filter(([from, to]) => !ofTheMachine.has(ascii(bytes, from, to)))
    : [[words[0]![0], words.at(-1)![1]]]
}

const ofTheMachine: ReadonlySet<string> = new Set([
  'localhost',
  'localhost.localdomain',
  'local',
  'broadcasthost',
  'ip6-localhost',
  'ip6-loopback',
  'ip6-localnet',
  'ip6-mcastprefix',
  'ip6-allnodes',
  'ip6-allrouters',
  'ip6-allhosts',
  '0.0.0.0',
])

function isAddress(bytes: Uint8Array, from: number, to: number): boolean {
  let dots = 0
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!
    if (byte === 0x3a) return true
    if (byte === 0x2e) dots += 1
    else if (byte < 0x30 || byte > 0x39) return false
  }
  return dots === 3
}

/** Writes the name at `from` to `to` in wire form and returns its length, or says what is wrong. */
function readWire(bytes: Uint8Array, from: number, to: number, wire: Uint8Array): number | LineFault {
  let start = from
  if (bytes[start] === 0x2a && bytes[start + 1] === 0x2e) start += 2
  else if (bytes[start] === 0x2e) start += 1
  const end = bytes[to - 1] === 0x2e ? to - 1 : to
  if (isAddress(bytes, start, end)) return 'address'
  if (end - start > 253) return 'too-long'
  let labelAt = 0
  let labels = 1
  for (let at = start; at < end; at += 1) {
    const byte = lowered[bytes[at]!]!
    const place = at - start + 1
    if (byte === 0x2e) {
      const problem = closeLabel(wire, labelAt, place)
      if (problem) return problem
      labelAt = place
      labels += 1
    } else if (byte >= 0x80) return readUnicode(bytes, start, end, wire)
    else if (!isHostByte(byte)) return 'bad-character'
    else wire[place] = byte
  }
  const problem = closeLabel(wire, labelAt, end - start + 1)
  if (problem) return problem
  if (labels < MIN_LABELS) return 'one-label'
  wire[end - start + 1] = 0
  return end - start + 2
}

function closeLabel(wire: Uint8Array, labelAt: number, end: number): LineFault | undefined {
  const length = end - labelAt - 1
  if (length === 0) return 'two-dots'
  if (length > 63) return 'long-label'
  if (wire[labelAt + 1] === 0x2d || wire[end - 1] === 0x2d) return 'edge-hyphen'
  wire[labelAt] = length
  return undefined
}

const isHostByte = (byte: number): boolean =>
  (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x5f

function readUnicode(bytes: Uint8Array, from: number, to: number, wire: Uint8Array): number | LineFault {
  const read = readName(new TextDecoder().decode(bytes.slice(from, to)))
  if ('problem' in read) return 'not-a-name'
  // Now that it is ASCII, it is held to the same rules: wide digits may have made it an address.
  const encoded = new TextEncoder().encode(read.name)
  return readWire(encoded, 0, encoded.length, wire)
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 64))).toLowerCase()

const shown = (bytes: Uint8Array, from: number, to: number): string =>
  new TextDecoder().decode(bytes.slice(from, Math.min(to, from + 120)))
