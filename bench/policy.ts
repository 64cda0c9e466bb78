import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../src/product.ts'
import type { Bells, Latency } from './bells.ts'
import { measureBells } from './bells.ts'
import type { Found } from './bench.ts'
import { SIZE } from './large-school.ts'
import { quartiles } from './measure.ts'
import { work as workFor } from './names.ts'
import type { Decisions, Round } from './policy-decisions.ts'
import type { Settings } from './settings.ts'
import { machine, machineLine, table } from './table.ts'

/** What the product promises: CPU microseconds of a decision, and milliseconds by which a bell may move the 99.9th percentile of latency. */
const FLOOR = { decision: 0.5, bell: 2 }
const FEWEST_ROUNDS = 5

/** What a decision costs with a large school's policy, and what a bell that changes every group does to latency. Takes two minutes and one for each bell. */
export async function run(settings: Settings): Promise<Found> {
  const work = workFor(settings)
  const rounds = Math.max(FEWEST_ROUNDS, settings.rounds)
  const decisions = await decide(work.list, work.mix, rounds, settings.seed)
  const bells = await measureBells(settings, work, rounds)
  const mean = quartiles(decisions.rounds.map(({ whole }) => whole)).median
  const moved = quartiles(bells.moved)
  const text = [
    machineLine(),
    ...decisionLines(decisions, settings.names),
    `a decision: ${mean.toFixed(2)} us, floor ${FLOOR.decision}: ${held(mean <= FLOOR.decision)}`,
    '',
    ...bellLines(bells),
    `p99.9 at the bells over the echo's: ${bells.movedInAll.toFixed(2)} ms, floor ${FLOOR.bell}: ${held(bells.movedInAll <= FLOOR.bell)}; bell by bell ${moved.median.toFixed(2)} ms (quartiles ${moved.low.toFixed(2)} and ${moved.high.toFixed(2)})`,
  ].join('\n')
  const right =
    mean <= FLOOR.decision && bells.movedInAll <= FLOOR.bell && bells.heard.answers > 0 && bells.heard.wrong === 0
  return { text, figures: { machine: machine(), decisions, bells }, right }
}

/** In a process of its own, that has nothing else to do. */
async function decide(list: string, mix: string, rounds: number, seed: number): Promise<Decisions> {
  const words = [join(root, 'bench', 'policy-decisions.ts'), list, mix, String(rounds), String(seed)]
  const { stdout } = await promisify(execFile)(process.execPath, words)
  return JSON.parse(stdout) as Decisions
}

function decisionLines({ rounds, verdicts, views }: Decisions, names: number): readonly string[] {
  const row = (what: string, of: (round: Round) => number) => {
    const { low, median, high } = quartiles(rounds.map(of))
    return [what, ...[median, low, high].map((value) => value.toFixed(3))]
  }
  const shares = Object.entries(verdicts).map(([kind, count]) => `${((count / 1_000_000) * 100).toFixed(0)} % ${kind}`)
  return [
    `${rounds.length} rounds of a million cases (${shares.join(', ')}): ${names} names, ${SIZE.rules} rules, ${SIZE.classes} classes, ${SIZE.grants} grants, ${views} views`,
    table(
      ['CPU us a case', 'median', 'lower quartile', 'upper'],
      [
        row('all', ({ whole }) => whole),
        row('- who asks', ({ identify }) => identify),
        row('- reading the name', ({ reading }) => reading),
        row('- indexes and gate', ({ deciding }) => deciding),
        row('all, over an hour with a bell', ({ overABell }) => overABell),
      ],
    ),
  ]
}

function bellLines({ bells, rate, product, echo, heard }: Bells): readonly string[] {
  const row = (what: string, { median, p99, p999, lost, answers }: Latency) => [
    what,
    ...[median, p99, p999].map((value) => value.toFixed(2)),
    String(answers),
    String(lost),
  ]
  return [
    `${bells} bells, ${rate} questions a second; of ${heard.answers} answers that a bell changes ${heard.wrong} came from before it`,
    table(
      ['ms', 'median', 'p99', 'p99.9', 'answers', 'lost'],
      [
        row('rooster, 2 s from each bell', product.atBells),
        row('rooster, between bells', product.between),
        row('echo, 2 s from each bell', echo.atBells),
        row('echo, between bells', echo.between),
      ],
    ),
  ]
}

const held = (isHeld: boolean): string => (isHeld ? 'held' : 'NOT HELD')
