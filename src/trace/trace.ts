import type { Asked } from '../answer/answer.ts'
import { Answerer, PENDING, unanswerable } from '../answer/answer.ts'
import type { Cache } from '../answer/cache.ts'
import type { Discovery } from '../answer/discovery.ts'
import { errors } from '../answer/errors.ts'
import type { Fetched, Fetcher } from '../answer/fetch.ts'
import { questionLike } from '../answer/fetch.ts'
import type { Home } from '../answer/home.ts'
import { udpRoom } from '../answer/pass-on.ts'
import type { LabelView } from '../dns/labels.ts'
import type { Name } from '../dns/name.ts'
import { wireOfName } from '../dns/name.ts'
import { refused, writeWord } from '../dns/reply.ts'
import { Query, scanQuery } from '../dns/scan.ts'
import type { InForce, Met } from '../in-force.ts'
import type { Trace, TraceOrder, TraceQuestion, TraceStep } from '../link.ts'
import type { Entry } from '../policy/compile.ts'
import { permitted } from '../query-path.ts'
import { readReply } from './trace-reply.ts'

/** The parts of the resolver that a question passes. */
export interface TraceParts {
  readonly inForce: InForce
  readonly cache: Cache
  readonly fetcher: Fetcher
  readonly home: Home
  readonly discovery: Discovery
  /** Our address that it is asked at. */
  readonly local: string
  readonly clock: () => number
  /** Milliseconds that only go forward, with fractions. */
  readonly ticks: () => number
}

/** Carries out what it is told; ways one at a time, as each listens to what the upstreams are asked. Undefined goes back where there is nothing to decide by. */
export function tracer(parts: Omit<TraceParts, 'inForce'>): (order: TraceOrder, inForce: InForce | undefined) => void {
  let last: Promise<void> = Promise.resolve()
  return ({ what, question, port }, inForce) => {
    if (what === 'met') {
      port.postMessage(inForce?.metAt(question.from) ?? 0)
      port.close()
      return
    }
    last = last.then(async () => {
      port.postMessage(inForce && (await traceQuery({ ...parts, inForce }, question).catch(() => undefined)))
      port.close()
    })
  }
}

/**
 * Takes a question the way of a query, by the same parts, and tells each step with its time. Nothing is recorded or counted, no device is met and no limit
 * used up; what had to be fetched is kept, as it always is. One at a time.
 */
async function traceQuery(parts: TraceParts, asked: TraceQuestion): Promise<Trace> {
  const steps: TraceStep[] = []
  const began = parts.ticks()
  const packet = packetOf(asked)
  const query = new Query()
  scanQuery(packet, packet.length, query)
  const out = new Uint8Array(65_535)
  const timed = timing(parts.ticks, steps)
  const now = parts.clock()

  const met = timed('who', () => parts.inForce.peek(asked.from, now), whoSaid)
  const no = unanswerable(query)
  const { language } = parts.inForce.snapshot.policy.school
  let length: number | undefined
  if (met !== undefined)
    length = no
      ? refused(packet, query, out, errors[language][no])
      : await answered(parts, { packet, query, met, now, out, timed, steps })
  const reply = length === undefined ? undefined : readReply(out.subarray(0, length))
  const microseconds = Math.round((parts.ticks() - began) * 1000)
  return { ...asked, steps, ...(reply === undefined ? {} : { reply }), microseconds }
}

type Said = TraceStep['said']
type Timed = <Value>(step: TraceStep['step'], work: () => Value, say: (value: Value) => Said) => Value

function timing(ticks: () => number, steps: TraceStep[]): Timed {
  return (step, work, say) => {
    const from = ticks()
    const value = work()
    steps.push({ step, microseconds: Math.round((ticks() - from) * 10_000) / 10, said: say(value) })
    return value
  }
}

interface Walk {
  readonly packet: Uint8Array
  readonly query: Query
  readonly met: Met
  readonly now: number
  readonly out: Uint8Array
  readonly timed: Timed
  readonly steps: TraceStep[]
}

async function answered(parts: TraceParts, walk: Walk): Promise<number> {
  const { packet, query, met, now, out, timed } = walk
  const { inForce, cache, fetcher, ticks } = parts
  const { view } = met
  const answerer = new Answerer(cache, fetcher, parts.home, parts.discovery)
  timed('names', () => inForce.hits(packet, query.name), namesSaid)
  const entry = timed('gate', () => inForce.decide(view, packet, query.name), decisionSaid)
  const { verdict } = entry.decision
  if (verdict.kind !== 'block') {
    const at = verdict.kind === 'rewrite' ? questionLike(query, verdict.target) : { packet, query }
    timed(
      'cache',
      () => cache.find(at.packet, at.query),
      (kept) => cacheSaid(kept, ticks()),
    )
  }
  const asked: Asked = {
    decide: (target: Uint8Array, name: LabelView) => inForce.decide(view, target, name),
    local: parts.local,
    room: udpRoom(query),
    permitted: permitted(met, now),
    withholdsEch: view.withholdsEch,
    ticks: ticks(),
    kept: cache.find(packet, query),
    fetched: undefined,
  }
  const answer = () => answerer.answer(packet, query, entry, asked, out)
  const said = () => (answerer.decided === entry ? {} : decisionSaid(answerer.decided))
  const length = timed('answer', answer, (found) => (found === PENDING ? { waits: true } : said()))
  if (length !== PENDING) return length
  asked.fetched = await fetched(parts, answerer, entry, walk)
  asked.ticks = ticks()
  asked.kept = cache.find(packet, query)
  return timed('answer', answer, said)
}

/** Waits as the device would, and notes who was asked meanwhile. */
async function fetched({ fetcher, ticks }: TraceParts, answerer: Answerer, entry: Entry, walk: Walk): Promise<Fetched> {
  const { packet, query, steps } = walk
  const { verdict } = entry.decision
  const at = verdict.kind === 'rewrite' ? questionLike(query, verdict.target) : { packet, query }
  const mine = Buffer.from(at.packet.subarray(12, at.query.name.end + 4))
  const from = ticks()
  fetcher.upstreams.watch?.(({ question, ...said }) => {
    if (mine.equals(question)) steps.push({ step: 'upstream', microseconds: 0, said })
  })
  const result = await answerer.fetch(packet, query, entry, from).finally(() => fetcher.upstreams.watch?.(undefined))
  const microseconds = Math.round((ticks() - from) * 1000)
  steps.push({ step: 'fetched', microseconds, said: { outcome: result === 'failed' ? 'failed' : 'answer' } })
  return result
}

const whoSaid = (met: Met | undefined): Said =>
  met === undefined
    ? { network: 'not the school’s' }
    : {
        group: met.client.group,
        ...(met.client.device === undefined ? {} : { device: met.client.device }),
        ...(met.client.classes.length === 0 ? {} : { classes: met.client.classes.join(', ') }),
        known: met.known,
        time: met.view.kindOfTime,
      }

const namesSaid = (hits: ReturnType<InForce['hits']>): Said =>
  Object.fromEntries(
    hits.map(({ index, entry, tags }) => [index, entry === undefined ? '-' : `${entry}: ${tags.join(' ')}`]),
  )

function decisionSaid({ decision: { verdict, reason }, platform, category }: Entry): Said {
  const { kind, ...more } = reason
  const facts = Object.entries({ platform, category, ...more }).flatMap(([key, value]) => {
    if (value === undefined) return []
    if (typeof value !== 'object') return [[key, value] as const]
    return [
      [key, 'id' in value ? `${value.kind}:${value.id}` : 'name' in value ? `site:${value.name}` : value.kind] as const,
    ]
  })
  return {
    verdict: verdict.kind,
    ...(verdict.kind === 'rewrite' ? { to: verdict.target } : {}),
    reason: kind,
    ...Object.fromEntries(facts),
  }
}

function cacheSaid(kept: ReturnType<Cache['find']>, ticks: number): Said {
  if (kept === undefined) return { kept: 'nothing' }
  const seconds = Math.round(Math.abs(kept.expires - ticks) / 1000)
  return kept.expires > ticks ? { kept: 'fresh', seconds } : { kept: 'past its time', seconds }
}

/** The question as a device sends it: with EDNS and "recursion desired". */
function packetOf({ name, type }: TraceQuestion): Uint8Array {
  const wire = wireOfName(name as Name)
  const packet = new Uint8Array(12 + wire.length + 4 + 11)
  writeWord(packet, 2, 0x0100)
  packet[5] = 1
  packet[11] = 1
  packet.set(wire, 12)
  const end = writeWord(packet, writeWord(packet, 12 + wire.length, type), 1)
  writeWord(packet, writeWord(packet, end + 1, 41), 1232)
  return packet
}
