import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { BuiltLists, ListSource } from './lists/build-lists.ts'
import { buildLists } from './lists/build-lists.ts'

/** Builds the lists on a thread that lives as long as that takes: a million names cost a second that no answer and no page should wait for. */
export function buildInThread(sources: readonly ListSource[]): Promise<BuiltLists> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./list-thread.js', import.meta.url), {
      workerData: { role: 'lists', sources },
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that reads the lists ended with code ${code}`)))
  })
}

const data = workerData as { readonly role?: string; readonly sources?: readonly ListSource[] } | null
if (parentPort && data?.role === 'lists') parentPort.postMessage(buildLists(data.sources!))
