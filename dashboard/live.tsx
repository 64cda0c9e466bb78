import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import type { App, AttemptFilter, AttemptView, Person } from '../src/app/app.ts'
import { type Env, personOf, type View } from './env.ts'
import { eventStream, heartbeatMs, type StreamLimit } from './event-stream.ts'
import { AttemptItem } from './views/attempt-item.tsx'

/** How many attempts wait for one slow browser: as many as its list holds, so what is left out would have dropped off it. */
const queueLimit = 200
/** Whether a stream may go on is asked at least so often, in milliseconds, however much there is to tell. */
const lookEveryMs = 20_000

type Selection = Omit<AttemptFilter, 'before' | 'beforeId' | 'limit'>

/**
 * Streams new and changed attempts as list items, until the browser leaves, or the session or the person's rights end. `back` is the query of the list
 * that they come to. Only over HTTP/1.1.
 */
export function liveAttempts(
  c: Context<Env>,
  app: App,
  selection: Selection,
  back: string,
  streams: StreamLimit,
): Response {
  const person = personOf(c)
  const { view } = c.var
  return eventStream(c, app, streams, async (stream, mayGoOn) => {
    const queue = new Queue()
    const stop = app.attempts.follow(person, selection, (attempts) => queue.add(attempts))
    stream.onAbort(() => queue.wake())
    let looked = app.clock()
    try {
      await catchUp(app, person, selection, c.req.header('last-event-id') ?? c.req.query('since'), queue)
      while (true) {
        await send(stream, view, back, queue)
        const woken = await queue.wait(heartbeatMs)
        if (stream.aborted) break
        // A clock can also be put back.
        if (woken && Math.abs(app.clock() - looked) < lookEveryMs) continue
        looked = app.clock()
        if (!(await mayGoOn())) break
        if (!woken) await stream.write(': still here\n\n')
      }
    } finally {
      stop()
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

async function send(stream: SSEStreamingApi, view: View, back: string, queue: Queue) {
  const attempts = queue.take()
  if (attempts.length === 0) return
  const rows = attempts.map((attempt) => <AttemptItem view={view} attempt={attempt} back={back} fresh />)
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
