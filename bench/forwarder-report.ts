import type { Kept } from './attempts.ts'
import type { Found } from './bench.ts'
import type { Figures } from './forwarder.ts'
import type { Settings } from './settings.ts'
import { machine, machineLine, table } from './table.ts'

/** What was asked and what was written down. */
export interface Attempts extends Kept {
  /** Blocked questions that dnsperf sent. */
  readonly asked: number
  /** Questions of any kind that dnsperf got no answer to. */
  readonly unanswered: number
  readonly lostSaid: number
}

/** What the product promises: at most so many times Unbound's CPU, so many megabytes, so many seconds to the first right answer. */
const FLOOR = { cpuOverUnbound: 2, megabytes: 250, seconds: 1 }

/** Questions asked beside the load, to see whether answers are right: they are written down too. */
const BESIDE = 200

/** The table of the forwarder, its floors, and whether the attempts are all there. */
export function report(
  { rounds, seconds, addresses }: Settings,
  figures: readonly Figures[],
  attempts: Attempts,
  restart: { readonly ready: number; readonly slowest: number; readonly peak: number },
): Found {
  const [ours] = figures as [Figures]
  const unbound = figures.find(({ name }) => name === 'unbound')
  const { asked, attempts: written, counted, lostSaid, unanswered, rows } = attempts
  const allWritten = written + lostSaid >= asked - unanswered && written <= asked + BESIDE
  const peak = Math.max(ours.peak, restart.peak)
  const text = [
    machineLine(),
    `${rounds} rounds of ${seconds} s in turn, 20 clients, 200 outstanding, ${addresses} address(es); medians; ratio: rooster / that server`,
    '',
    table(
      ['server', 'q/s', 'ratio', 'CPU us/answer', 'ratio', 'latency ms', 'lost', 'peak MB', 'ready s'],
      figures.map((server) => rowOf(server, ours)),
    ),
    '',
    `restart with the lists on disk: first right answer after ${restart.ready.toFixed(2)} s (slowest ${restart.slowest.toFixed(2)}), peak ${restart.peak.toFixed(0)} MB`,
    `attempts: ${asked} blocked questions asked, ${written} written in ${rows} rows, ${lostSaid} said to be lost, ${counted} in the figures: ${allWritten ? 'all there' : 'NOT ALL THERE'}`,
    floor('CPU per answer', unbound && ours.cpu / unbound.cpu, FLOOR.cpuOverUnbound, "times Unbound's"),
    floor('peak memory', peak, FLOOR.megabytes, 'MB'),
    floor('first right answer', restart.ready, FLOOR.seconds, 's'),
  ].join('\n')
  return { text, figures: { machine: machine(), servers: figures, attempts, restart }, right: allWritten }
}

function rowOf(server: Figures, ours: Figures): readonly string[] {
  const { name, perSecond, cpu, latency, lost, peak, ready } = server
  return [
    name,
    perSecond.toFixed(0),
    (ours.perSecond / perSecond).toFixed(2),
    cpu.toFixed(2),
    (ours.cpu / cpu).toFixed(2),
    latency.toFixed(2),
    String(lost),
    peak.toFixed(0),
    ready.toFixed(2),
  ]
}

function floor(what: string, value: number | undefined, most: number, unit: string): string {
  if (value === undefined) return `${what}: no Unbound to compare with`
  return `${what}: ${value.toFixed(2)} ${unit}, floor ${most}: ${value <= most ? 'held' : 'NOT HELD'}`
}
