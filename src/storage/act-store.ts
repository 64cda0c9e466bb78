import type { Kysely, Selectable } from 'kysely'
import type { Name } from '../dns/name.ts'
import type { Acts, Audience, Grant, Target } from '../policy/policy.ts'
import { noActs } from '../policy/policy.ts'
import type { OfficeTables } from './schema.ts'

/** Who did something, as it is kept: the name too, so that it stays readable when the account is gone. */
export interface ByWhom {
  readonly id: string
  readonly name: string
}
/** A grant with who gave it and, where it was taken back, when and by whom. */
export interface StoredGrant extends Grant {
  readonly by: ByWhom
  readonly endedAt?: number
}
/** How often a target was opened, by this person and by all. */
export interface GrantTally {
  readonly target: Target
  readonly mine: number
  readonly all: number
}

type Row = Selectable<OfficeTables['acts']>
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
  return {
    /** All acts that hold at `at` or will later, as policy takes them. */
    async inForce(at: number): Promise<Acts> {
      return (await running(at).execute()).reduce(withAct, noActs)
    },

    /** Grants that hold at `at`, oldest first. */
    async grants(at: number): Promise<readonly StoredGrant[]> {
      const rows = await running(at).where('kind', '=', 'grant').where('from_at', '<=', at).execute()
      return rows.map(grantOf)
    },

    async grant(id: string): Promise<StoredGrant | undefined> {
      const row = await db
        .selectFrom('acts')
        .selectAll()
        .where('id', '=', id)
        .where('kind', '=', 'grant')
        .executeTakeFirst()
      return row && grantOf(row)
    },

    async addGrant(grant: Grant, by: ByWhom, reason?: string): Promise<void> {
      const { id, audience, target, from, until } = grant
      await db
        .insertInto('acts')
        .values({
          id,
          kind: 'grant',
          audience_kind: audience.kind,
          audience_id: audience.id,
          target_kind: target.kind,
          target_id: idOf(target),
          detail: null,
          from_at: from,
          until_at: until,
          by_id: by.id,
          by_name: by.name,
          reason: reason ?? null,
          ended_at: null,
          ended_by: null,
        })
        .execute()
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

    /** What was granted from `from` (inclusive) to `until`, and how often; most often first. */
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

function withAct(acts: Acts, row: Row): Acts {
  const span = { id: row.id, from: row.from_at, until: row.until_at ?? Number.MAX_SAFE_INTEGER }
  const detail = JSON.parse(row.detail ?? '{}') as {
    readonly targets?: readonly Target[]
    readonly exam?: boolean
    readonly clause?: string
    readonly category?: string
  }
  const id = row.audience_id
  const site = (row.target_id ?? '') as Name
  switch (row.kind) {
    case 'grant':
      return { ...acts, grants: [...acts.grants, plain(grantOf(row))] }
    case 'park':
      return { ...acts, parks: [...acts.parks, { ...span, class: id }] }
    case 'focus': {
      const focus = { ...span, class: id, targets: detail.targets ?? [], exam: detail.exam === true }
      return { ...acts, focuses: [...acts.focuses, focus] }
    }
    case 'exclusion': {
      const clause = detail.clause === undefined ? {} : { clause: detail.clause }
      return { ...acts, exclusions: [...acts.exclusions, { ...span, device: id, ...clause }] }
    }
    case 'emergency': {
      const audience = row.audience_kind === 'staff' ? 'staff' : 'everyone'
      return { ...acts, emergencies: [...acts.emergencies, { ...span, for: audience }] }
    }
    case 'opening':
      return { ...acts, openings: [...acts.openings, { ...span, device: id, site }] }
    case 'correction': {
      const correction = { id: row.id, name: site, category: detail.category ?? '' }
      return { ...acts, corrections: [...acts.corrections, correction] }
    }
    default:
      throw new Error(`office.db: act ${row.id} is of an unknown kind "${row.kind}"`)
  }
}

const plain = ({ id, audience, target, from, until }: StoredGrant): Grant => ({ id, audience, target, from, until })

const grantOf = (row: Row): StoredGrant => ({
  id: row.id,
  audience: { kind: row.audience_kind as Audience['kind'], id: row.audience_id },
  target: targetOf(row.target_kind, row.target_id),
  from: row.from_at,
  until: row.until_at ?? Number.MAX_SAFE_INTEGER,
  by: { id: row.by_id, name: row.by_name },
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
})

function targetOf(kind: string | null, id: string | null): Target {
  if (kind === 'site') return { kind, name: (id ?? '') as Name }
  if (kind === 'platform' || kind === 'set' || kind === 'category') return { kind, id: id ?? '' }
  return { kind: 'everything' }
}

function idOf(target: Target): string | null {
  switch (target.kind) {
    case 'site':
      return target.name
    case 'platform':
    case 'set':
    case 'category':
      return target.id
    case 'everything':
      return null
    default:
      return target satisfies never
  }
}
