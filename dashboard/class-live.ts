import type { Context } from 'hono'
import type { App } from '../src/app/app.ts'
import type { Env } from './env.ts'
import { eventStream, heartbeatMs, type StreamLimit } from './event-stream.ts'
import { gatherClass } from './pages/class-page.ts'
import type { ClassPage } from './views/class-page.ts'

/** Several changes at once are told once. */
const settleMs = 100

/** Tells a class's page when something on it has changed, until the browser leaves, or the session or the person's rights end. Only over HTTP/1.1. */
export function liveClass(c: Context<Env>, app: App, shown: ClassPage, streams: StreamLimit): Response {
  return eventStream(c, app, streams, async (stream, mayGoOn) => {
    const bell = new Bell()
    const stop = app.changes.follow(() => bell.ring())
    stream.onAbort(() => bell.ring())
    let told = printOf(shown, app)
    try {
      await stream.write(': here\n\n')
      while (!stream.aborted) {
        const rung = await bell.wait(heartbeatMs)
        if (stream.aborted || !(await mayGoOn())) break
        if (!rung) {
          await stream.write(': still here\n\n')
          continue
        }
        await stream.sleep(settleMs)
        const held = await gatherClass(app, c)
        if (!held.ok) break
        const print = printOf(held.value, app)
        if (print === told) continue
        told = print
        await stream.writeSSE({ event: 'changed', data: String(held.value.waiting.length) })
      }
    } finally {
      stop()
    }
  })
}

/** What of a class's page can change without the clock. */
const printOf = ({ now, park, focuses, waiting }: ClassPage, app: App): string => {
  const { grants, deviceGrants, closed, devicesKnown } = now
  return JSON.stringify([grants, deviceGrants, closed, devicesKnown, park, focuses, waiting, app.passingOn()])
}

/** Rings once however often it is rung between two looks. */
class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves to true once it was rung, to false when `ms` have passed. */
  async wait(ms: number): Promise<boolean> {
    if (!this.#rung) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, ms)
      this.#wake = resolve
      await promise
      clearTimeout(timer)
    }
    const rung = this.#rung
    this.#rung = false
    return rung
  }
}
