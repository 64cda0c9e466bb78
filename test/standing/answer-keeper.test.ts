import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { Cache, hashOf, keyOf } from '../../src/answer/cache.ts'
import { laidOut } from '../../src/answer/stored.ts'
import { readResponse } from '../../src/dns/response.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import { framedWriter } from '../../src/standing/answer-file.ts'
import { AnswerKeeper } from '../../src/standing/answer-keeper.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { responseTo } from '../rfc/a-upstream.ts'
import { query, read } from '../rfc/wire.ts'

// The file of kept answers: used whole or not at all, with one line in the log where it is not; and a record that makes no sense is passed over.

const NOW = 1_800_000_000_000
const moment = { now: NOW, ticks: 5_000 }

function scanned(name: string): readonly [Uint8Array, Query] {
  const packet = query({ name })
  const into = new Query()
  scanQuery(packet, packet.length, into)
  return [packet, into]
}

function put(cache: Cache, name: string, text: string): void {
  const [packet, scan] = scanned(name)
  const message = responseTo(packet, { answers: [{ type: 16, ttl: 300, rdata: Uint8Array.from(Buffer.from(text)) }] })
  const response = readResponse(message, packet.slice(12))!
  cache.set(packet, scan, laidOut(message, response, keyOf(packet, scan), hashOf(scan), 5_000, 305_000))
}

function aKeeper(cache: Cache, file: string) {
  const lines: string[] = []
  const keeping = { file, madeUnder: 'this', leavesOut: () => false, warn: (line: string) => void lines.push(line) }
  return { keeper: new AnswerKeeper(cache, keeping, () => moment), lines }
}

/** A file with three answers, as bytes. */
async function aFile(): Promise<{ readonly file: string; readonly bytes: Buffer }> {
  const file = join(temporaryFolder(), 'answers')
  const cache = new Cache(1 << 16)
  for (const name of ['a.example', 'b.example', 'c.example']) put(cache, name, `text of ${name}`)
  await aKeeper(cache, file).keeper.save()
  return { file, bytes: readFileSync(file) }
}

/** What a file gives: how many answers, and the lines in the log. */
async function loaded(file: string): Promise<readonly [number, readonly string[]]> {
  const cache = new Cache(1 << 16)
  const { keeper, lines } = aKeeper(cache, file)
  await keeper.load()
  return [cache.count, lines]
}

it('is read back whole, and can be read by nobody else', async () => {
  const { file } = await aFile()
  expect(await loaded(file)).toEqual([3, []])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.new`)).toBe(false)
})

it('is not used when any one of its bytes is another', async () => {
  const { file, bytes } = await aFile()
  for (let at = 0; at < bytes.length; at += 1) {
    const damaged = Buffer.from(bytes)
    damaged[at]! ^= 1 << (at & 7)
    writeFileSync(file, damaged)
    const [count, lines] = await loaded(file)
    expect([at, count, lines.length]).toEqual([at, 0, 1])
    expect(lines[0]).toMatch(/: is (damaged|no file of answers); the answers in it are not used$/)
  }
})

it('is not used when it was cut off, anywhere, or goes on behind its end', async () => {
  const { file, bytes } = await aFile()
  for (let length = 0; length < bytes.length; length += 1) {
    writeFileSync(file, bytes.subarray(0, length))
    const [count, lines] = await loaded(file)
    expect([length, count, lines.length]).toEqual([length, 0, 1])
  }
  writeFileSync(file, Buffer.concat([bytes, Buffer.from([0])]))
  expect((await loaded(file))[0]).toBe(0)
})

it.each<readonly [string, (bytes: Buffer) => void, RegExp]>([
  ['of another version', (bytes) => bytes.writeUInt32BE(2, 16), /another version/],
  ['made under other settings', (bytes) => bytes.writeUInt32BE(crc32('that'), 20), /other settings/],
])('is not used when it is %s', async (_, change, expected) => {
  const { file, bytes } = await aFile()
  change(bytes)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 32)), 32)
  writeFileSync(file, bytes)
  const [count, lines] = await loaded(file)
  expect([count, lines.length]).toEqual([0, 1])
  expect(lines[0]).toMatch(expected)
})

it('does without a file, and without one that is a folder', async () => {
  const file = join(temporaryFolder(), 'answers')
  expect(await loaded(file)).toEqual([0, []])
  mkdirSync(file)
  expect((await loaded(file))[1]).toHaveLength(1)
})

it('says once that it cannot write, and writes as soon as it can', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'x'), '')
  const cache = new Cache(1 << 16)
  put(cache, 'a.example', 'x')
  const { keeper, lines } = aKeeper(cache, join(folder, 'x', 'answers'))
  await keeper.save()
  await keeper.save()
  expect(lines).toHaveLength(1)
})

it('loses nothing where it is stopped before all is read back', async () => {
  const file = join(temporaryFolder(), 'answers')
  const before = new Cache(1 << 20)
  for (let i = 0; i < 2_000; i += 1) put(before, `n${i}.example`, 'x')
  await aKeeper(before, file).keeper.save()
  const cache = new Cache(1 << 20)
  const { keeper } = aKeeper(cache, file)
  void keeper.start()
  put(cache, 'new.example', 'x')
  await keeper.stop()
  const after = new Cache(1 << 20)
  await aKeeper(after, file).keeper.load()
  expect(after.count).toBe(2_001)
})

it('writes nothing where nothing is new', async () => {
  const file = join(temporaryFolder(), 'answers')
  const cache = new Cache(1 << 16)
  put(cache, 'a.example', 'x')
  const { keeper } = aKeeper(cache, file)
  await keeper.save()
  writeFileSync(file, 'as it was')
  await keeper.save()
  expect(readFileSync(file, 'utf8')).toBe('as it was')
  put(cache, 'b.example', 'x')
  await keeper.stop()
  expect((await loaded(file))[0]).toBe(2)
})

/** A record as the file has it, sound unless told otherwise. */
function aRecord(message: Uint8Array, { flags = 0, keptAt = NOW, length = message.length } = {}): Buffer {
  const head = Buffer.alloc(11)
  head.writeUInt16BE(length)
  head.writeUInt8(flags, 2)
  head.writeDoubleBE(keptAt, 3)
  return Buffer.concat([head, message])
}

/** A file with any record in it, its checksums right: from a hand that means harm. */
async function forged(records: readonly Buffer[]): Promise<string> {
  const file = join(temporaryFolder(), 'answers')
  const to = await open(file, 'w')
  const writer = await framedWriter(to, 'this', NOW)
  await writer.write(Buffer.concat(records))
  await writer.end()
  await to.close()
  return file
}

const sound = responseTo(query({ name: 'sound.example' }), {
  answers: [{ type: 1, ttl: 300, rdata: Uint8Array.from([192, 0, 2, 1]) }],
})
const saying = (change: (bytes: Uint8Array) => unknown) => {
  const bytes = Uint8Array.from(sound)
  change(bytes)
  return bytes
}

it.each<readonly [string, Buffer]>([
  ['a query', aRecord(query({ name: 'x.example' }))],
  ['nothing at all', aRecord(new Uint8Array(0))],
  ['eleven bytes', aRecord(new Uint8Array(11))],
  ['a failure', aRecord(saying((bytes) => (bytes[3]! |= 2)))],
  ['a truncated answer', aRecord(saying((bytes) => (bytes[2]! |= 2)))],
  ['an answer with bytes behind it', aRecord(Uint8Array.from([...sound, 0]))],
  ['an answer cut off', aRecord(sound.slice(0, -1))],
  ['another class', aRecord(saying((bytes) => (bytes[12 + 15 + 3] = 3)))],
  ['a zone transfer', aRecord(saying((bytes) => (bytes[12 + 15 + 1] = 252)))],
  ['a question with a pointer', aRecord(saying((bytes) => bytes.set([0xc0, 0x0c], 12)))],
  ['no time to live', aRecord(saying((bytes) => bytes.fill(0, sound.length - 10, sound.length - 6)))],
  ['flags that are none', aRecord(sound, { flags: 4 })],
  ['an answer from the future', aRecord(sound, { keptAt: NOW + 1 })],
  ['an answer of no time', aRecord(sound, { keptAt: Number.NaN })],
  ['an answer from two days ago', aRecord(sound, { keptAt: NOW - 172_800_000 })],
])('passes over a record that is %s, and takes the next', async (_, record) => {
  const good = responseTo(query({ name: 'good.example' }), {
    answers: [{ type: 1, ttl: 300, rdata: Uint8Array.from([192, 0, 2, 1]) }],
  })
  expect(await loaded(await forged([record, aRecord(good)]))).toEqual([1, []])
})

it('takes nothing that would not be taken from an upstream, whatever the bytes', async () => {
  let seed = 5
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const records = Array.from({ length: 2_000 }, () => {
    const record = aRecord(sound)
    for (let i = random(4); i >= 0; i -= 1) record[2 + random(record.length - 2)] = random(256)
    return record
  })
  const cache = new Cache(1 << 20)
  await aKeeper(cache, await forged(records)).keeper.load()
  cache.walk()
  for (let kept = cache.walkOn(); kept; kept = cache.walkOn()) {
    const message = kept.message()
    expect(readResponse(message, message.slice(12, 12 + kept.keyLength + 1))).toMatchObject({ truncated: false })
    expect([0, 3]).toContain(kept.rcode)
  }
  expect(cache.count).toBeGreaterThan(10)
})

it('goes past each entry once, whatever is kept and evicted between its steps', () => {
  for (const between of [0, 1, 3, 40]) {
    const cache = new Cache(20_000)
    for (let i = 0; i < 400; i += 1) put(cache, `n${i}.example`, `text${i}.`.padEnd(i % 90, '.'))
    const before = cache.count
    const seen = new Set<string>()
    let steps = 0
    let next = 400
    cache.walk()
    for (let kept = cache.walkOn(); kept; kept = cache.walkOn()) {
      const { questions, answers } = read(kept.message())
      const { name } = questions[0]!
      expect(Buffer.from(answers[0]!.rdata).toString()).toMatch(new RegExp(`^text${name.slice(1, -8)}\\.`))
      expect(seen.has(name)).toBe(false)
      seen.add(name)
      steps += 1
      for (let i = 0; i < between; i += 1) {
        put(cache, `n${next}.example`, `text${next}.`)
        const used = cache.find(...scanned(`n${next - 60}.example`))
        if (used) cache.use(used)
        next += 1
      }
    }
    expect(steps).toBeLessThanOrEqual(before)
    if (between === 0) expect(steps).toBe(before)
  }
})
