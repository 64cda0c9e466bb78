import type { Asker } from '../in-force.ts'
import type { DeviceDay, DeviceDays as Told } from '../link.ts'
import type { Entry, View } from '../policy/compile.ts'
import type { Client } from '../policy/policy.ts'
import type { SchoolDate } from '../time/school-time.ts'
import { Silence } from './silence.ts'

const MINUTE = 60_000
const HOUR = 3600_000

/**
 * In so many different hours of school time a device must have asked, and all day for nothing but what every device asks before it can do anything,
 * before it is said to resolve elsewhere: one that is carried past asks as little, but not for long.
 */
const BOOTSTRAP_HOURS = 3

const SIDE_DOOR = 1
const USES_US = 2
const FELL_SILENT = 4
const ONLY_BOOTSTRAP = 8

/** What is noticed of each device on a day: three flags, and how often it asked more than it may. No names, and nothing of devices that are not watched. */
export class DeviceDays {
  readonly #session: string
  readonly #dayOf: (now: number) => SchoolDate
  /** The flags that are told as they are. */
  readonly #told: number
  readonly #silence: Silence
  /** By number of the device. */
  readonly #askers: (Asker | undefined)[] = []
  readonly #minute: Int32Array
  readonly #hours: Uint32Array
  readonly #flags: Uint8Array
  readonly #over: Uint32Array
  readonly #lastOver: Float64Array
  readonly #toldFlags: Uint8Array
  readonly #toldOver: Uint32Array
  #day: SchoolDate = { date: '', from: 0, until: 0 }
  #begun = 0
  #ended: Told[] = []

  /** `session` tells this thread's totals from those of others, of which there are some where it `isOneOfSeveral`; `devices` is the number of devices that are told apart. */
  constructor(session: string, devices: number, dayOf: (now: number) => SchoolDate, isOneOfSeveral = false) {
    this.#session = session
    this.#told = SIDE_DOOR | FELL_SILENT | (isOneOfSeveral ? USES_US : 0)
    this.#dayOf = dayOf
    this.#silence = new Silence(devices)
    this.#minute = new Int32Array(devices)
    this.#hours = new Uint32Array(devices)
    this.#flags = new Uint8Array(devices)
    this.#over = new Uint32Array(devices)
    this.#lastOver = new Float64Array(devices)
    this.#toldFlags = new Uint8Array(devices)
    this.#toldOver = new Uint32Array(devices)
  }

  /** Notes one question that was decided. All but the first of a device's minute cost two integers. */
  note(asker: Asker, { bearing }: Entry, now: number): void {
    if (!asker.watched) return
    const { number } = asker
    const minute = Math.floor(now / MINUTE)
    if (this.#minute[number] !== minute) this.#newMinute(asker, minute, now)
    this.#flags[number]! |= bearing === 'use' ? USES_US : bearing === 'side-door' ? SIDE_DOOR : 0
  }

  /** Notes one question too many. Returns how many the device's are today. */
  over(asker: Asker, now: number): number {
    this.#turn(now)
    const { number } = asker
    this.#askers[number] = asker
    this.#lastOver[number] = now
    this.#over[number]! += 1
    return this.#over[number]!
  }

  /** What is new since the last call, for each day that it is about. To be called every minute at least. */
  take(now: number, viewOf: (client: Client) => View): readonly Told[] {
    this.#turn(now)
    for (const number of this.#silence.look(Math.floor(now / MINUTE), viewOf)) this.#flags[number]! |= FELL_SILENT
    const told = [...this.#ended, ...this.#news()]
    this.#ended = []
    return told
  }

  /** Tells everything of this day again: the one who was told may be gone. */
  tellAgain(): void {
    this.#toldFlags.fill(0)
    this.#toldOver.fill(0)
  }

  /** The numbers are about to be given out anew: what was noted under them waits to be told, and is begun again. */
  forget(): void {
    this.#ended.push(...this.#news())
    this.#silence.forget()
    this.#clear()
  }

  #newMinute(asker: Asker, minute: number, now: number): void {
    this.#turn(now)
    const { number, view } = asker
    this.#askers[number] = asker
    this.#minute[number] = minute
    if (view.kindOfTime !== 'outside') this.#hours[number]! |= 1 << Math.floor((now - this.#day.from) / HOUR)
    this.#silence.note(asker, minute)
  }

  /** Begins another day where this one is over (or the clock was put back before it). */
  #turn(now: number): void {
    if (now >= this.#day.from && now < this.#day.until) return
    this.#ended.push(...this.#news())
    this.#clear()
    this.#day = this.#dayOf(now)
  }

  #news(): readonly Told[] {
    const devices: DeviceDay[] = []
    for (const [number, asker] of this.#askers.entries()) {
      const flags = this.#flagsOf(number)
      const over = this.#over[number]!
      if (asker === undefined || (flags === this.#toldFlags[number] && over === this.#toldOver[number])) continue
      this.#toldFlags[number] = flags
      this.#toldOver[number] = over
      devices.push(dayOf(asker, flags, over, this.#lastOver[number]!))
    }
    return devices.length === 0 ? [] : [{ session: `${this.#session} ${this.#begun}`, day: this.#day.date, devices }]
  }

  /** The flags that are told. That a device uses us is nobody's business but that of the other threads: it only keeps the fourth away. */
  #flagsOf(number: number): number {
    const flags = this.#flags[number]!
    const isBootstrap = (flags & USES_US) === 0 && ones(this.#hours[number]!) >= BOOTSTRAP_HOURS
    return (flags & this.#told) | (isBootstrap ? ONLY_BOOTSTRAP : 0)
  }

  #clear(): void {
    this.#begun += 1
    this.#askers.length = 0
    for (const column of [this.#minute, this.#hours, this.#flags, this.#over, this.#toldFlags, this.#toldOver])
      column.fill(0)
  }
}

function dayOf({ address, client }: Asker, flags: number, over: number, lastOver: number): DeviceDay {
  return {
    device: client.device,
    address,
    group: client.group,
    over,
    lastOver: over === 0 ? undefined : lastOver,
    sideDoor: (flags & SIDE_DOOR) !== 0,
    onlyBootstrap: (flags & ONLY_BOOTSTRAP) !== 0,
    fellSilent: (flags & FELL_SILENT) !== 0,
    ...((flags & USES_US) === 0 ? {} : { usesUs: true as const }),
  }
}

/** How many bits are one. */
function ones(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}
