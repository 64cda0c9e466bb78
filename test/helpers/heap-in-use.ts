import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes that are still held in this thread, buffers included, once all is let go that nobody holds. */
export async function heapInUse(): Promise<number> {
  // What a socket held is let go some turns of the loop after it.
  for (let turn = 0; turn < 3; turn += 1) {
    collect()
    await setTimeout(10)
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
