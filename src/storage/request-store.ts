import type { Kysely, Selectable } from 'kysely'
import type { Target } from '../policy/policy.ts'
import { targetOf } from './act-row.ts'
import type { OfficeTables } from './schema.ts'

/** What a request came to: `replaced` by a later one of the same device, `withdrawn` by it. An open one past its end has expired. */
export type RequestState = 'open' | 'approved' | 'refused' | 'replaced' | 'withdrawn'
/** What can be asked for. */
export type AskedTarget = Extract<Target, { readonly kind: 'site' | 'platform' }>

/** What a device asks to have opened. */
export interface StoredRequest {
  readonly id: string
  readonly device: string
  /** The classes of the device when it asked. */
  readonly classes: readonly string[]
  readonly target: AskedTarget
  readonly reason: string | undefined
  readonly madeAt: number
  readonly expiresAt: number
  readonly state: RequestState
  /** The grant that an approval gave this device. */
  readonly grant: string | undefined
  /** What the one who refused said. */
  readonly word: string | undefined
}
/** How often a target was asked for and refused. */
export interface RequestCount {
  readonly target: Target
  readonly asked: number
  readonly refused: number
}
export type RequestStore = ReturnType<typeof requestStore>

/** Requests, for a day; after it only how often a target was asked for. */
export function requestStore(db: Kysely<OfficeTables>) {
  const rows = () => db.selectFrom('requests').selectAll()
  return {
    async add({ id, device, classes, target, reason, madeAt, expiresAt }: StoredRequest): Promise<void> {
      const asked = { id, device_id: device, classes: JSON.stringify(classes), ...columnsOf(target) }
      const times = { made_at: madeAt, expires_at: expiresAt }
      await db
        .insertInto('requests')
        .values({ ...asked, ...times, reason: reason ?? null, state: 'open', grant_id: null, word: null })
        .execute()
    },

    /** All that were made after `at`, oldest first; of one device where it is given. */
    async madeAfter(at: number, device?: string): Promise<readonly StoredRequest[]> {
      let found = rows().where('made_at', '>', at)
      if (device !== undefined) found = found.where('device_id', '=', device)
      return (await found.orderBy('made_at').orderBy('id').execute()).map(requestOf)
    },

    /** Those that wait for an answer at `at`, oldest first. */
    async waiting(at: number): Promise<readonly StoredRequest[]> {
      const open = rows().where('state', '=', 'open').where('expires_at', '>', at)
      return (await open.orderBy('made_at').orderBy('id').execute()).map(requestOf)
    },

    /** Says what came of an open request. */
    async settle(
      id: string,
      state: Exclude<RequestState, 'open'>,
      more: { readonly grant?: string; readonly word?: string } = {},
    ): Promise<void> {
      await db
        .updateTable('requests')
        .set({ state, grant_id: more.grant ?? null, word: more.word ?? null })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .execute()
    },

    /** Takes the no to a request back; false where it was not refused, or would be over at `at`. */
    async reopen(id: string, at: number): Promise<boolean> {
      const result = await db
        .updateTable('requests')
        .set({ state: 'open', word: null })
        .where('id', '=', id)
        .where('state', '=', 'refused')
        .where('expires_at', '>', at)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Counts devices that asked for a target on a date, or were refused it, once more; less where it is taken back. */
    async count(
      date: string,
      target: AskedTarget,
      { asked = 0, refused = 0 }: { readonly asked?: number; readonly refused?: number },
    ): Promise<void> {
      await db
        .insertInto('request_counts')
        .values({ date, ...columnsOf(target), count: asked, refused })
        .onConflict((conflict) =>
          conflict.columns(['date', 'target_kind', 'target_id']).doUpdateSet((set) => ({
            count: set('request_counts.count', '+', asked),
            refused: set('request_counts.refused', '+', refused),
          })),
        )
        .execute()
    },

    /** How many devices a day asked for each target on these dates (both included), and were refused it: of days on which `fewest` did, added up. */
    async counts(from: string, to: string, fewest: number): Promise<readonly RequestCount[]> {
      const found = await db
        .selectFrom('request_counts')
        .select(({ fn, eb }) => {
          const ofDays = (column: 'count' | 'refused') =>
            fn.sum<number>(eb.case().when(column, '>=', fewest).then(eb.ref(column)).else(0).end())
          return ['target_kind', 'target_id', ofDays('count').as('asked'), ofDays('refused').as('refused')]
        })
        .where('date', '>=', from)
        .where('date', '<=', to)
        .groupBy(['target_kind', 'target_id'])
        .orderBy('target_id')
        .execute()
      return found.map((row) => ({
        target: targetOf(row.target_kind, row.target_id),
        ...{ asked: Number(row.asked), refused: Number(row.refused) },
      }))
    },

    /** Removes those of one device; their figures stay. */
    async forgetDevice(device: string): Promise<void> {
      await db.deleteFrom('requests').where('device_id', '=', device).execute()
    },

    /** Removes requests made before `at`; their figures stay. Returns how many. */
    async removeBefore(at: number): Promise<number> {
      const result = await db.deleteFrom('requests').where('made_at', '<', at).executeTakeFirst()
      return Number(result.numDeletedRows)
    },
  }
}

const columnsOf = (target: AskedTarget) => ({
  target_kind: target.kind,
  target_id: target.kind === 'site' ? target.name : target.id,
})

function requestOf(row: Selectable<OfficeTables['requests']>): StoredRequest {
  return {
    id: row.id,
    device: row.device_id,
    classes: JSON.parse(row.classes) as string[],
    target: targetOf(row.target_kind, row.target_id) as AskedTarget,
    reason: row.reason ?? undefined,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    state: row.state as RequestState,
    grant: row.grant_id ?? undefined,
    word: row.word ?? undefined,
  }
}
