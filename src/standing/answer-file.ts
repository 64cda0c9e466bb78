import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

// The file of kept answers: a head (mark, version, what it was made under, when, and a checksum), then runs of bytes, each behind its length and a checksum
// of all runs so far, and an empty run at the end. Numbers are big-endian.
const MARK = 'ROOSTER ANSWERS\n'
const VERSION = 1
const HEAD = { version: 16, madeUnder: 20, savedAt: 24, checksum: 32, length: 36 }
/** Length of a run, and the checksum. */
const RUN_HEAD = 8

/** Longest run and largest file that are believed. */
const MOST = { run: 1 << 20, file: 1 << 28 }

/** Why a file of kept answers is not used. */
export type Unusable =
  | 'is damaged'
  | 'is no file of answers'
  | 'is of another version'
  | 'was made under other settings'

/** Writes runs of bytes behind one another. Rejects where the disk does not take them. */
export interface FramedWriter {
  write(run: Uint8Array): Promise<void>
  /** Says that this is all, and waits until it is on the disk. */
  end(): Promise<void>
}

/** Begins a file. `savedAt` is in milliseconds since 1970. */
export async function framedWriter(to: FileHandle, madeUnder: string, savedAt: number): Promise<FramedWriter> {
  const head = Buffer.alloc(HEAD.length)
  head.write(MARK, 'latin1')
  head.writeUInt32BE(VERSION, HEAD.version)
  head.writeUInt32BE(crc32(madeUnder), HEAD.madeUnder)
  head.writeDoubleBE(savedAt, HEAD.savedAt)
  let checksum = crc32(head.subarray(0, HEAD.checksum))
  head.writeUInt32BE(checksum, HEAD.checksum)
  await to.write(head)
  const write = async (run: Uint8Array) => {
    const before = Buffer.alloc(RUN_HEAD)
    before.writeUInt32BE(run.length)
    checksum = checksumOf(before, run, checksum)
    before.writeUInt32BE(checksum, 4)
    await to.writev([before, run])
  }
  return {
    write,
    async end() {
      await write(new Uint8Array(0))
      await to.sync()
    },
  }
}

/** Reads a file from its beginning and shows each run, which is good until its promise is kept. A run may have been shown before the file proves damaged. */
export async function readFramed(
  from: FileHandle,
  madeUnder: string,
  show: (run: Uint8Array) => Promise<void>,
): Promise<{ readonly savedAt: number } | Unusable> {
  const { size } = await from.stat()
  if (size > MOST.file) return 'is no file of answers'
  const head = await bytesAt(from, 0, HEAD.length)
  const wrong = wrongWith(head, madeUnder)
  if (wrong) return wrong
  let checksum = head!.readUInt32BE(HEAD.checksum)
  for (let at = HEAD.length; ; ) {
    const before = await bytesAt(from, at, RUN_HEAD)
    const length = before?.readUInt32BE() ?? MOST.run
    const run = length >= MOST.run ? undefined : await bytesAt(from, at + RUN_HEAD, length)
    if (!before || !run) return 'is damaged'
    checksum = checksumOf(before, run, checksum)
    if (checksum !== before.readUInt32BE(4)) return 'is damaged'
    at += RUN_HEAD + length
    if (length === 0) return at === size ? { savedAt: head!.readDoubleBE(HEAD.savedAt) } : 'is damaged'
    // A plain array: a part of a Buffer that is sliced off is no copy.
    await show(new Uint8Array(run.buffer, run.byteOffset, run.length))
  }
}

function wrongWith(head: Buffer | undefined, madeUnder: string): Unusable | undefined {
  if (head === undefined || head.toString('latin1', 0, HEAD.version) !== MARK) return 'is no file of answers'
  if (crc32(head.subarray(0, HEAD.checksum)) !== head.readUInt32BE(HEAD.checksum)) return 'is damaged'
  if (head.readUInt32BE(HEAD.version) !== VERSION) return 'is of another version'
  if (head.readUInt32BE(HEAD.madeUnder) !== crc32(madeUnder)) return 'was made under other settings'
  return undefined
}

const checksumOf = (before: Buffer, run: Uint8Array, checksum: number): number =>
  crc32(run, crc32(before.subarray(0, 4), checksum))

/** So many bytes of a file; undefined where it has fewer. */
async function bytesAt(from: FileHandle, at: number, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafeSlow(length)
  for (let got = 0; got < length; ) {
    const { bytesRead } = await from.read(bytes, got, length - got, at + got)
    if (bytesRead === 0) return undefined
    got += bytesRead
  }
  return bytes
}
