import { setTimeout } from 'node:timers/promises'
import type { MessagePort } from 'node:worker_threads'
import { MessageChannel } from 'node:worker_threads'
import type { Resolver } from '../app/parts.ts'
import type { Down, Trace, TraceOrder, TraceQuestion, Up } from '../link.ts'
import type { StandingFile } from '../standing/standing.ts'
import type { Clock } from '../time/clock.ts'
import { Gathering } from './gathering.ts'
import { letGo } from './let-go.ts'

/** Milliseconds that the resolver's last words get to be written down: tens of thousands of attempts after the busiest minute. */
const FINISHES_WITHIN = 5_000

/** Milliseconds that a thread gets to say whether it knows a device; one that hangs does not. */
const KNOWS_WITHIN = 1_000

/** The policy first: without it a resolver can place no device. */
const ORDER = ['snapshot', 'acts', 'devices', 'upstreams'] as const satisfies readonly Down['kind'][]

/** One resolver thread: messages that it has not applied yet, and what resolves when it is gone. */
interface Thread {
  readonly waiting: (() => void)[]
  readonly gone: Promise<void>
}

/** The office's end of the links: tells every resolver thread what is to hold, hears all of them as one, and keeps on disk what they were told. */
export class ResolverLink implements Resolver {
  readonly #standing: Pick<StandingFile, 'save'>
  readonly #gathering: Gathering<MessagePort>
  readonly #threads = new Map<MessagePort, Thread>()
  readonly #latest = new Map<Down['kind'], Down>()
  /** What was told and is not written down yet: it may be there when who told it is gone. */
  readonly #taking = new Set<Promise<void>>()

  /** `run` tells this run of the program from others. */
  constructor(standing: Pick<StandingFile, 'save'>, clock: Clock, run: string) {
    this.#standing = standing
    this.#gathering = new Gathering(clock, run)
  }

  /** Talks to this thread, too, until it ends. Tells it what the others know; whether they know all is for the caller to say. */
  attach(port: MessagePort, receive: (message: Up) => Promise<void>): void {
    const waiting: (() => void)[] = []
    port.on('message', (message: Up) => {
      if (message.kind === 'applied') {
        waiting.shift()?.()
        return
      }
      const gathered = this.#gathering.of(port, message)
      if (gathered === undefined) return
      const taking = receive(gathered)
        .catch((error: unknown) => console.error('office:', error))
        .finally(() => this.#taking.delete(taking))
      this.#taking.add(taking)
    })
    const gone = new Promise<void>((resolve) => port.once('close', resolve)).then(() => this.#gone(port))
    this.#threads.set(port, { waiting, gone })
    for (const kind of ORDER) {
      const known = this.#latest.get(kind)
      if (known) void this.#tell(port, known)
    }
  }

  /** Resolves when every thread that answers has applied it. */
  async send(message: Down): Promise<void> {
    const before = this.#latest.get(message.kind)
    this.#latest.set(message.kind, message)
    const ports = [...this.#threads.keys()]
    await Promise.all(ports.map((port) => this.#tell(port, message)))
    // The resolver first: a person is waiting for it, and the disk may be slow.
    this.#standing.save(message)
    if (listsOf(before) !== listsOf(message)) letGo()
  }

  /** Has a question traced in the thread whose device asks it: by its cache, and by what it met last. Undefined where none can. */
  async trace(question: TraceQuestion): Promise<Trace | undefined> {
    const threads = [...this.#threads.keys()]
    const metAt = (thread: MessagePort) =>
      Promise.race([asked<number>(thread, { what: 'met', question }), setTimeout(KNOWS_WITHIN, 0, { ref: false })])
    const met = threads.length < 2 ? [] : (await Promise.all(threads.map(metAt))).map((at) => at ?? 0)
    const thread = threads[Math.max(0, met.indexOf(Math.max(...met)))]
    return thread && (await asked<Trace>(thread, { what: 'way', question }))
  }

  /** Waits for what the resolver told last, which ends before the office does; not for long, should it hang. */
  async finish(): Promise<void> {
    const threads = Promise.all([...this.#threads.values()].map(({ gone }) => gone))
    const all = threads.then(() => Promise.all(this.#taking))
    await Promise.race([all, setTimeout(FINISHES_WITHIN)])
  }

  #tell(port: MessagePort, message: Down): Promise<void> {
    const applied = new Promise<void>((resolve) => this.#threads.get(port)?.waiting.push(resolve))
    port.postMessage(message)
    return applied
  }

  /** A thread that is gone answers nobody: nothing waits for it. The one that takes its place begins with what holds by then. */
  #gone(port: MessagePort): void {
    const thread = this.#threads.get(port)
    this.#threads.delete(port)
    this.#gathering.gone(port)
    for (const done of thread?.waiting ?? []) done()
  }
}

/** Which lists a snapshot has. */
const listsOf = (message: Down | undefined): string | undefined =>
  message?.kind === 'snapshot' ? message.snapshot.lists.making : undefined

/** What a thread answers to an order; undefined where it ends first. */
function asked<Answer>(thread: MessagePort, order: Pick<TraceOrder, 'what' | 'question'>): Promise<Answer | undefined> {
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<Answer | undefined>((resolve) => {
    port1.once('message', resolve)
    port1.once('close', () => resolve(undefined))
  })
  thread.postMessage({ kind: 'trace', ...order, port: port2 } satisfies TraceOrder, [port2])
  return answer
}
