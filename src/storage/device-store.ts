import type { Kysely, Transaction } from 'kysely'
import type { OfficeTables } from './schema.ts'

/** A machine on the Wi-Fi, by an id that says nothing of it. */
export interface StoredDevice {
  readonly id: string
  /** Undefined for a device that asked but is not enrolled: its network decides. */
  readonly group: string | undefined
  readonly classes: readonly string[]
  readonly firstSeen: number | undefined
  readonly lastSeen: number | undefined
  /** What tells which machine it is; empty once erased. */
  readonly identity: DeviceIdentity
}
export interface DeviceIdentity {
  readonly label: string
  /** Lower case with colons. */
  readonly mac: string | undefined
  /** In canonical text. */
  readonly addresses: readonly string[]
}
export type DeviceStore = ReturnType<typeof deviceStore>

/** The devices and, in a table of its own, what identifies them. */
export function deviceStore(db: Kysely<OfficeTables>) {
  return {
    async all(): Promise<readonly StoredDevice[]> {
      const devices = await db.selectFrom('devices').selectAll().orderBy('id').execute()
      const classes = Map.groupBy(await db.selectFrom('device_classes').selectAll().execute(), (row) => row.device_id)
      const identities = Map.groupBy(
        await db.selectFrom('device_identities').selectAll().execute(),
        (row) => row.device_id,
      )
      return devices.map((row) => ({
        id: row.id,
        group: row.group_id ?? undefined,
        classes: (classes.get(row.id) ?? []).map(({ class_id }) => class_id),
        firstSeen: row.first_seen ?? undefined,
        lastSeen: row.last_seen ?? undefined,
        identity: identityOf(identities.get(row.id) ?? []),
      }))
    },

    /** Writes these devices as they are now, new or not, all or none. */
    async put(devices: readonly StoredDevice[]): Promise<void> {
      if (devices.length === 0) return
      await db.transaction().execute(async (trx) => {
        for (const device of devices) await putOne(trx, device)
      })
    },

    /** Sets when these devices were last seen, and first where they never were. */
    async seen(ids: readonly string[], at: number): Promise<void> {
      if (ids.length === 0) return
      await db
        .updateTable('devices')
        .set(({ fn, val }) => ({ last_seen: at, first_seen: fn.coalesce('first_seen', val(at)) }))
        .where('id', 'in', ids)
        .execute()
    },

    /** Removes devices with all that identifies them. */
    async remove(ids: readonly string[]): Promise<void> {
      if (ids.length === 0) return
      await db.deleteFrom('devices').where('id', 'in', ids).execute()
    },
  }
}

async function putOne(trx: Transaction<OfficeTables>, device: StoredDevice): Promise<void> {
  const columns = {
    group_id: device.group ?? null,
    first_seen: device.firstSeen ?? null,
    last_seen: device.lastSeen ?? null,
  }
  await trx
    .insertInto('devices')
    .values({ id: device.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  await trx.deleteFrom('device_classes').where('device_id', '=', device.id).execute()
  await trx.deleteFrom('device_identities').where('device_id', '=', device.id).execute()
  const classes = device.classes.map((class_id) => ({ device_id: device.id, class_id }))
  if (classes.length > 0) await trx.insertInto('device_classes').values(classes).execute()
  const { label, mac, addresses } = device.identity
  const identities = [
    ...(label === '' ? [] : [{ device_id: device.id, kind: 'label' as const, value: label }]),
    ...(mac === undefined ? [] : [{ device_id: device.id, kind: 'mac' as const, value: mac }]),
    ...addresses.map((value) => ({ device_id: device.id, kind: 'address' as const, value })),
  ]
  if (identities.length > 0) await trx.insertInto('device_identities').values(identities).execute()
}

const identityOf = (rows: readonly { readonly kind: string; readonly value: string }[]): DeviceIdentity => ({
  label: rows.find(({ kind }) => kind === 'label')?.value ?? '',
  mac: rows.find(({ kind }) => kind === 'mac')?.value,
  addresses: rows.filter(({ kind }) => kind === 'address').map(({ value }) => value),
})
