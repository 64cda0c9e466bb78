import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { App, Person } from '../src/app/app.ts'
import { type Env, personOf } from './env.ts'

/** Milliseconds without news after which a stream gives a sign of life. */
export const heartbeatMs = 20_000
/** Live pages of one person at once: a browser opens six connections to a host. */
const perPerson = 6

/** Counts the open streams, so that neither forgotten tabs nor one person can use up the server. */
export class StreamLimit {
  readonly #most: number
  readonly #open = new Map<string, number>()
  #all = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Takes a place for a person; undefined when all are taken, or all that one person may have. Call the result, once, to give it back. */
  take(person: string): (() => void) | undefined {
    const own = this.#open.get(person) ?? 0
    if (this.#all >= this.#most || own >= perPerson) return undefined
    this.#all += 1
    this.#open.set(person, own + 1)
    return () => {
      this.#all -= 1
      const left = (this.#open.get(person) ?? 1) - 1
      if (left === 0) this.#open.delete(person)
      else this.#open.set(person, left)
    }
  }
}

/**
 * Streams events to the person who asks, until `tell` returns. `mayGoOn` says whether the session still stands and the person still has the roles and
 * classes that the stream began with: where not, `tell` has to return, and the browser asks anew. Only over HTTP/1.1.
 */
export function eventStream(
  c: Context<Env>,
  app: App,
  streams: StreamLimit,
  tell: (stream: SSEStreamingApi, mayGoOn: () => Promise<boolean>) => Promise<void>,
): Response {
  const person = personOf(c)
  const { session } = c.var
  // HEAD is answered as GET is, without the body: nobody would read the stream, and nothing would end it.
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
  const release = streams.take(person.id)
  if (!release) return c.text('Too many live pages are open.', 503, { 'Retry-After': '30' })
  // A proxy in between must not hold a line back until a buffer is full.
  c.header('X-Accel-Buffering', 'no')
  return streamSSE(c, async (stream) => {
    try {
      await tell(stream, async () => session !== undefined && isSame(await app.accounts.holderOf(session), person))
    } finally {
      release()
    }
  })
}

const isSame = (now: Person | undefined, { roles, classes }: Person): boolean =>
  now !== undefined && JSON.stringify([now.roles, now.classes]) === JSON.stringify([roles, classes])
