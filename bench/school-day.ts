import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { loadCatalogue } from '../src/lists/catalogue.ts'
import { root } from '../src/product.ts'
import { fastClock, fastClockText } from '../src/time/clock.ts'
import { schoolZone } from '../src/time/school-time.ts'
import type { Found } from './bench.ts'
import { stop } from './children.ts'
import { startAsking } from './day/asking.ts'
import { nextSchoolDate, schoolDay, workedOut } from './day/day.ts'
import { dayDevices } from './day/devices.ts'
import type { Hour } from './day/tally.ts'
import { dayTally } from './day/tally.ts'
import { demoPolicy, makeSchool } from './demo/school.ts'
import { startProduct } from './product.ts'
import type { Settings } from './settings.ts'
import { startStandIn } from './stand-in-child.ts'
import { machine, machineLine, table } from './table.ts'

/** A school whose protocol has rules for every kind of time. */
const PRESET = 'nutsschool-lankforst'
/** From before the first comes in until after the last has gone, in minutes on the wall. */
const DAY = { from: 7 * 60 + 30, to: 18 * 60 + 30 }
/** Milliseconds that the last answers are waited for. */
const PATIENCE = 1_000
const TTL = 60

/** Puts a whole school day to the product, so many times as fast: what each hour asked, lost and waited, and which answers the plain `decide` would not have given. */
export async function run(settings: Settings): Promise<Found> {
  const { folder, seed, devices: count, speed } = settings
  const catalogue = loadCatalogue(join(root, 'blocklists'))
  const policy = demoPolicy(PRESET, catalogue)
  const zone = schoolZone(policy.school.zone)
  const devices = dayDevices(policy, count)
  const date = nextSchoolDate(policy, zone, Date.now())
  const [begins, ends] = [zone.instantsOf(date, DAY.from)[0]!, zone.instantsOf(date, DAY.to)[0]!]
  const day = workedOut(schoolDay({ seed, policy, catalogue, zone, devices }), begins, ends)
  const data = join(folder, 'data')
  await makeSchool({ data, policy, catalogue, devices, now: begins, language: 'nl', seed, past: false })
  const { port: upstream } = await startStandIn(folder, TTL)
  const text = fastClockText(begins, speed)
  const clock = fastClock(text, Date.now)
  process.env['ROOSTER_CLOCK'] = text
  const product = await startProduct(data, upstream, { listed: 'www.unibet.nl', open: 'nl.wikipedia.org' })
  delete process.env['ROOSTER_CLOCK']
  const tally = dayTally(devices, clock)
  const stopAsking = await startAsking(day, product.port, clock, tally.listener)
  await setTimeout((ends - clock()) / speed)
  await setTimeout(PATIENCE)
  stopAsking()
  await stop(product.child)
  const hours = tally.hours({ standing: join(data, 'standing'), catalogue, zone })
  return found(settings, hours)
}

function found({ devices, speed }: Settings, hours: readonly Hour[]): Found {
  const sum = (of: (hour: Hour) => number) => hours.reduce((total, hour) => total + of(hour), 0)
  const [asked, lost, wrong] = [sum((h) => h.asked), sum((h) => h.lost), sum((h) => h.wrong)]
  const rows = hours.map((hour) => [
    `${String(hour.hour).padStart(2, '0')}:00`,
    String(hour.asked),
    (hour.asked / (3600 / speed)).toFixed(0),
    hour.busiest.toFixed(0),
    String(hour.blocked),
    String(hour.lost),
    hour.p99.toFixed(2),
    String(hour.wrong),
  ])
  const lines = [
    machineLine(),
    `a school day of ${devices} devices, ${speed} times as fast: ${asked} questions, ${lost} lost, ${wrong} answered otherwise than decide says`,
    table(['hour', 'questions', 'q/s', 'q/s at most', 'blocked', 'lost', 'p99 ms', 'wrong'], rows),
  ]
  return {
    text: lines.join('\n'),
    figures: { machine: machine(), devices, speed, hours },
    right: wrong === 0 && asked > 0,
  }
}
