import { platform, setPriority } from 'node:os'

/**
 * Puts this thread behind those that answer questions, where there are fewer cores than threads with work to do: by so much of the niceness of Linux,
 * which each thread has for itself (`setpriority(2)`, "C library/kernel differences"). Elsewhere it would slow the whole program: there it does nothing.
 */
export function standBehind(niceness: number): void {
  if (platform() === 'linux') setPriority(0, niceness)
}
