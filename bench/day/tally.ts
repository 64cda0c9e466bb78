import { identifier } from '../../src/clients/identify.ts'
import type { Name } from '../../src/dns/name.ts'
import { name } from '../../src/dns/name.ts'
import { categoriesIn } from '../../src/lists/library.ts'
import { NameIndex } from '../../src/lists/name-index.ts'
import { decide } from '../../src/policy/decide.ts'
import type { Catalogue, Client } from '../../src/policy/policy.ts'
import { loadStanding } from '../../src/standing/standing.ts'
import type { Clock } from '../../src/time/clock.ts'
import type { SchoolZone } from '../../src/time/school-time.ts'
import type { Listener } from './asking.ts'
import type { DayDevice } from './devices.ts'

/** What one hour of the day came to. */
export interface Hour {
  readonly hour: number
  readonly asked: number
  /** Questions of its busiest minute, for each second on the machine's clock. */
  readonly busiest: number
  readonly blocked: number
  readonly lost: number
  /** Milliseconds on the machine's clock; 0 where nothing was answered. */
  readonly p99: number
  /** Answers that {@link decide} would have given neither when the question went out nor when its answer came. */
  readonly wrong: number
}

/** By what the answers are judged. */
export interface Judging {
  /** The folder with what the product last put in force. */
  readonly standing: string
  readonly catalogue: Catalogue
  readonly zone: SchoolZone
}

interface Exchange {
  readonly device: number
  readonly name: string
  readonly sentAt: number
  readonly began: number
  took: number | undefined
  answeredAt: number
  isBlocked: boolean
}

const MINUTE = 60_000

/** Counts what a day's questions came to. */
export function dayTally(devices: readonly DayDevice[], clock: Clock) {
  const exchanges: Exchange[] = []
  const waiting = devices.map(() => new Map<number, Exchange>())
  const listener: Listener = {
    sent({ device, name: asked }, id) {
      const began = performance.now()
      const exchange = { device, name: asked, sentAt: clock(), began, took: undefined, answeredAt: 0, isBlocked: false }
      exchanges.push(exchange)
      waiting[device]!.set(id, exchange)
    },
    answered(device, packet) {
      const exchange = waiting[device]!.get(packet.readUInt16BE(0))
      if (exchange === undefined) return
      waiting[device]!.delete(packet.readUInt16BE(0))
      exchange.took = performance.now() - exchange.began
      exchange.answeredAt = clock()
      // An answer without a record is a block: the stand-in has an address for every name.
      exchange.isBlocked = packet.readUInt16BE(6) === 0
    },
  }
  return {
    listener,
    /** What each hour came to, once the day is over. Throws where the product left nothing that stands. */
    hours(judging: Judging): readonly Hour[] {
      const isBlocked = judge(devices, judging)
      const byHour = Map.groupBy(exchanges, ({ sentAt }) => Math.floor(judging.zone.at(sentAt).minute / 60))
      return [...byHour].map(([hour, of]) => hourOf(hour, of, isBlocked, clock.speed ?? 1))
    },
  }
}

type Judge = (device: number, asked: string, at: number) => boolean

/** The plain form of the policy, with what the product had in force. */
function judge(devices: readonly DayDevice[], { standing: folder, catalogue, zone }: Judging): Judge {
  const standing = loadStanding(folder)
  if (standing === undefined) throw new Error(`nothing stands in ${folder}`)
  const { policy, lists } = standing.snapshot
  const index = new NameIndex(lists.buffer)
  const identify = identifier([], policy, standing.devices)
  const clients = devices.map(
    ({ address }): Client => identify(address)?.client ?? { group: policy.unknown, classes: [] },
  )
  return (device, asked, at) => {
    const question = {
      ...{ policy, catalogue, acts: standing.acts, client: clients[device]!, name: name(asked), at, zone },
      categoriesOf: (of: Name) => categoriesIn(lists, index, of),
    }
    return decide(question).verdict.kind === 'block'
  }
}

function hourOf(hour: number, of: readonly Exchange[], isBlocked: Judge, speed: number): Hour {
  const answered = of.filter(({ took }) => took !== undefined)
  const times = answered.map(({ took }) => took!).toSorted((a, b) => a - b)
  const minutes = Map.groupBy(of, ({ sentAt }) => Math.floor(sentAt / MINUTE))
  const isWrong = (exchange: Exchange) =>
    [exchange.sentAt, exchange.answeredAt].every(
      (at) => isBlocked(exchange.device, exchange.name, at) !== exchange.isBlocked,
    )
  return {
    hour,
    asked: of.length,
    busiest: Math.max(...[...minutes.values()].map(({ length }) => (length / 60) * speed)),
    blocked: answered.filter((exchange) => exchange.isBlocked).length,
    lost: of.length - answered.length,
    p99: times[Math.ceil(times.length * 0.99) - 1] ?? 0,
    wrong: answered.filter(isWrong).length,
  }
}
