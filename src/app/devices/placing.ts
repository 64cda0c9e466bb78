import { randomUUID } from 'node:crypto'
import type { Outcome, Refusal } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { Person } from '../people/person.ts'
import { mayKeepSchool } from '../people/rights.ts'
import type { Ledger } from '../policy/ledger.ts'
import type { Publisher } from '../policy/publish.ts'
import type { DeviceBook, KnownDevice } from './device-book.ts'
import { isKnown } from './device-book.ts'

export type PlacingProblem = 'not-allowed' | 'no-device-chosen' | 'unknown-device' | 'unknown-class' | 'placing-over'

/** Which devices are to be in a class, or no longer. */
export interface PlacingWish {
  readonly devices: readonly string[]
  readonly class: string
  readonly into: boolean
}
/** What became of it: `devices` are those of which it changed something. */
export interface Placing extends PlacingWish {
  readonly id: string
}

/** Many devices put into a class, or taken out of it, in one step. */
export interface PlacingDesk {
  /** All of them, or none: refused where one is not enrolled. */
  place(person: Person, wish: PlacingWish): Promise<Outcome<Placing, PlacingProblem>>
  /** One that can still be taken back by this person. */
  recent(person: Person, id: string): Placing | undefined
  /** Takes one back within half an hour; what was changed of a device since then stays. */
  takeBack(person: Person, id: string): Promise<Outcome<Placing, PlacingProblem>>
}

const HALF_HOUR = 30 * 60_000

const refuse = (problem: PlacingProblem, detail?: string): Refusal<PlacingProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** Placings are remembered for half an hour, and not over a restart. */
export function placingDesk(
  { storage, clock }: Parts,
  ledger: Ledger,
  book: DeviceBook,
  publisher: Publisher,
): PlacingDesk {
  const remembered = new Map<string, { readonly placing: Placing; readonly by: string; readonly at: number }>()

  const enrolled = (id: string): KnownDevice | undefined => {
    const device = book.get(id)
    return device && isKnown(device) ? device : undefined
  }

  const carryOut = async (
    by: Person,
    { devices: ids, class: classId, into }: PlacingWish,
  ): Promise<readonly string[]> => {
    const devices = ids
      .flatMap((id) => enrolled(id) ?? [])
      .filter(({ classes }) => classes.includes(classId) !== into)
      .map((device) => moved(device, classId, into))
    if (devices.length === 0) return []
    await book.put(devices)
    const action = into ? 'devices-into-class' : 'devices-from-class'
    const detail = { class: classId, devices: devices.length }
    await storage.audit.append({ at: clock(), by, action, subject: classId, detail })
    await publisher.devices(book.entries())
    return devices.map(({ id }) => id)
  }

  const find = (person: Person, id: string): Placing | undefined => {
    const found = remembered.get(id)
    return found?.by === person.id && clock() - found.at < HALF_HOUR ? found.placing : undefined
  }

  return {
    async place(person, wish) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const ids = [...new Set(wish.devices)]
      if (ids.length === 0) return refuse('no-device-chosen')
      if (!ledger.policy.classes.some(({ id }) => id === wish.class)) return refuse('unknown-class', wish.class)
      if (ids.some((id) => enrolled(id) === undefined)) return refuse('unknown-device')
      const devices = await carryOut(person, { ...wish, devices: ids })
      const placing = { ...wish, devices, id: randomUUID() }
      for (const [id, { at }] of remembered) if (clock() - at >= HALF_HOUR) remembered.delete(id)
      remembered.set(placing.id, { placing, by: person.id, at: clock() })
      return { ok: true, value: placing }
    },

    recent: find,

    async takeBack(person, id) {
      if (!mayKeepSchool(person)) return refuse('not-allowed')
      const placing = find(person, id)
      if (placing === undefined) return refuse('placing-over')
      const { classes } = ledger.policy
      if (!classes.some((known) => known.id === placing.class)) return refuse('unknown-class', placing.class)
      remembered.delete(id)
      const into = !placing.into
      return { ok: true, value: { ...placing, into, devices: await carryOut(person, { ...placing, into }) } }
    },
  }
}

const moved = (device: KnownDevice, classId: string, into: boolean): KnownDevice => ({
  ...device,
  classes: into ? [...device.classes, classId] : device.classes.filter((id) => id !== classId),
})
