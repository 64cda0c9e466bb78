import { createReadStream, createWriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** A file in an archive: its name there (`lists/own.txt`), and what is in it: a file of the disk, or a text. */
export type Entry = { readonly name: string; readonly file: string } | { readonly name: string; readonly text: string }

/** Lays files one behind another, each behind a line of JSON with its name and its size in bytes. */
export async function* packed(entries: Iterable<Entry>): AsyncGenerator<Uint8Array> {
  for (const entry of entries) {
    if ('text' in entry) {
      const content = Buffer.from(entry.text)
      yield lineOf(entry.name, content.length)
      yield content
      continue
    }
    const { size } = await stat(entry.file)
    yield lineOf(entry.name, size)
    if (size > 0) yield* exactly(entry.file, size)
  }
}

/**
 * Writes the files of an archive into `folder`, those whose names are allowed. Undefined where it is no archive, has another name, or ends before its
 * last file does.
 */
export async function unpack(
  archive: string,
  folder: string,
  isAllowed: (name: string) => boolean,
): Promise<readonly string[] | undefined> {
  const file = await open(archive, 'r')
  try {
    const { size: whole } = await file.stat()
    const names: string[] = []
    for (let at = 0; at < whole; ) {
      const line = await readLine(file, at)
      if (line === undefined || !isAllowed(line.name) || names.includes(line.name)) return undefined
      const start = at + line.length
      if (start + line.size > whole) return undefined
      await copyOut(archive, start, line.size, join(folder, line.name))
      names.push(line.name)
      at = start + line.size
    }
    return names
  } finally {
    await file.close()
  }
}

const LONGEST_LINE = 1024

const lineOf = (name: string, size: number) => Buffer.from(`${JSON.stringify({ name, size })}\n`)

/** As many bytes as were promised: a file that grows meanwhile is cut, one that shrinks breaks the backup off. */
async function* exactly(file: string, size: number): AsyncGenerator<Uint8Array> {
  let sent = 0
  for await (const chunk of createReadStream(file, { end: size - 1 }) as AsyncIterable<Buffer>) {
    sent += chunk.length
    yield chunk
  }
  if (sent !== size) throw new Error(`${file} became shorter while it was read`)
}

async function readLine(
  file: FileHandle,
  at: number,
): Promise<{ readonly name: string; readonly size: number; readonly length: number } | undefined> {
  const buffer = Buffer.alloc(LONGEST_LINE)
  const { bytesRead } = await file.read(buffer, 0, LONGEST_LINE, at)
  const end = buffer.subarray(0, bytesRead).indexOf('\n')
  if (end === -1) return undefined
  try {
    const { name, size } = JSON.parse(buffer.toString('utf8', 0, end)) as {
      readonly name: unknown
      readonly size: unknown
    }
    const isRight = typeof name === 'string' && Number.isSafeInteger(size) && Number(size) >= 0
    return isRight ? { name, size: Number(size), length: end + 1 } : undefined
  } catch {
    return undefined
  }
}

async function copyOut(archive: string, start: number, size: number, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const target = createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true })
  if (size === 0) await pipeline([], target)
  else await pipeline(createReadStream(archive, { start, end: start + size - 1 }), target)
}
