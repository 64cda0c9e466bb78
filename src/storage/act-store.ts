import type { Kysely } from 'kysely'
import type { Acts, Target } from '../policy/policy.ts'
import type { ActKind, ActKinds, ActRow } from './act-row.ts'
import { actOf, kindOf, rowOf, targetOf } from './act-row.ts'
import type { OfficeTables } from './schema.ts'

/** Who did something, as it is kept: the name too, so that it stays readable when the account is gone. */
export interface ByWhom {
  readonly id: string
  readonly name: string
  /** The roles that were held, and from where it was done: for the audit. */
  readonly roles?: readonly string[]
  readonly from?: string
}
/** An act with who began it and why and, where it was ended before its time, when and by whom. */
export type StoredAct<Kind extends ActKind> = ActKinds[Kind] & {
  readonly by: ByWhom
  readonly reason?: string
  readonly endedAt?: number
  readonly endedBy?: string
}
export type StoredGrant = StoredAct<'grant'>
/** How often a target was opened, by this person and by all. */
export interface GrantTally {
  readonly target: Target
  readonly mine: number
  readonly all: number
}

export type ActStore = ReturnType<typeof actStore>

/** What people opened and closed. An act is ended, never deleted. */
export function actStore(db: Kysely<OfficeTables>) {
  const running = (at: number) =>
    db
      .selectFrom('acts')
      .selectAll()
      .where('ended_at', 'is', null)
      .where((where) => where.or([where('until_at', '>', at), where('until_at', 'is', null)]))
      .orderBy('from_at')
  /** The kinds whose reason is written about somebody. */
  const reasons = () =>
    db.updateTable('acts').set({ reason: null }).where('kind', 'in', ['exclusion', 'opening', 'grant'])
  return {
    /** All acts that hold at `at` or will later, as policy takes them. */
    async inForce(at: number): Promise<Acts> {
      const rows = await running(at).execute()
      const all = <Kind extends ActKind>(kind: Kind) =>
        rows.filter((row) => kindOf(row) === kind).map((row) => actOf(kind, row))
      return {
        grants: all('grant'),
        parks: all('park'),
        focuses: all('focus'),
        exclusions: all('exclusion'),
        emergencies: all('emergency'),
        openings: all('opening'),
        trials: all('trial'),
        events: all('event'),
        corrections: all('correction'),
      }
    },

    /** Acts of a kind that hold at `at`, oldest first; with `later` those that begin after it too. */
    async running<Kind extends ActKind>(kind: Kind, at: number, later = false): Promise<readonly StoredAct<Kind>[]> {
      const rows = await running(at).where('kind', '=', kind).execute()
      return rows.filter(({ from_at }) => later || from_at <= at).map((row) => stored(kind, row))
    },

    /** Acts of a kind that began from `from` (inclusive) to `until`, over or not, newest first. */
    async history<Kind extends ActKind>(
      kind: Kind,
      from: number,
      until: number,
      audience?: string,
    ): Promise<readonly StoredAct<Kind>[]> {
      let rows = db.selectFrom('acts').selectAll().where('kind', '=', kind)
      rows = rows.where('from_at', '>=', from).where('from_at', '<', until)
      if (audience !== undefined) rows = rows.where('audience_id', '=', audience)
      return (await rows.orderBy('from_at', 'desc').orderBy('id').execute()).map((row) => stored(kind, row))
    },

    async byId<Kind extends ActKind>(kind: Kind, id: string): Promise<StoredAct<Kind> | undefined> {
      const act = db.selectFrom('acts').selectAll().where('id', '=', id).where('kind', '=', kind)
      const row = await act.executeTakeFirst()
      return row && stored(kind, row)
    },

    /** What kind of act has this id; undefined where none has. */
    async kindById(id: string): Promise<ActKind | undefined> {
      const row = await db.selectFrom('acts').select(['id', 'kind']).where('id', '=', id).executeTakeFirst()
      return row && kindOf(row)
    },

    /** Writes down a new act; `at` is when, for one without a beginning of its own. */
    async add<Kind extends ActKind>(
      kind: Kind,
      act: ActKinds[Kind],
      at: number,
      by: ByWhom,
      reason?: string,
    ): Promise<void> {
      const row = { ...rowOf(kind, act, at), by_id: by.id, by_name: by.name, reason: reason ?? null }
      await db.insertInto('acts').values(row).execute()
    },

    /** Ends an act before its time; false if it was over already. */
    async end(id: string, at: number, by: ByWhom): Promise<boolean> {
      const result = await db
        .updateTable('acts')
        .set({ ended_at: at, ended_by: by.name })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .where((where) => where.or([where('until_at', '>', at), where('until_at', 'is', null)]))
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Takes back the ending of an act that was ended since `since` (inclusive) and would run on at `at`; false where it was not. */
    async reopen(id: string, at: number, since: number): Promise<boolean> {
      const result = await db
        .updateTable('acts')
        .set({ ended_at: null, ended_by: null })
        .where('id', '=', id)
        .where('ended_at', '>=', since)
        .where('until_at', '>', at)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Moves the end of an act that is not over at `at`, with a new reason where one is given; false if it is over. */
    async extend(id: string, at: number, until: number, reason?: string): Promise<boolean> {
      const result = await db
        .updateTable('acts')
        .set({ until_at: until, ...(reason === undefined ? {} : { reason }) })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .where('until_at', '>', at)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Takes the reasons off what was done to devices and opened for people, where it was over before `before`. It stays, as a figure. */
    async forgetReasons(before: number): Promise<void> {
      await reasons()
        .where((where) => where.or([where('ended_at', '<', before), where('until_at', '<', before)]))
        .execute()
    },

    /** Takes the reasons off all that was done to one device or opened for it, over or not. */
    async forgetDevice(device: string): Promise<void> {
      await reasons().where('audience_kind', '=', 'device').where('audience_id', '=', device).execute()
    },

    /**
     * What was granted to classes and groups from `from` (inclusive) to `until`, and how often; most often first. What one device got tells of a
     * person: it is in no figure.
     */
    async tally(from: number, until: number, person?: string): Promise<readonly GrantTally[]> {
      const rows = await db
        .selectFrom('acts')
        .select(({ fn, eb }) => [
          'target_kind',
          'target_id',
          fn.countAll<number>().as('all'),
          fn
            .sum<number>(
              eb
                .case()
                .when('by_id', '=', person ?? '')
                .then(1)
                .else(0)
                .end(),
            )
            .as('mine'),
        ])
        .where('kind', '=', 'grant')
        .where('audience_kind', '<>', 'device')
        .where('from_at', '>=', from)
        .where('from_at', '<', until)
        .groupBy(['target_kind', 'target_id'])
        .orderBy('all', 'desc')
        .execute()
      return rows.map((row) => ({
        target: targetOf(row.target_kind, row.target_id),
        mine: Number(row.mine),
        all: Number(row.all),
      }))
    },
  }
}

function stored<Kind extends ActKind>(kind: Kind, row: ActRow): StoredAct<Kind> {
  return {
    ...actOf(kind, row),
    by: { id: row.by_id, name: row.by_name },
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at, endedBy: row.ended_by ?? '' }),
  }
}
