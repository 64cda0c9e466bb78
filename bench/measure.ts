import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts a process's time in hundredths of a second, on every Linux there is. */
const TICK = 10_000

/** CPU time of a process, user and system, all threads, in microseconds. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields[11]) + Number(fields[12])) * TICK
}

/** Peak resident memory of a process and all below it, in megabytes. */
export const peakMemory = (pid: number): number => treeMemory(pid, 'VmHWM')

/** Resident memory of a process and all below it at this moment, in megabytes. */
export const memoryNow = (pid: number): number => treeMemory(pid, 'VmRSS')

type Kind = 'VmHWM' | 'VmRSS'

function treeMemory(pid: number, kind: Kind): number {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = orNothing(() => statOf(Number(entry)))
    if (fields) parents.set(Number(entry), Number(fields[1]))
  }
  const isBelow = (other: number | undefined): boolean =>
    other !== undefined && (other === pid || isBelow(parents.get(other)))
  const tree = [...parents.keys()].filter(isBelow)
  return tree.reduce((sum, member) => sum + (orNothing(() => memoryOf(member, kind)) ?? 0), 0) / 1024
}

/** The middle value; of two the mean. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

/** The median, and the values below and above which a quarter lies (at least so much). */
export function quartiles(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)]!
  return { low: at(0.25), median: median(values), high: at(0.75) }
}

/** The fields of `/proc/PID/stat` behind the name of the program: its state first. */
function statOf(pid: number): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function memoryOf(pid: number, kind: Kind): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
}

/** A process may be gone between two looks. */
function orNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
