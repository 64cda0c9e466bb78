import type { Selectable } from 'kysely'
import type { Databases } from './database.ts'
import type { AttemptTables } from './schema.ts'

/** What was noticed of one device on one day (`2026-11-24`). */
export interface StoredDeviceDay {
  readonly device: string
  readonly day: string
  readonly group: string
  /** Questions beyond the limit, and the last time. */
  readonly over: number
  readonly lastOver: number | undefined
  readonly sideDoor: boolean
  readonly onlyBootstrap: boolean
  readonly fellSilent: boolean
}
export type DeviceDayStore = ReturnType<typeof deviceDayStore>

/** Devices by day, until they expire: flags and a count, no names. */
export function deviceDayStore({ attempts: db, attemptsFile }: Databases) {
  const upsert = attemptsFile.prepare(
    `insert into device_days (device_id, day, group_id, session, over_before, over, last_over, side_door, only_bootstrap, fell_silent)
       values (?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
     on conflict (device_id, day) do update set group_id = excluded.group_id,
       over_before = over_before + case when session = excluded.session then 0 else over end,
       over = excluded.over, session = excluded.session, last_over = coalesce(excluded.last_over, last_over),
       side_door = max(side_door, excluded.side_door), fell_silent = max(fell_silent, excluded.fell_silent),
       only_bootstrap = excluded.only_bootstrap`,
  )
  const rows = () => db.selectFrom('device_days').selectAll().orderBy('day', 'desc').orderBy('device_id')
  return {
    /**
     * Takes over what a resolver's session says of devices. What it counted replaces what it said before; what an earlier session counted that day
     * stays. A flag stays for the day, but for "only bootstrap": a device that asks for more after all does not have it.
     */
    write: attemptsFile.transaction((session: string, days: readonly StoredDeviceDay[]) => {
      for (const { device, day, group, over, lastOver, sideDoor, onlyBootstrap, fellSilent } of days) {
        const flags = [sideDoor, onlyBootstrap, fellSilent].map(Number)
        upsert.run(device, day, group, session, over, lastOver ?? null, ...flags)
      }
    }),

    /** From a day on, the newest first. */
    async since(day: string): Promise<readonly StoredDeviceDay[]> {
      return (await rows().where('day', '>=', day).execute()).map(dayOf)
    },

    async ofDevice(device: string): Promise<readonly StoredDeviceDay[]> {
      return (await rows().where('device_id', '=', device).execute()).map(dayOf)
    },

    /** Deletes the days before this one. */
    async removeBefore(day: string): Promise<void> {
      await db.deleteFrom('device_days').where('day', '<', day).execute()
    },

    async forgetDevice(device: string): Promise<void> {
      await db.deleteFrom('device_days').where('device_id', '=', device).execute()
    },
  }
}

const dayOf = (row: Selectable<AttemptTables['device_days']>): StoredDeviceDay => ({
  device: row.device_id,
  day: row.day,
  group: row.group_id,
  over: row.over_before + row.over,
  lastOver: row.last_over ?? undefined,
  sideDoor: row.side_door === 1,
  onlyBootstrap: row.only_bootstrap === 1,
  fellSilent: row.fell_silent === 1,
})
