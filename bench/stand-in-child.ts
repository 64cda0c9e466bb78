import { join } from 'node:path'
import { root } from '../src/product.ts'
import { start } from './children.ts'
import { freePort } from './ports.ts'

/** The stand-in upstream at work. */
export interface StandIn {
  readonly port: number
  /** Lets it fall silent, or speak again; what it was asked meanwhile it answers late. */
  silence(isSilent: boolean): void
}

/** Starts the stand-in upstream, whose answers may be kept for so many seconds; an hour if not said. */
export async function startStandIn(folder: string, ttl = 3600): Promise<StandIn> {
  const port = await freePort()
  const words = ['--import', 'tsx', join(root, 'bench', 'stand-in.ts'), String(port), String(ttl)]
  const child = start(process.execPath, words, join(folder, 'stand-in.log'))
  return { port, silence: (isSilent) => void child.kill(isSilent ? 'SIGSTOP' : 'SIGCONT') }
}
