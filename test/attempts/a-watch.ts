import { Companions } from '../../src/attempts/companions.ts'
import { DeviceDays } from '../../src/attempts/device-days.ts'
import { parseCidr } from '../../src/clients/address.ts'
import type { Name } from '../../src/dns/name.ts'
import { name, textOfWire } from '../../src/dns/name.ts'
import { Query, scanQuery } from '../../src/dns/scan.ts'
import { InForce, MOST_ASKERS } from '../../src/in-force.ts'
import type { DeviceDay } from '../../src/link.ts'
import type { Acts, Policy } from '../../src/policy/policy.ts'
import { noActs } from '../../src/policy/policy.ts'
import { schoolDate } from '../../src/time/school-time.ts'
import { catalogue, firstPolicy } from '../app/a-school.ts'
import { minutes, movingClock } from '../helpers/moving-clock.ts'
import { snapshotOf } from '../helpers/snapshot-of.ts'
import { query } from '../rfc/wire.ts'

/** The school of a-school.ts, where the office is left out: what is noticed of devices of 3B and of others, on a clock that the test moves. */
export interface AWatch {
  readonly clock: ReturnType<typeof movingClock>
  /** A device asks. */
  asks(from: string, ...names: readonly string[]): void
  /** Lets minutes pass, each of them looked at, and in each these devices ask for a page. */
  pass(count: number, asking?: readonly string[]): void
  /** Puts these acts in force, and no others. */
  put(acts: Partial<Acts>): void
  over(from: string, times: number): void
  /** What was told since the last time: address -> signs, days without one left out. */
  told(): Readonly<Record<string, readonly string[]>>
  /** The same, as it is sent. */
  sent(): readonly (DeviceDay & { readonly day: string; readonly session: string })[]
  /** What is offered, by act, the last that was told. */
  offered(): Readonly<Record<string, readonly string[]>>
  readonly days: DeviceDays
  readonly companions: Companions
}

/** Addresses of the school devices of class 3B. */
export const of3b = ['10.1.0.1', '10.1.0.2', '10.1.0.3', '10.1.0.4', '10.1.0.5', '10.1.0.6']
export const phone = '10.2.0.1'
export const staff = '10.3.0.1'

export function aWatch(at = '2026-11-24T08:30', change: (policy: Policy) => Policy = (policy) => policy): AWatch {
  const clock = movingClock(at)
  const policy = change(firstPolicy)
  const inForce = new InForce(
    [parseCidr('10.0.0.0/8')!],
    snapshotOf(policy, catalogue, Object.entries(listed)),
    () => {},
  )
  inForce.setDevices(
    of3b.map((address, i) => ({ device: `d${i}`, group: 'pupils', classes: ['3b'], addresses: [address] })),
  )
  const days = new DeviceDays('session', MOST_ASKERS, (now) => schoolDate(inForce.zone, now))
  const companions = new Companions(MOST_ASKERS)
  const scanned = new Query()
  let pending: (DeviceDay & { readonly day: string; readonly session: string })[] = []
  let latest: Readonly<Record<string, readonly string[]>> = {}

  const take = () => {
    const now = clock()
    for (const { devices, ...rest } of days.take(now, (client) => inForce.views.of(client, now)))
      pending.push(...devices.map((one) => ({ ...one, ...rest })))
    const all = companions.take()
    if (all) latest = Object.fromEntries(all.map(({ act, names }) => [act, names.map((wire) => textOfWire(wire))]))
  }
  const asks = (from: string, ...names: readonly string[]) => {
    for (const asked of names) {
      const packet = query({ name: asked })
      scanQuery(packet, packet.length, scanned)
      const asker = inForce.identify(from, clock())!
      const entry = inForce.decide(asker.view, packet, scanned.name)
      days.note(asker, entry, clock())
      companions.note(asker, packet, scanned, entry, clock())
    }
  }
  const sent = () => {
    take()
    const all = pending
    pending = []
    return all
  }
  return {
    clock,
    asks,
    days,
    companions,
    pass(count, asking = []) {
      for (let i = 0; i < count; i += 1) {
        take()
        for (const from of asking) asks(from, 'www.example')
        clock.advance(minutes(1))
      }
    },
    put(acts) {
      inForce.setActs({ ...noActs, ...acts })
      companions.follow({ ...noActs, ...acts })
    },
    over(from, times) {
      for (let i = 0; i < times; i += 1) days.over(inForce.identify(from, clock())!, clock())
    },
    sent,
    told: () => Object.fromEntries(sent().map((one) => [one.address, signsOf(one)])),
    offered() {
      take()
      return latest
    },
  }
}

const signsOf = ({ sideDoor, onlyBootstrap, fellSilent }: DeviceDay): readonly string[] => [
  ...(sideDoor ? ['side door'] : []),
  ...(onlyBootstrap ? ['only bootstrap'] : []),
  ...(fellSilent ? ['silent'] : []),
]

const listed: Readonly<Record<string, readonly Name[]>> = {
  doh: [name('doh.example')],
  'proxy-vpn': [name('vpn.example')],
  games: [name('games.example'), name('chatty.example'), name('cdn.example'), name('fonts.example')],
  adult: [name('adult.example')],
}
