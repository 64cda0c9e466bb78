import { closeSync, openSync, readSync } from 'node:fs'
import type { FaultOf, LineProblem, OnName, ParsedList } from './parse-list.ts'
import { parseList, SHOWN } from './parse-list.ts'

/** Bytes read at a time: a list of hundreds of megabytes needs no more memory than a small one. */
const PIECE = 1 << 20

/** {@link parseList} for a file, piece by piece. Throws where it cannot be read. */
export function readList(path: string, onName: OnName, faultOf?: FaultOf): ParsedList {
  const problems: LineProblem[] = []
  let names = 0
  let problemCount = 0
  let linesBefore = 0
  for (const piece of piecesOf(path)) {
    const before = linesBefore
    const parsed = parseList(piece, (wire, length, line) => onName(wire, length, before + line), faultOf)
    names += parsed.names
    problemCount += parsed.problemCount
    for (const problem of parsed.problems.slice(0, SHOWN - problems.length))
      problems.push({ ...problem, line: problem.line + linesBefore })
    linesBefore += linesIn(piece)
  }
  return { names, problemCount, problems }
}

/** Reports whether two files hold the same bytes; false where either cannot be read. */
export function isSameContent(path: string, other: string): boolean {
  const files: number[] = []
  try {
    for (const one of [path, other]) files.push(openSync(one, 'r'))
    const [a, b] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)]
    for (;;) {
      const [lengthA, lengthB] = [fill(files[0]!, a, 0), fill(files[1]!, b, 0)]
      if (lengthA !== lengthB || a.compare(b, 0, lengthB, 0, lengthA) !== 0) return false
      if (lengthA === 0) return true
    }
  } catch {
    return false
  } finally {
    for (const file of files) closeSync(file)
  }
}

/** The first bytes of a file. Throws where it cannot be read. */
export function beginningOf(path: string, length: number): Uint8Array {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, fill(file, bytes, 0))
  } finally {
    closeSync(file)
  }
}

/** The file in pieces that end where a line ends, each valid until the next. What has no line end within a piece is no list, and is cut anywhere. */
function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(PIECE)
    for (let left = 0; ; ) {
      const length = left + fill(file, bytes, left)
      if (length === 0) return
      const lineEnd = length < PIECE ? length : bytes.lastIndexOf(NEWLINE) + 1
      const end = lineEnd === 0 ? length : lineEnd
      yield bytes.subarray(0, end)
      bytes.copyWithin(0, end, length)
      left = length - end
    }
  } finally {
    closeSync(file)
  }
}

const NEWLINE = 0x0a

/** Reads until `bytes` is full or the file ends. Returns how many bytes came. */
function fill(file: number, bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length) {
    const read = readSync(file, bytes, at, bytes.length - at, null)
    if (read === 0) break
    at += read
  }
  return at - start
}

function linesIn(piece: Uint8Array): number {
  let lines = 0
  for (let at = piece.indexOf(NEWLINE); at !== -1; at = piece.indexOf(NEWLINE, at + 1)) lines += 1
  return lines
}
