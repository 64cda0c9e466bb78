import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { routes } from '../dashboard/roles.ts'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import { root } from '../src/product.ts'
import type { Found } from './bench.ts'
import { stop } from './children.ts'
import { signIn } from './dashboard.ts'
import { probeOf } from './forwarder.ts'
import { underLoad } from './large-school.ts'
import { fillYears } from './latency.ts'
import { load } from './load.ts'
import { memoryNow, peakMemory } from './measure.ts'
import type { Work } from './names.ts'
import { work as workFor } from './names.ts'
import type { Product } from './product.ts'
import { startProduct } from './product.ts'
import { makeSchool, people } from './school.ts'
import type { Settings } from './settings.ts'
import { startStandIn } from './stand-in-child.ts'
import { machineLine, table } from './table.ts'

/** What the product promises: megabytes at its fullest. */
const FLOOR = 250
/** Different names that are asked for until the cache is full, and seconds of each try. */
const FILLING = { names: 600_000, seconds: 20 }
/** Milliseconds until a start has settled, and until what was let go of is gone. */
const SETTLES = 5_000

/** What a step left behind: resident megabytes by then, and the most so far. */
type Step = readonly [what: string, now: string, peak: string]

/**
 * Resident memory of the product at its fullest: a million names, a cache that is full, every page, paper and call of three people over two years of
 * figures, and the lists read anew. It is one process: what its threads share counts once, and Node's own program (some 60 MB) counts too.
 */
export async function run(settings: Settings): Promise<Found> {
  const { folder } = settings
  const work = workFor(settings)
  const data = join(folder, 'data')
  await makeSchool(data, work.list, underLoad)
  fillYears(data, underLoad.policy(loadCatalogue(join(root, 'blocklists'))))
  const upstream = await startStandIn(folder)
  const product = await startProduct(data, upstream.port, probeOf(work))
  const steps: Step[] = []
  const note = (what: string) => {
    const [now, peak] = [memoryNow, peakMemory].map((of) => of(product.child.pid!).toFixed(1)) as [string, string]
    console.error(`bench: ${what}: ${now} MB, at most ${peak} so far`)
    steps.push([what, now, peak])
  }
  await live(product, { ...settings, data, work }, note)
  await stop(product.child)
  return report(steps)
}

/** All that a school asks of it at its busiest. */
async function live(
  product: Product,
  { folder, seconds, data, work }: Settings & { readonly data: string; readonly work: Work },
  note: (what: string) => void,
): Promise<void> {
  await setTimeout(SETTLES)
  note('started')
  note(`the cache is full: ${await fill(product, folder)}`)
  await load(product.port, work.mix, seconds, 1)
  note('questions as fast as they come')
  note(`${await visitAll(product)} pages, papers and calls`)
  const coordinator = await signIn(product.web, people.coordinator)
  const readAnew = async () => {
    appendFileSync(join(data, 'lists', 'games', 'million.txt'), `one-more-${Date.now()}.example\n`)
    await coordinator.post('/lists/refresh', {})
  }
  await readAnew()
  note('the lists are read anew')
  await Promise.all([load(product.port, work.mix, seconds, 1), visitAll(product), readAnew()])
  note('all of that at once')
  await setTimeout(SETTLES)
  note('some seconds later')
}

/** Asks for other names until no more of them stay; tells what is in the cache then. */
async function fill(product: Product, folder: string): Promise<string> {
  const file = join(folder, 'fill.txt')
  writeFileSync(file, Array.from({ length: FILLING.names }, (_, i) => `www.f${i}.fill${i % 977}.example A\n`).join(''))
  for (let before = -1; ; ) {
    await load(product.port, file, FILLING.seconds, 1)
    const text = await (await fetch(`${product.web}/metrics`)).text()
    const of = (what: string) => Number(new RegExp(`^rooster_cache_${what} (\\S+)`, 'm').exec(text)?.[1])
    if (of('bytes') <= before * 1.01) return `${of('entries')} answers, ${(of('bytes') / 2 ** 20).toFixed(0)} MB`
    before = of('bytes')
  }
}

/** Asks for every page that the three can open without filling anything in. Returns how many those were. */
async function visitAll({ web }: Product): Promise<number> {
  let count = 0
  for (const role of ['coordinator', 'teacher', 'director'] as const) {
    const browser = await signIn(web, people[role])
    for (const { route, who } of routes) {
      const [method, path = ''] = route.split(' ')
      const isOpen = who === 'everyone' || who.includes(role)
      if (method !== 'GET' || !isOpen || /:|live|reading|health|metrics|filtertest|board/.test(path)) continue
      // Some want to know more, as which name: what they say to that is a page, too.
      await browser.get(path).catch(() => '')
      count += 1
    }
  }
  return count
}

function report(steps: readonly Step[]): Found {
  const peak = Number(steps.at(-1)![2])
  const right = peak < FLOOR
  const text = [
    machineLine(),
    table(['resident memory', 'MB', 'most so far'], steps),
    '',
    `at most ${peak} MB, floor ${FLOOR}: ${right ? 'held' : 'NOT HELD'}`,
  ].join('\n')
  return {
    text,
    figures: { steps: steps.map(([what, now, most]) => ({ what, now: Number(now), most: Number(most) })) },
    right,
  }
}
