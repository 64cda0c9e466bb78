import type { Kysely, Selectable } from 'kysely'
import type { Target } from '../policy/policy.ts'
import { targetOf } from './act-row.ts'
import type { ByWhom } from './act-store.ts'
import type { OfficeTables } from './schema.ts'

/** A note that something did not work in a class: what was in the way, or what the teacher wrote, or both. No device, no pupil. */
export interface StoredSnag {
  readonly id: string
  readonly class: string
  readonly target: Exclude<Target, { readonly kind: 'everything' }> | undefined
  readonly words: string | undefined
  /** The grant that opened it meanwhile. */
  readonly grant: string | undefined
  readonly madeAt: number
  readonly by: ByWhom
  readonly settledAt: number | undefined
  readonly settledBy: string | undefined
}
export type SnagStore = ReturnType<typeof snagStore>

/** What teachers noted that did not work. */
export function snagStore(db: Kysely<OfficeTables>) {
  return {
    async add({ id, class: class_id, target, words, grant, madeAt, by }: StoredSnag): Promise<void> {
      await db
        .insertInto('snags')
        .values({
          id,
          class_id,
          target_kind: target?.kind ?? null,
          target_id: target === undefined ? null : target.kind === 'site' ? target.name : target.id,
          words: words ?? null,
          grant_id: grant ?? null,
          made_at: madeAt,
          by_id: by.id,
          by_name: by.name,
          settled_at: null,
          settled_by: null,
        })
        .execute()
    },

    /** Those that nobody has settled, newest first. */
    async open(): Promise<readonly StoredSnag[]> {
      const rows = await db
        .selectFrom('snags')
        .selectAll()
        .where('settled_at', 'is', null)
        .orderBy('made_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(snagOf)
    },

    /** How many one person has made since `since` (inclusive). */
    async countOf(person: string, since: number): Promise<number> {
      const row = await db
        .selectFrom('snags')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .where('by_id', '=', person)
        .where('made_at', '>=', since)
        .executeTakeFirst()
      return Number(row?.all ?? 0)
    },

    /** False where it was settled before, or never was. */
    async settle(id: string, at: number, by: ByWhom): Promise<boolean> {
      const result = await db
        .updateTable('snags')
        .set({ settled_at: at, settled_by: by.name })
        .where('id', '=', id)
        .where('settled_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows === 1n
    },

    /** Removes what was made before `at`, settled or not. */
    async removeBefore(at: number): Promise<void> {
      await db.deleteFrom('snags').where('made_at', '<', at).execute()
    },
  }
}

function snagOf(row: Selectable<OfficeTables['snags']>): StoredSnag {
  const target = row.target_kind === null ? undefined : targetOf(row.target_kind, row.target_id)
  return {
    id: row.id,
    class: row.class_id,
    target: target?.kind === 'everything' ? undefined : target,
    words: row.words ?? undefined,
    grant: row.grant_id ?? undefined,
    madeAt: row.made_at,
    by: { id: row.by_id, name: row.by_name },
    settledAt: row.settled_at ?? undefined,
    settledBy: row.settled_by ?? undefined,
  }
}
