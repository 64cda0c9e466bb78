import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'

const running = new Set<ChildProcess>()

/** Starts a program that lives until {@link stop} or {@link stopAll}; what it prints goes to the file `log`. */
export function start(program: string, words: readonly string[], log: string): ChildProcess {
  const file = openSync(log, 'a')
  const child = spawn(program, words, { stdio: ['ignore', file, file] })
  closeSync(file)
  running.add(child)
  child.on('error', () => running.delete(child))
  child.on('exit', () => running.delete(child))
  return child
}

/** Asks a program to end, and waits until it has; after ten seconds it must. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

/** Ends at once whatever still runs. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGKILL')
}
