import { argon2, createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGunzip, createGzip } from 'node:zlib'

/** Why a sealed file cannot be opened. Of `newer` the detail is the format that it was written in. */
export type SealProblem = 'not-a-backup' | 'newer' | 'wrong-passphrase' | 'damaged'

/** Fewest characters of a passphrase: nobody guards a file against guesses. */
export const PASSPHRASE_LENGTH = 12

/**
 * Writes `content`, packed and encrypted, to a new file. Two lines in front say how: `ROOSTER-BACKUP 1`, and a line of JSON with the costs and the
 * salt of the key (argon2id), its check and the nonce. Behind them gzip in AES-256-GCM with the lines as additional data, and the tag of 16 bytes.
 */
export async function seal(content: AsyncIterable<Uint8Array>, passphrase: string, to: string): Promise<void> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const { key, check } = await keyOf(passphrase, salt, COST)
  const header: Header = { kdf: 'argon2id', ...COST, salt: text(salt), check: text(check), nonce: text(nonce) }
  const lines = Buffer.from(`${FIRST_LINE}\n${JSON.stringify(header)}\n`)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(lines)
  const file = createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true })
  file.write(lines)
  await pipeline(
    content,
    createGzip(),
    cipher,
    async function* (sealed) {
      yield* sealed
      yield cipher.getAuthTag()
    },
    file,
  )
}

/** Writes what {@link seal} sealed to a new file. What it wrote counts only when nothing is wrong: the tag comes last. */
export async function unseal(from: string, passphrase: string, to: string): Promise<SealProblem | undefined> {
  const file = await open(from, 'r')
  try {
    const read = await readHeader(file)
    if (typeof read === 'string') return read
    const { header, lines, size } = read
    const { key, check } = await keyOf(passphrase, bytes(header.salt), header)
    if (!isSame(check, bytes(header.check))) return 'wrong-passphrase'
    const end = size - TAG
    if (end <= lines.length) return 'damaged'
    const tag = Buffer.alloc(TAG)
    await file.read(tag, 0, TAG, end)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(header.nonce)).setAAD(lines).setAuthTag(tag)
    const sealed = createReadStream(from, { start: lines.length, end: end - 1 })
    await pipeline(sealed, decipher, createGunzip(), createWriteStream(to, { flags: 'wx', mode: 0o600 }))
    return undefined
  } catch (error) {
    if (isOfTheDisk(error)) throw error
    return 'damaged'
  } finally {
    await file.close()
  }
}

const FIRST_LINE = 'ROOSTER-BACKUP 1'
const TAG = 16
/** Above what OWASP asks for a password: this is done once a night. Memory in KiB. */
const COST = { memory: 65_536, passes: 3, lanes: 1 } as const
/** What a made-up header can make us spend. */
const MOST = { memory: 1 << 20, passes: 10, lanes: 4, header: 1024 }

interface Cost {
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}
interface Header extends Cost {
  readonly kdf: 'argon2id'
  /** In base64. */
  readonly salt: string
  /** Tells a wrong passphrase from a damaged file. */
  readonly check: string
  readonly nonce: string
}

const derive = promisify(argon2)

async function keyOf(passphrase: string, salt: Uint8Array, { memory, passes, lanes: parallelism }: Cost) {
  const message = passphrase.normalize('NFC')
  const derived = await derive('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: 48 })
  return { key: derived.subarray(0, 32), check: derived.subarray(32) }
}

async function readHeader(
  file: FileHandle,
): Promise<SealProblem | { readonly header: Header; readonly lines: Buffer; readonly size: number }> {
  const start = Buffer.alloc(MOST.header)
  const { bytesRead } = await file.read(start, 0, MOST.header, 0)
  const [first = '', second = ''] = start.toString('latin1', 0, bytesRead).split('\n')
  if (!first.startsWith('ROOSTER-BACKUP ')) return 'not-a-backup'
  if (first !== FIRST_LINE) return 'newer'
  const header = headerFrom(second)
  if (header === undefined) return 'damaged'
  return { header, lines: start.subarray(0, first.length + second.length + 2), size: (await file.stat()).size }
}

function headerFrom(line: string): Header | undefined {
  try {
    const header = JSON.parse(line) as Header
    const within = (['memory', 'passes', 'lanes'] as const).every(
      (key) => Number.isInteger(header[key]) && header[key] >= 1 && header[key] <= MOST[key],
    )
    const isWhole =
      within &&
      header.kdf === 'argon2id' &&
      header.memory >= 8 * header.lanes &&
      bytes(header.salt).length >= 8 &&
      bytes(header.nonce).length === 12
    return isWhole ? header : undefined
  } catch {
    return undefined
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** A full disk is not a damaged file. */
const isOfTheDisk = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^E(NOSPC|ACCES|ROFS|EXIST|NOENT|DQUOT|MFILE|IO)$/.test(String(error.code))

const text = (data: Uint8Array): string => Buffer.from(data).toString('base64')
const bytes = (base64: string): Buffer => Buffer.from(String(base64), 'base64')
