import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Name } from '../dns/name.ts'
import type { BuiltLists, ListSource } from '../lists/build-lists.ts'
import { buildLists } from '../lists/build-lists.ts'
import type { ListedSince } from '../lists/listed-since.ts'
import { listedSince } from '../lists/listed-since.ts'

/** Builds the lists on a thread that lives as long as that takes: a million names cost a second that no answer and no page should wait for. */
export const buildInThread = (sources: readonly ListSource[]): Promise<BuiltLists> =>
  inThread({ role: 'lists', sources })

/** Looks a name up in the files of lists, on a thread for the same reason. */
export const lookInThread = (sources: readonly ListSource[], name: Name): Promise<readonly ListedSince[]> =>
  inThread({ role: 'listed-since', sources, name })

type Work =
  | { readonly role: 'lists'; readonly sources: readonly ListSource[] }
  | { readonly role: 'listed-since'; readonly sources: readonly ListSource[]; readonly name: Name }

function inThread<Result>(work: Work): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./list-thread.js', import.meta.url), {
      workerData: work,
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that reads the lists ended with code ${code}`)))
  })
}

// The office's thread loads this file too, for the functions above; its work is another.
const work = workerData as Work | { readonly role?: undefined } | null
if (work?.role === 'lists') parentPort?.postMessage(buildLists(work.sources))
else if (work?.role === 'listed-since') parentPort?.postMessage(listedSince(work.sources, work.name))
