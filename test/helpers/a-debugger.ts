import { onTestFinished } from 'vitest'
import type { AProduct } from './a-product.ts'
import { until } from './a-product.ts'

/** The threads of a product that runs with `--inspect`: a way to have one die, or hang, from outside and at any moment. */
export interface ADebugger {
  /** Has a thread (`office`, `resolver`, `secure`, `list`, `backup`) run a line of script. Returns at once, whatever it does. */
  run(thread: string, script: string): Promise<void>
  /** From now on, every thread of this kind runs a line of script before its first own. Resolves with the number of those that did. */
  greet(thread: string, script: string): Promise<() => number>
}

/** How to start a product whose threads are to be got at. */
export const inspected = { environment: { NODE_OPTIONS: '--inspect=127.0.0.1:0' } } as const

/** A script that ends a thread as a bug would, and one that keeps it from its loop for so many milliseconds. */
export const DIES = 'process.exit(70)'
export const hangs = (milliseconds: number): string =>
  `setTimeout(() => { for (const end = performance.now() + ${milliseconds}; performance.now() < end; ); }, 0)`

/** The same until a file is there. */
export const hangsUntil = (file: string): string =>
  `setTimeout(() => { while (!process.getBuiltinModule('node:fs').existsSync(${JSON.stringify(file)})); }, 0)`

interface Attached {
  readonly sessionId: string
  readonly workerInfo: { readonly url: string }
}

/** Attaches to a product that was started with {@link inspected}. */
export async function aDebugger(product: AProduct): Promise<ADebugger> {
  const address = () => /ws:\/\/\S+/.exec(product.printed())?.[0]
  await until(() => address() !== undefined, product.printed)
  const socket = new WebSocket(address()!)
  // A program does not end while it is looked at.
  onTestFinished(() => socket.close())
  await new Promise((open) => socket.addEventListener('open', open, { once: true }))
  const sessions = new Map<string, string>()
  const greetings = new Map<string, string>()
  let greeted = 0
  let id = 0
  const written = (method: string, params: object) => {
    id += 1
    return JSON.stringify({ id, method, params })
  }
  const send = (method: string, params: object) => socket.send(written(method, params))
  const inThread = (sessionId: string, method: string, params: object = {}) =>
    send('NodeWorker.sendMessageToWorker', { sessionId, message: written(method, params) })
  const evaluate = (sessionId: string, expression: string) => inThread(sessionId, 'Runtime.evaluate', { expression })

  socket.addEventListener('message', ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as { method?: string; params?: Attached }
    if (method === 'NodeWorker.detachedFromWorker') sessions.delete(params!.sessionId)
    if (method !== 'NodeWorker.attachedToWorker') return
    const thread = /([a-z]+)-thread\.js/.exec(params!.workerInfo.url)?.[1] ?? ''
    sessions.set(params!.sessionId, thread)
    const greeting = greetings.get(thread)
    if (greeting !== undefined) {
      greeted += 1
      evaluate(params!.sessionId, greeting)
    }
    inThread(params!.sessionId, 'Runtime.runIfWaitingForDebugger')
  })
  send('NodeWorker.enable', { waitForDebuggerOnStart: true })
  const sessionOf = (thread: string) => [...sessions].find(([, one]) => one === thread)?.[0]
  return {
    async run(thread, script) {
      await until(() => sessionOf(thread) !== undefined)
      evaluate(sessionOf(thread)!, script)
    },
    async greet(thread, script) {
      greetings.set(thread, script)
      return () => greeted
    },
  }
}
