import { heapInUse } from '../helpers/heap-in-use.ts'
import { packetNamed, shippedPackets } from '../packets/packets.ts'
import { aPath } from './a-path.ts'
import { aPolicy, aSnapshot, clients } from './a-policy.ts'
import type { Said } from './a-upstream.ts'
import { responseTo } from './a-upstream.ts'
import { equal, judged } from './judge.ts'
import { mutated, seeded } from './mutate.ts'
import { a, cname, query, read, soa, svcb, u16 } from './wire.ts'

/** What came of a run: how often each outcome, the first packets (in hex) that were taken wrong, with what was wrong, and what was kept of them all. */
export interface FuzzResult {
  readonly outcomes: Readonly<Record<string, number>>
  /** Bytes that are held at the end and were not when half of it was done. */
  readonly held: number
  readonly faults: readonly { readonly packet: string; readonly fault: string }[]
}

/** What may come and go in between: with a hundred thousand packets, less than sixty-four bytes of each. */
export const MOST_HELD = 6 << 20

/** Names of every kind that the policy tells apart; types and flags are for the mutations to find. */
const seeds: readonly Uint8Array[] = [
  ...[
    'www.example',
    'closed.example',
    'x.games.example',
    'adult.example',
    'search.example',
    'rooster.example',
    'localhost',
    'x.local',
    'use-application-dns.net',
    'resolver.arpa',
    '',
  ].flatMap((name) => [query({ name }), query({ name, edns: {} }), query({ name, type: 65, edns: { flags: 0x8000 } })]),
  query({ name: 'www.example', type: 255 }),
  query({
    name: 'www.example',
    edns: {
      options: [
        [10, new Uint8Array(8)],
        [8, Uint8Array.from([0, 1, 24, 0, 10, 1, 2])],
      ],
    },
  }),
]

/** Puts `count` mutated queries through the whole path, with a real cache and an upstream that says an address. */
export async function fuzzQueries(count: number, seed: number): Promise<FuzzResult> {
  const random = seeded(seed)
  const corpus = [...seeds, ...seeds, ...seeds, ...shippedPackets().map(packetNamed)]
  const path = aPath(undefined, () => 0)
  const froms = Object.values(clients)
  return run(count, async () => {
    const packet = mutated(corpus, random)
    const transport = random(2) === 0 ? 'udp' : 'tcp'
    const before = packet.slice()
    const reply = await path.handle(packet, froms[random(froms.length)]!, transport)
    if (!equal(packet, before)) throw Object.assign(new Error('the packet was changed'), { packet })
    return { packet, outcome: reply === undefined ? 'silence' : judged(packet, reply, transport) }
  })
}

/** A school as most are: pupils get no ECH. */
const withholding = () =>
  aSnapshot({
    ...aPolicy,
    groups: aPolicy.groups.map((group) => (group.id === 'pupils' ? { ...group, ech: 'withhold' } : group)),
  })

/** Rdata of an HTTPS record with the key that hides names, and more on both sides of it. */
const param = (key: number, ...value: readonly number[]) => [...u16(key), ...u16(value.length), ...value]
const hiding = (target: string) =>
  Uint8Array.from([
    ...svcb(1, target),
    ...param(0, 0, 1, 0, 5),
    ...param(1, 2, 0x68, 0x32),
    ...param(4, 192, 0, 2, 1),
    ...param(5, 0, 4, 0xfe, 0x0d, 0, 0),
    ...param(6, ...new Array<number>(16).fill(32)),
  ])

/** Answers of every kind that the path reads; each has an OPT, as what is asked has one. */
const answers: readonly Said[] = [
  { answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] },
  {
    answers: [
      { type: 5, ttl: 60, rdata: cname('closed.example') },
      { name: 'closed.example', type: 1, ttl: 60, rdata: a('192.0.2.1') },
    ],
  },
  { answers: [{ type: 65, ttl: 60, rdata: svcb(1, 'chat.example') }] },
  { answers: [{ type: 65, ttl: 60, rdata: hiding('') }] },
  {
    answers: [
      { type: 65, ttl: 60, rdata: hiding('a.example') },
      { type: 46, ttl: 60, rdata: Uint8Array.from([...u16(65), ...new Array<number>(40).fill(1)]) },
      { type: 65, ttl: 60, rdata: hiding('b.example') },
    ],
    additionals: [{ name: 'a.example', type: 1, ttl: 60, rdata: a('192.0.2.1') }],
  },
  { rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 60, rdata: soa(30) }] },
  {
    answers: [{ type: 16, ttl: 1, rdata: new Uint8Array(600) }],
  },
  { rcode: 2 },
]

/** Puts `count` mutated upstream answers through the path: to good queries, whose replies must be good whatever upstream says. */
export async function fuzzAnswers(count: number, seed: number): Promise<FuzzResult> {
  const random = seeded(seed)
  let answer = new Uint8Array(0)
  let ticks = 0
  const corpora = new Map<string, readonly Uint8Array[]>()
  const path = aPath(
    (asked) => {
      const key = Buffer.from(asked).toString('latin1')
      const corpus = corpora.get(key) ?? answers.map((said) => responseTo(asked, said))
      corpora.set(key, corpus)
      answer = new Uint8Array(mutated(corpus, random))
      // Two in three keep the id and the question, as what comes so far does.
      if (random(3) > 0) keepQuestion(answer, asked)
      return answer
    },
    () => ticks,
    withholding(),
  )
  return run(count, async (turn) => {
    ticks += 1_000_000
    const asked = query({
      name: `n${turn % 5}.example`,
      type: [1, 28, 65][turn % 3]!,
      id: turn & 0xffff,
      ...(turn % 2 ? { edns: {} } : {}),
    })
    const transport = turn % 7 === 0 ? 'tcp' : 'udp'
    const from = turn % 4 ? clients.pupil : clients.staff
    const reply = await path.handle(asked, from, transport)
    if (reply === undefined) return { packet: answer, outcome: 'fault: no reply' }
    const services = servicesIn(reply)
    if (from === clients.pupil && services.some(hidesNames))
      return { packet: answer, outcome: 'fault: ECH for who gets none' }
    const outcome = judged(asked, reply, transport, true)
    const isBare = from === clients.pupil && services.length > 0 && !outcome.startsWith('fault')
    return { packet: answer, outcome: isBare ? 'a service without ECH' : outcome }
  })
}

/** Rdata of the HTTPS and SVCB records of a reply; none where its names were made up so badly that it cannot be read. */
function servicesIn(reply: Uint8Array): readonly Uint8Array[] {
  try {
    const { answers: given, authorities, additionals } = read(reply)
    return [...given, ...authorities, ...additionals]
      .filter(({ type }) => type === 64 || type === 65)
      .map(({ rdata }) => rdata)
  } catch {
    return []
  }
}

/** Whether parameter 5 is among those of a record, read as a browser that is not strict would. */
function hidesNames(rdata: Uint8Array): boolean {
  let at = 2
  while (rdata[at]! > 0 && rdata[at]! < 64) at += rdata[at]! + 1
  at += rdata[at] === 0 ? 1 : 2
  for (; at + 4 <= rdata.length; at += 4 + ((rdata[at + 2]! << 8) | rdata[at + 3]!))
    if (rdata[at] === 0 && rdata[at + 1] === 5) return true
  return false
}

/** Puts id, QR and question back into an answer, as far as it reaches. */
function keepQuestion(answer: Uint8Array, asked: Uint8Array): void {
  const right = responseTo(asked, {})
  answer.set(right.slice(0, Math.min(6, answer.length)))
  if (answer.length > 12) answer.set(right.slice(12, answer.length), 12)
}

async function run(
  count: number,
  one: (turn: number) => Promise<{ packet: Uint8Array; outcome: string }>,
): Promise<FuzzResult> {
  const outcomes: Record<string, number> = {}
  const faults: { packet: string; fault: string }[] = []
  let before = 0
  for (let turn = 0; turn < count; turn += 1) {
    if (turn === count >> 1) before = await heapInUse()
    const { packet, outcome } = await one(turn).catch((error: Error & { packet?: Uint8Array }) => ({
      packet: error.packet ?? new Uint8Array(0),
      outcome: `fault: ${error.stack}`,
    }))
    if (outcome.startsWith('fault')) {
      if (faults.length < 5) faults.push({ packet: Buffer.from(packet).toString('hex'), fault: outcome })
    } else outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { outcomes, faults, held: (await heapInUse()) - before }
}
