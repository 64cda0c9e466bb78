import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { loadCatalogue } from '../../src/lists/catalogue.ts'
import { root } from '../../src/product.ts'
import type { Clock } from '../../src/time/clock.ts'
import { fastClock, fastClockText } from '../../src/time/clock.ts'
import { schoolZone } from '../../src/time/school-time.ts'
import { stopAll } from '../children.ts'
import { startAsking } from '../day/asking.ts'
import { nextSchoolDate, schoolDay } from '../day/day.ts'
import { dayDevices } from '../day/devices.ts'
import type { Scene } from '../day/story.ts'
import { story } from '../day/story.ts'
import { startProduct } from '../product.ts'
import { startStandIn } from '../stand-in-child.ts'
import type { DemoOptions } from './options.ts'
import { demoOptions, usage } from './options.ts'
import { cast, password } from './people.ts'
import { player } from './play.ts'
import { demoPolicy, makeSchool } from './school.ts'

// A school day in a box: a made-up school with a year behind it, whose devices and people live through a day on a clock that goes faster. Nothing of it
// is kept, and it needs no network.

/** Seconds that answers of the stand-in upstream are kept: less than the outage takes. */
const TTL = 3

async function run(options: DemoOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rooster-demo-'))
  process.on('exit', () => {
    stopAll()
    if (!options.keep) rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0))
  const say = wordsIn(options.language)
  console.log(say.making)
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const policy = demoPolicy(options.preset, catalogue)
  const zone = schoolZone(policy.school.zone)
  const devices = dayDevices(policy, options.devices)
  // A day to come: a clock that shows less than the program's own date is taken for a broken one.
  const date = nextSchoolDate(policy, zone, Date.now())
  const begins = zone.instantsOf(date, options.from)[0]!
  const data = join(folder, 'data')
  const { language, seed } = options
  const ids = await makeSchool({ data, policy, catalogue, devices, now: begins, language, seed, past: true })
  const day = schoolDay({ seed, policy, catalogue, zone, devices })
  const upstream = await startStandIn(folder, TTL)
  const text = fastClockText(begins, options.speed)
  const clock = fastClock(text, Date.now)
  process.env['ROOSTER_CLOCK'] = text
  const product = await startProduct(data, upstream.port, { listed: 'www.unibet.nl', open: 'nl.wikipedia.org' })
  await untilReady(product.web)
  console.log(say.runs({ web: product.web, port: product.port, devices: devices.length, folder, options }))
  stopWith(product.child, () => readFileSync(product.log, 'utf8'))
  const play = player({
    ...{ web: product.web, policy, zone, now: clock, devices, ids },
    outage: (isSilent) => upstream.silence(isSilent),
  })
  await startAsking(day, product.port, clock)
  const scenes = story(policy).filter(({ minute }) => minute >= options.from)
  await tell(scenes, { clock, play, at: (minute) => zone.instantsOf(date, minute)[0]!, language })
}

interface Telling {
  readonly clock: Clock
  readonly play: ReturnType<typeof player>
  readonly at: (minute: number) => number
  readonly language: 'nl' | 'en'
}

/** Plays the scenes that are still to come, each at its time, and says so. What a page refuses is said, and the day goes on. */
async function tell(scenes: readonly Scene[], { clock, play, at, language }: Telling): Promise<void> {
  for (const scene of scenes) {
    // What the start took is made up for: who misses the question would not understand the answer.
    await setTimeout(Math.max(0, at(scene.minute) - clock()) / (clock.speed ?? 1))
    console.log(`${wallOf(scene.minute)}  ${scene[language]}`)
    await play(scene.act).catch((error: Error) => console.log(`       (${error.message})`))
  }
}

const wallOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Where the product ends by itself, so does the demonstration, with what it printed last. */
function stopWith(child: ChildProcess, log: () => string): void {
  child.on('exit', () => {
    console.error(log().slice(-2_000))
    process.exit(1)
  })
}

/** The dashboard comes a moment after the first answer. */
async function untilReady(web: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${web}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await setTimeout(100)
  }
  throw new Error('the dashboard does not come; try it once more')
}

interface Running {
  readonly web: string
  readonly port: number
  readonly devices: number
  readonly folder: string
  readonly options: DemoOptions
}

function wordsIn(language: 'nl' | 'en') {
  const people = cast
    .map(({ login, name, roles }) => `  ${login.padEnd(11)} ${name.padEnd(15)} ${roles.join(', ')}`)
    .join('\n')
  const from = ({ options }: Running) => wallOf(options.from)
  if (language === 'nl')
    return {
      making: 'Een verzonnen school wordt gevuld; een ogenblik...',
      runs: (running: Running) => `
Rooster draait, met ${running.devices} verzonnen apparaten, een jaar aan verzonnen cijfers, en een schooldag die ${running.options.speed} keer zo snel gaat, vanaf ${from(running)}.
  Dashboard   ${running.web}
  Wat mag nu? ${running.web}/status
  DNS         dig @127.0.0.1 -p ${running.port} -b 127.1.0.1 www.instagram.com

Inloggen (ieders wachtwoord: ${password})
${people}

Ctrl-C beëindigt het${running.options.keep ? `; de gegevens blijven in ${running.folder}` : ', en alles wat erin gedaan is, is dan weg'}.
`,
    }
  return {
    making: 'A made-up school is being filled; a moment...',
    runs: (running: Running) => `
Rooster runs, with ${running.devices} made-up devices, a year of made-up figures, and a school day that goes ${running.options.speed} times as fast, from ${from(running)} on.
  Dashboard   ${running.web}
  Wat mag nu? ${running.web}/status
  DNS         dig @127.0.0.1 -p ${running.port} -b 127.1.0.1 www.instagram.com

Sign in (everyone's password: ${password})
${people}

Ctrl-C ends it${running.options.keep ? `; the data stays in ${running.folder}` : ', and all that was done in it is gone'}.
`,
  }
}

try {
  await run(demoOptions(process.argv.slice(2)))
} catch (error) {
  console.error(`demo: ${(error as Error).message}\n${usage}`)
  process.exit(1)
}
