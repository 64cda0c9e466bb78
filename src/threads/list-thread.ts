import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Name } from '../dns/name.ts'
import type { BuiltLists, ListProgress, ListSource } from '../lists/build-lists.ts'
import { acceptFile, buildLists, checkFile } from '../lists/build-lists.ts'
import type { ReadElsewhere } from '../lists/library.ts'
import { listedSince } from '../lists/listed-since.ts'
import { searchLists } from '../lists/search-lists.ts'
import { standBehind } from './behind.ts'

/** Builds the lists on a thread that lives as long as that takes: a million names cost a second that no answer and no page should wait for. */
export const buildInThread = (
  sources: readonly ListSource[],
  onRead: (progress: ListProgress) => void,
): Promise<BuiltLists> => inThread({ role: 'lists', sources }, onRead)

/** Reads in the files of lists, on a thread for the same reason. */
export const readInThread: ReadElsewhere = {
  listedSince: (sources, name) => inThread({ role: 'listed-since', sources, name }),
  search: (sources, name) => inThread({ role: 'list-search', sources, name }),
  check: (path, copy) => inThread({ role: 'list-check', path, copy }),
  accept: (path, copy) => inThread({ role: 'list-accept', path, copy }),
}

type Work =
  | { readonly role: 'lists'; readonly sources: readonly ListSource[] }
  | { readonly role: 'listed-since' | 'list-search'; readonly sources: readonly ListSource[]; readonly name: Name }
  | { readonly role: 'list-check' | 'list-accept'; readonly path: string; readonly copy: string }

type Word = { readonly progress: ListProgress } | { readonly result: unknown }

function inThread<Result>(work: Work, onRead: (progress: ListProgress) => void = () => {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./list-thread.js', import.meta.url), {
      workerData: work,
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    })
    worker.on('message', (word: Word) => {
      if ('progress' in word) onRead(word.progress)
      else resolve(word.result as Result)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that reads the lists ended with code ${code}`)))
  })
}

function done(work: Work): unknown {
  switch (work.role) {
    case 'lists':
      return buildLists(work.sources, (progress) => tell({ progress }))
    case 'listed-since':
      return listedSince(work.sources, work.name)
    case 'list-search':
      return searchLists(work.sources, work.name)
    case 'list-check':
      return checkFile(work.path, work.copy)
    case 'list-accept':
      return acceptFile(work.path, work.copy)
    default:
      return work satisfies never
  }
}

const tell = (word: Word): void => parentPort?.postMessage(word)

const roles: readonly unknown[] = [
  'lists',
  'listed-since',
  'list-search',
  'list-check',
  'list-accept',
] satisfies readonly Work['role'][]

// The office's thread loads this file too, for the functions above; its work is another.
const work = workerData as Work | { readonly role?: undefined } | null
if (work && roles.includes(work.role)) {
  standBehind(10)
  tell({ result: done(work as Work) })
}
