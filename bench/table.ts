import { cpus, totalmem } from 'node:os'
import { versionOf } from './peers.ts'

/** A table with its columns lined up: the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What this was measured on, and when. */
export function machine() {
  const cores = cpus()
  const programs = ['dnsperf', 'unbound', 'dnsdist'].map((program) => `${program} ${versionOf(program) ?? '-'}`)
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    cores: cores.length,
    model: cores[0]?.model.trim() ?? 'unknown',
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
    programs: programs.join(', '),
  }
}

/** {@link machine} in a line. */
export function machineLine(): string {
  const { date, cores, model, memory, node, programs } = machine()
  return `${date} UTC, ${cores} cores (${model}), ${memory}, Node ${node}, ${programs}; all over loopback, the load on the same cores`
}
