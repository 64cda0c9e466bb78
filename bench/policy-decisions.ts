import { join } from 'node:path'
import { LabelView } from '../src/dns/labels.ts'
import type { InForce } from '../src/in-force.ts'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import type { View } from '../src/policy/compile.ts'
import { root } from '../src/product.ts'
import { schoolZone } from '../src/time/school-time.ts'
import type { Work } from './names.ts'
import { givenWork } from './names.ts'
import type { Cases } from './policy-cases.ts'
import { CASES, casesOf, school } from './policy-cases.ts'

/** From one lesson into the next, in minutes on the wall; the bell is in the middle. */
const HOUR = { from: 9 * 60 + 30, to: 10 * 60 + 30 }

/** CPU microseconds of one case in one round, in the middle of a lesson: all of it, and its parts. */
export interface Round {
  readonly whole: number
  readonly identify: number
  readonly reading: number
  readonly deciding: number
  /** All of it over an hour in whose middle the bell rings for everyone: each view is made twice, and each combination of tags worked out anew. */
  readonly overABell: number
}
export interface Decisions {
  readonly rounds: readonly Round[]
  /** Cases of a round by the kind of their verdict. */
  readonly verdicts: Readonly<Record<string, number>>
  /** How many different views the devices have. */
  readonly views: number
}

/**
 * What a compiled decision costs, in this process: who asks by address, the name as it stands in a packet, the three indexes and the gate. A million
 * cases with a million names and the large school; each round is another week's Tuesday.
 */
export function measureDecisions(work: Work, rounds: number, seed: number): Decisions {
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const cases = casesOf(work, catalogue, seed)
  const inForce = school(work, catalogue)
  const zone = schoolZone('Europe/Amsterdam')
  const verdicts: Record<string, number> = {}
  const measured: Round[] = []
  let views = new Set<View>()
  for (let round = 0; round <= rounds; round += 1) {
    const date = zone.plusDays('2026-11-03', 7 * round)
    const [from, to] = [zone.instantsOf(date, HOUR.from)[0]!, zone.instantsOf(date, HOUR.to)[0]!]
    const overABell = cpuOf(() => decideAll(inForce, cases, { from, to }))
    inForce.views.gather(() => {})
    // The views that the bell put aside are cleared away before the next lesson is measured.
    decideAll(inForce, cases, { from: to, to })
    inForce.views.gather(() => {})
    const identify = cpuOf(() => identifyAll(inForce, cases, to))
    const reading = cpuOf(() => readAll(cases))
    const whole = cpuOf(() => decideAll(inForce, cases, { from: to, to }))
    inForce.views.gather((_, { decision, hits }) => {
      const { kind } = decision.verdict
      if (round === 1) verdicts[kind] = (verdicts[kind] ?? 0) + hits
    })
    views = new Set(cases.addresses.map((address) => inForce.identify(address, to)!.view))
    measured.push({ whole, identify, reading, deciding: whole - identify - reading, overABell })
  }
  // The first round fills tables and has the code compiled.
  return { rounds: measured.slice(1), verdicts, views: views.size }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

function identifyAll(inForce: InForce, { addresses, asker }: Cases, now: number): void {
  for (let i = 0; i < CASES; i += 1) inForce.identify(addresses[asker[i]!]!, now)
}

function readAll({ names, at }: Cases): void {
  const view = new LabelView()
  for (let i = 0; i < CASES; i += 1) view.read(names, at[i]!, names.length)
}

function decideAll(inForce: InForce, { addresses, asker, names, at }: Cases, { from, to }: Stretch): void {
  const view = new LabelView()
  for (let i = 0; i < CASES; i += 1) {
    const who = inForce.identify(addresses[asker[i]!]!, from + Math.floor(((to - from) / CASES) * i))!
    view.read(names, at[i]!, names.length)
    inForce.decide(who.view, names, view).hits += 1
  }
}

function cpuOf(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / CASES
}

// By itself: `node bench/policy-decisions.ts LIST MIX ROUNDS SEED` prints the figures as JSON. It needs no loader, which would make the code slower.
if (import.meta.main) {
  const [list, mix, rounds, seed] = process.argv.slice(2)
  console.log(JSON.stringify(measureDecisions(givenWork(list!, mix!), Number(rounds), Number(seed))))
}
