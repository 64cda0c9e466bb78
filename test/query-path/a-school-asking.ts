import { parseCidr } from '../../src/clients/address.ts'
import type { Name } from '../../src/dns/name.ts'
import { InForce } from '../../src/in-force.ts'
import type { DeviceEntry } from '../../src/link.ts'
import type { Acts, Client } from '../../src/policy/policy.ts'
import { snapshotOf } from '../helpers/snapshot-of.ts'
import type { World } from '../policy/world.ts'
import { statusName } from '../policy/world.ts'
import { pathAround } from '../rfc/a-path.ts'
import type { Message } from '../rfc/wire.ts'
import { query, read } from '../rfc/wire.ts'

/** Our own address, to which all questions are sent. */
export const OURS = '127.0.0.1'

/** One reply: who asked what, and what it was answered; the clock stands at the instant of the answer. */
export interface Answered {
  readonly asker: number
  readonly name: Name
  readonly message: Message
}

/** A world with devices that ask the real query path, over one cache, and an upstream that answers when the test says so. */
export interface ASchoolAsking {
  readonly clients: readonly Client[]
  now(): number
  /** Moves the clock on to an instant. */
  moveTo(instant: number): void
  put(acts: Acts): void
  /** Puts an A question in; its reply comes to `onReply`, at once or when the upstream has answered. */
  ask(asker: number, name: Name): Promise<void>
  /** Has the upstream answer the `nth` of the questions that wait there; false where none does. */
  answer(nth: number): Promise<boolean>
}

/** Opens the school. `answering` is what the upstream says of a query. */
export function aSchoolAsking(
  world: World,
  devices: readonly Omit<DeviceEntry, 'addresses'>[],
  at: number,
  answering: (packet: Uint8Array) => Uint8Array,
  onReply: (answered: Answered) => void,
): ASchoolAsking {
  let now = at
  const waiting: (() => void)[] = []
  const upstreams = {
    isUp: true,
    isUpFor: () => true,
    exchange: (packet: Uint8Array) =>
      new Promise<Uint8Array>((resolve) => waiting.push(() => resolve(answering(packet)))),
    close: () => {},
  }
  const listed = world.listed.map(({ name, category }) => [category, [name]] as const)
  const snapshot = snapshotOf(world.policy, world.catalogue, listed, statusName)
  const inForce = new InForce([parseCidr('10.0.0.0/8')!], snapshot, () => {})
  const clock = () => now
  const path = pathAround({ inForce, upstreams, clock, ticks: clock })
  const addressOf = (asker: number) => `10.0.0.${asker + 1}`
  inForce.setActs(world.acts)
  inForce.setDevices(devices.map((device, i) => ({ ...device, addresses: [addressOf(i)] })))
  let id = 0
  /** What was thrown on the way, `onReply`'s own included: it comes out at the next turn of the story. */
  const faults: unknown[] = []
  const settled = async () => {
    await new Promise((done) => setImmediate(done))
    if (faults.length > 0) throw faults[0]
  }
  return {
    clients: devices.map(({ recorded: _, ...client }) => client),
    now: clock,
    moveTo: (instant) => {
      now = instant
    },
    put: (acts) => inForce.setActs(acts),
    async ask(asker, name) {
      id += 1
      const packet = query({ name, id, edns: {} })
      const mine = id
      path
        .handle(packet, addressOf(asker))
        .then((reply) => {
          const message = read(reply!)
          if (message.id !== mine) throw new Error(`reply ${message.id} to question ${mine}`)
          onReply({ asker, name, message })
        })
        .catch((error: unknown) => faults.push(error))
      await settled()
    },
    async answer(nth) {
      const [release] = waiting.splice(nth % Math.max(1, waiting.length), 1)
      release?.()
      await settled()
      return release !== undefined
    },
  }
}
