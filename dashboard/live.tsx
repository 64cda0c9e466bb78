import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { App, AttemptFilter, AttemptView, Person } from '../src/app/app.ts'
import { type Env, personOf, type View } from './env.ts'
import { AttemptItem } from './views/attempt-item.tsx'

const heartbeatMs = 20_000
/** How many attempts wait for one slow browser: as many as its list holds, so what is left out would have dropped off it. */
const queueLimit = 200
const streamLimit = 100

type Selection = Omit<AttemptFilter, 'before' | 'limit'>

/** Counts the open streams, so that forgotten tabs cannot use up the server. */
export class StreamLimit {
  readonly #most: number
  #open = 0

  constructor(most = streamLimit) {
    this.#most = most
  }

  /** Takes a place; undefined when all are taken. Call the result to give it back. */
  take(): (() => void) | undefined {
    if (this.#open >= this.#most) return undefined
    this.#open += 1
    return () => {
      this.#open -= 1
    }
  }
}

/** Streams new and changed attempts as list items, until the browser leaves or the session ends. Only over HTTP/1.1. */
export function liveAttempts(c: Context<Env>, app: App, selection: Selection, streams: StreamLimit): Response {
  const person = personOf(c)
  const { view, session } = c.var
  const release = streams.take()
  if (!release) return c.text('Too many live pages are open.', 503, { 'Retry-After': '30' })
  // A proxy in between must not hold rows back until a buffer is full.
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    const queue = new Queue()
    const stop = app.attempts.follow(person, selection, (attempts) => queue.add(attempts))
    stream.onAbort(() => queue.wake())
    try {
      await catchUp(app, person, selection, c.req.header('last-event-id') ?? c.req.query('since'), queue)
      while (!stream.aborted) {
        await send(stream, view, queue)
        const woken = await queue.wait(heartbeatMs)
        if (woken) continue
        if (session === undefined || !(await app.accounts.personOf(session))) break
        await stream.write(': still here\n\n')
      }
    } finally {
      stop()
      release()
    }
  })
}

/** What came in since the newest row that the browser has, from its last event's id or, at first, from the address. */
async function catchUp(app: App, person: Person, selection: Selection, seen: string | undefined, queue: Queue) {
  const since = Number(seen)
  if (seen === undefined || !Number.isFinite(since)) return
  const recent = await app.attempts.recent(person, { ...selection, limit: queueLimit })
  queue.add(recent.filter(({ last }) => last > since))
}

async function send(stream: SSEStreamingApi, view: View, queue: Queue) {
  const attempts = queue.take()
  if (attempts.length === 0) return
  const rows = attempts.map((attempt) => <AttemptItem view={view} attempt={attempt} fresh />)
  await stream.writeSSE({
    event: 'attempts',
    id: String(Math.max(...attempts.map(({ last }) => last))),
    data: rows.map((row) => row.toString()).join(''),
  })
}

/** Attempts that wait to be sent, the newest state of each once. */
class Queue {
  readonly #waiting = new Map<number, AttemptView>()
  #wake: (() => void) | undefined

  add(attempts: readonly AttemptView[]): void {
    for (const attempt of attempts) {
      this.#waiting.delete(attempt.id)
      this.#waiting.set(attempt.id, attempt)
    }
    for (const id of this.#waiting.keys()) {
      if (this.#waiting.size <= queueLimit) break
      this.#waiting.delete(id)
    }
    if (attempts.length > 0) this.wake()
  }

  take(): readonly AttemptView[] {
    const taken = [...this.#waiting.values()]
    this.#waiting.clear()
    return taken
  }

  wake(): void {
    this.#wake?.()
  }

  /** Resolves to true when something was added or the stream ended, to false when `ms` have passed. */
  async wait(ms: number): Promise<boolean> {
    if (this.#waiting.size > 0) return true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), ms)
    this.#wake = () => resolve(true)
    const woken = await promise
    clearTimeout(timer)
    return woken
  }
}
