// A second, plain way of writing and reading DNS messages, for tests: it shares no line with the one under test.

/** A query as a test words it. */
export interface Asked {
  readonly name: string
  readonly type?: number
  readonly class?: number
  readonly id?: number
  /** The header's second word; "recursion desired" when left out. */
  readonly flags?: number
  /** With an OPT record: the datagram size, version, flags and options that it says. */
  readonly edns?: {
    readonly size?: number
    readonly version?: number
    readonly flags?: number
    readonly options?: readonly (readonly [code: number, value: Uint8Array])[]
  }
}

/** A record as a test words it; `name` is the question's own when left out. */
export interface WrittenRecord {
  readonly name?: string
  readonly type: number
  readonly ttl: number
  readonly rdata: Uint8Array
  readonly class?: number
}

/** A record as it was read. */
export interface ReadRecord {
  readonly name: string
  readonly type: number
  readonly class: number
  readonly ttl: number
  readonly rdata: Uint8Array
}

/** A message as it was read. Names keep their letters. */
export interface Message {
  readonly id: number
  readonly flags: number
  readonly rcode: number
  readonly length: number
  readonly questions: readonly { readonly name: string; readonly type: number; readonly class: number }[]
  readonly answers: readonly ReadRecord[]
  readonly authorities: readonly ReadRecord[]
  readonly additionals: readonly ReadRecord[]
  readonly edns:
    | { readonly size: number; readonly version: number; readonly flags: number; readonly options: readonly Option[] }
    | undefined
  /** The Extended DNS Error, if there is one. */
  readonly ede: { readonly code: number; readonly text: string } | undefined
}

interface Option {
  readonly code: number
  readonly value: Uint8Array
}

export const u16 = (value: number): number[] => [(value >> 8) & 255, value & 255]
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)]

/** A name in wire form. Labels are ASCII. */
export function wireName(name: string): number[] {
  const labels = name.split('.').filter((label) => label !== '')
  return [...labels.flatMap((label) => [label.length, ...Buffer.from(label, 'latin1')]), 0]
}

/** The bytes of a query. */
export function query(asked: Asked): Uint8Array {
  const { name, type = 1, class: inClass = 1, id = 0x1234, flags = 0x0100, edns } = asked
  const options = (edns?.options ?? []).flatMap(([code, value]) => [...u16(code), ...u16(value.length), ...value])
  const opt = edns && [
    ...[0, 0, 41],
    ...u16(edns.size ?? 1232),
    ...[0, edns.version ?? 0],
    ...u16(edns.flags ?? 0),
    ...u16(options.length),
    ...options,
  ]
  return Uint8Array.from([
    ...u16(id),
    ...u16(flags),
    ...[0, 1, 0, 0, 0, 0, 0, opt ? 1 : 0],
    ...wireName(name),
    ...u16(type),
    ...u16(inClass),
    ...(opt ?? []),
  ])
}

/** The bytes of a record. */
export function record({ name, type, ttl, rdata, class: inClass = 1 }: WrittenRecord): number[] {
  const owner = name === undefined ? [0xc0, 0x0c] : wireName(name)
  return [...owner, ...u16(type), ...u16(inClass), ...u32(ttl), ...u16(rdata.length), ...rdata]
}

/** An A record's data. */
export const a = (address: string): Uint8Array => Uint8Array.from(address.split('.').map(Number))

/** The data of a CNAME. */
export const cname = (name: string): Uint8Array => Uint8Array.from(wireName(name))

/** The data of an SOA with a MINIMUM. */
export const soa = (minimum: number): Uint8Array =>
  Uint8Array.from([...wireName('ns.example'), ...wireName('root.example'), ...[1, 2, 3, 4, minimum].flatMap(u32)])

/** The data of an HTTPS or SVCB record without parameters. */
export const svcb = (priority: number, target: string): Uint8Array =>
  Uint8Array.from([...u16(priority), ...wireName(target)])

/** Reads a message. Throws where it does not hold together: every reply must. */
export function read(packet: Uint8Array): Message {
  const at = { offset: 0 }
  const word = () => {
    if (at.offset + 2 > packet.length) throw new Error('cut off')
    at.offset += 2
    return (packet[at.offset - 2]! << 8) | packet[at.offset - 1]!
  }
  const [id, flags, questionCount, ...counts] = [word(), word(), word(), word(), word(), word()] as const
  const questions = Array.from({ length: questionCount! }, () => ({
    name: nameAt(packet, at),
    type: word(),
    class: word(),
  }))
  const readRecord = (): ReadRecord => {
    const [name, type, inClass] = [nameAt(packet, at), word(), word()]
    const ttl = word() * 65_536 + word()
    const end = word() + at.offset
    if (end > packet.length) throw new Error('rdata cut off')
    const rdata = packet.slice(at.offset, end)
    at.offset = end
    return { name, type, class: inClass, ttl, rdata }
  }
  const [answers, authorities, additionals] = counts.map((count) => Array.from({ length: count }, readRecord))
  if (at.offset !== packet.length) throw new Error(`${packet.length - at.offset} bytes behind the message`)
  const opt = additionals!.find(({ type }) => type === 41)
  const edns = opt && {
    size: opt.class,
    version: Math.floor(opt.ttl / 65_536) & 255,
    flags: opt.ttl & 0xffff,
    options: optionsOf(opt.rdata),
  }
  const error = edns?.options.find(({ code }) => code === 15)?.value
  return {
    id: id!,
    flags: flags!,
    rcode: (flags! & 15) | (opt ? Math.floor(opt.ttl / 0x100_0000) << 4 : 0),
    length: packet.length,
    questions,
    answers: answers!,
    authorities: authorities!,
    additionals: additionals!.filter((one) => one !== opt),
    edns,
    ede: error && { code: (error[0]! << 8) | error[1]!, text: Buffer.from(error.subarray(2)).toString('utf8') },
  }
}

function optionsOf(rdata: Uint8Array): readonly Option[] {
  const options: Option[] = []
  for (let at = 0; at < rdata.length; ) {
    const length = (rdata[at + 2]! << 8) | rdata[at + 3]!
    options.push({ code: (rdata[at]! << 8) | rdata[at + 1]!, value: rdata.slice(at + 4, at + 4 + length) })
    at += 4 + length
    if (at > rdata.length) throw new Error('an option overruns')
  }
  return options
}

function nameAt(packet: Uint8Array, at: { offset: number }): string {
  const labels: string[] = []
  let offset = at.offset
  let end = 0
  for (let steps = 0; steps < 200; steps += 1) {
    const size = packet[offset]
    if (size === undefined) throw new Error('a name cut off')
    if (size === 0) {
      at.offset = end || offset + 1
      return labels.join('.')
    }
    if (size >= 0xc0) {
      end ||= offset + 2
      offset = ((size & 63) << 8) | packet[offset + 1]!
      continue
    }
    if (size > 63) throw new Error('an unknown kind of label')
    labels.push(Buffer.from(packet.subarray(offset + 1, offset + 1 + size)).toString('latin1'))
    offset += size + 1
  }
  throw new Error('a name without end')
}
