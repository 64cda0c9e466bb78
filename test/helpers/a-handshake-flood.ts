import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'

/** Who does nothing but shake hands over TLS, on a thread of their own. */
export interface AHandshakeFlood {
  begin(): void
  /** Halts it; how many handshakes there were so far. */
  halt(): Promise<number>
}

/** A flood towards a port of 127.0.0.1, from twenty addresses, with so many handshakes under way at once. */
export function aHandshakeFlood(port: number, atOnce = 40): AHandshakeFlood {
  const worker = new Worker(join(import.meta.dirname, 'handshakes.mjs'), { workerData: { port, atOnce } })
  onTestFinished(async () => void (await worker.terminate()))
  return {
    begin: () => worker.postMessage(true),
    async halt() {
      worker.postMessage(false)
      const [done] = (await once(worker, 'message')) as [number]
      return done
    },
  }
}
