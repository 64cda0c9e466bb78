import type { DeviceDay, DeviceDays } from '../link.ts'

/** Days of which rows are kept: a message about yesterday may come just after midnight. */
const KEPT_DAYS = 2

/** A device whose questions several threads answer (two addresses, or plain and over TLS) has one day and not two: this makes one of what they tell. */
export class GatheredDays {
  readonly #session: string
  /** Day -> device (or address) -> the session of a thread -> what it told last. */
  readonly #days = new Map<string, Map<string, Map<string, DeviceDay>>>()

  /** `session` stands for all threads, for as long as the program runs. */
  constructor(session: string) {
    this.#session = session
  }

  /** What to take in; nothing of devices that are only said to use us. */
  of({ session, day, devices }: DeviceDays): DeviceDays {
    const known = this.#days.get(day) ?? new Map<string, Map<string, DeviceDay>>()
    this.#days.set(day, known)
    for (const old of [...this.#days.keys()].sort().slice(0, -KEPT_DAYS)) this.#days.delete(old)
    const gathered = devices.flatMap((told) => {
      const key = told.device ?? told.address
      const all = known.get(key) ?? new Map<string, DeviceDay>()
      const wasNoticed = [...all.values()].some(isNoticed)
      known.set(key, all.set(session, told))
      return wasNoticed || isNoticed(told) ? [together(told, [...all.values()])] : []
    })
    return { session: this.#session, day, devices: gathered }
  }
}

const isNoticed = ({ over, sideDoor, onlyBootstrap, fellSilent }: DeviceDay): boolean =>
  over > 0 || sideDoor || onlyBootstrap || fellSilent

function together({ device, address, group }: DeviceDay, all: readonly DeviceDay[]): DeviceDay {
  const lastOver = Math.max(...all.map((one) => one.lastOver ?? 0))
  return {
    device,
    address,
    group,
    over: all.reduce((sum, one) => sum + one.over, 0),
    lastOver: lastOver === 0 ? undefined : lastOver,
    sideDoor: all.some((one) => one.sideDoor),
    onlyBootstrap: all.some((one) => one.onlyBootstrap) && !all.some((one) => one.usesUs),
    fellSilent: all.some((one) => one.fellSilent),
  }
}
