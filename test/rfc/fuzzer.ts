import { packetNamed, shippedPackets } from '../packets/packets.ts'
import { aPath } from './a-path.ts'
import { clients } from './a-policy.ts'
import type { Said } from './a-upstream.ts'
import { responseTo } from './a-upstream.ts'
import { equal, judged } from './judge.ts'
import { mutated, seeded } from './mutate.ts'
import { a, cname, query, soa, svcb } from './wire.ts'

/** What came of a run: how often each outcome, and the first packets (in hex) that were taken wrong, with what was wrong. */
export interface FuzzResult {
  readonly outcomes: Readonly<Record<string, number>>
  readonly faults: readonly { readonly packet: string; readonly fault: string }[]
}

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

/** Answers of every kind that the path reads. */
const answers: readonly Said[] = [
  { answers: [{ type: 1, ttl: 300, rdata: a('192.0.2.1') }] },
  {
    answers: [
      { type: 5, ttl: 60, rdata: cname('closed.example') },
      { name: 'closed.example', type: 1, ttl: 60, rdata: a('192.0.2.1') },
    ],
  },
  { answers: [{ type: 65, ttl: 60, rdata: svcb(1, 'chat.example') }] },
  { rcode: 3, authorities: [{ name: 'example', type: 6, ttl: 60, rdata: soa(30) }] },
  {
    answers: [{ type: 16, ttl: 1, rdata: new Uint8Array(600) }],
    additionals: [{ name: '', type: 41, class: 1232, ttl: 0, rdata: new Uint8Array(0) }],
  },
  { rcode: 2 },
]

/** Puts `count` mutated upstream answers through the path: to good queries, whose replies must be good whatever upstream says. */
export async function fuzzAnswers(count: number, seed: number): Promise<FuzzResult> {
  const random = seeded(seed)
  let answer = new Uint8Array(0)
  let ticks = 0
  const path = aPath(
    (asked) => {
      const corpus = answers.map((said) => responseTo(asked, said))
      answer = new Uint8Array(mutated(corpus, random))
      // Two in three keep the id and the question, as what comes so far does.
      if (random(3) > 0) keepQuestion(answer, asked)
      return answer
    },
    () => ticks,
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
    const reply = await path.handle(asked, turn % 4 ? clients.pupil : clients.staff, transport)
    return { packet: answer, outcome: reply === undefined ? 'fault: no reply' : judged(asked, reply, transport, true) }
  })
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
  for (let turn = 0; turn < count; turn += 1) {
    const { packet, outcome } = await one(turn).catch((error: Error & { packet?: Uint8Array }) => ({
      packet: error.packet ?? new Uint8Array(0),
      outcome: `fault: ${error.stack}`,
    }))
    if (outcome.startsWith('fault')) {
      if (faults.length < 5) faults.push({ packet: Buffer.from(packet).toString('hex'), fault: outcome })
    } else outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  return { outcomes, faults }
}
