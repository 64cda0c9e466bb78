import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Making } from '../backup/make.ts'
import { makeBackup } from '../backup/make.ts'
import { standBehind } from './behind.ts'

/** Makes a backup on a thread that lives as long as that takes: copying two years of figures is nothing that a page should wait for. */
export function backupInThread(making: Making): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-thread.js', import.meta.url), {
      workerData: { role: 'backup', making },
      resourceLimits: { maxYoungGenerationSizeMb: 6 },
    })
    worker.once('message', () => resolve())
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that makes the backup ended with code ${code}`)))
  })
}

const given = workerData as { readonly role?: string; readonly making?: Making } | null
if (parentPort && given?.role === 'backup') {
  standBehind(10)
  await makeBackup(given.making!)
  parentPort.postMessage('done')
}
