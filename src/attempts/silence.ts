import type { Asker } from '../in-force.ts'
import type { View } from '../policy/compile.ts'
import type { Client } from '../policy/policy.ts'

// A device that begins to resolve elsewhere (a VPN, a server of its own) falls silent here. So does one that is put away. To tell the two apart there
// must be reason to think that it is still in use: the others of its class go on. It remains a hint.

/**
 * When a device is said to have fallen silent, in whole minutes of one stretch of lesson time: it asked in so many of them, and then in none for so many
 * on end, while so many others of its kind (and no fewer than fell silent with it) asked in the last few.
 */
const SILENCE = { asked: 5, lasts: 20, others: 3, lately: 5 }

/** A look that comes later than this, in minutes, says nothing of what was in between: all begins anew. */
const LOOKS_WITHIN = 2

/** Devices of one group and the same classes: they have the same lessons. */
interface Kin {
  readonly client: Client
  /** The minute from which it has been lesson without an interruption, and not all closed; -1 while it is not. */
  since: number
  lately: number
  silent: number
}

/** Who asked in which minutes of a lesson, and who fell silent. Minutes are counted since 1970. */
export class Silence {
  readonly #kin = new Map<string, Kin>()
  /** By number of the device. */
  readonly #clients: (Client | undefined)[] = []
  readonly #kinOf: (Kin | undefined)[] = []
  readonly #since: Int32Array
  readonly #last: Int32Array
  readonly #minutes: Uint16Array
  #looked = 0

  /** `devices` is the number of devices that are told apart. */
  constructor(devices: number) {
    this.#since = new Int32Array(devices)
    this.#last = new Int32Array(devices)
    this.#minutes = new Uint16Array(devices)
  }

  /** Notes that a device asked in a minute; once a minute is enough. */
  note({ number, client }: Asker, minute: number): void {
    if (this.#clients[number] !== client) {
      this.#clients[number] = client
      this.#kinOf[number] = this.#familyOf(client)
    }
    const { since } = this.#kinOf[number]!
    if (this.#since[number] !== since) this.#minutes[number] = 0
    this.#since[number] = since
    this.#minutes[number]! += 1
    this.#last[number] = minute
  }

  /** The devices that have fallen silent by this minute. To be called every minute; more often costs nothing. */
  look(minute: number, viewOf: (client: Client) => View): readonly number[] {
    if (minute === this.#looked) return []
    const missed = minute < this.#looked || minute - this.#looked > LOOKS_WITHIN
    this.#looked = minute
    for (const kin of this.#kin.values()) {
      const { kindOfTime, isClosed } = viewOf(kin.client)
      const isOpenLesson = kindOfTime === 'lesson' && !isClosed
      kin.since = !isOpenLesson ? -1 : kin.since === -1 || missed ? minute : kin.since
      kin.lately = 0
      kin.silent = 0
    }
    const silent = this.#count(minute)
    return silent.filter((number) => {
      const kin = this.#kinOf[number]!
      return kin.lately >= Math.max(SILENCE.others, kin.silent) && !viewOf(this.#clients[number]!).isClosed
    })
  }

  /** Begins anew: the numbers are given out again. */
  forget(): void {
    this.#kin.clear()
    this.#clients.length = 0
    this.#kinOf.length = 0
  }

  /** Counts for each kin who asked lately and who has been silent; returns the latter. */
  #count(minute: number): readonly number[] {
    const silent: number[] = []
    for (const [number, kin] of this.#kinOf.entries()) {
      if (kin === undefined || kin.since === -1 || this.#since[number] !== kin.since) continue
      const quiet = minute - this.#last[number]!
      if (quiet <= SILENCE.lately) kin.lately += 1
      if (quiet <= SILENCE.lasts || this.#minutes[number]! < SILENCE.asked) continue
      kin.silent += 1
      silent.push(number)
    }
    return silent
  }

  #familyOf(client: Client): Kin {
    const key = JSON.stringify([client.group, ...[...client.classes].sort()])
    let kin = this.#kin.get(key)
    if (kin === undefined) {
      const { group, classes } = client
      kin = { client: { group, classes }, since: -1, lately: 0, silent: 0 }
      this.#kin.set(key, kin)
    }
    return kin
  }
}
