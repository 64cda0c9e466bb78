import type { Kysely } from 'kysely'
import type { Policy } from '../policy/policy.ts'
import type { OfficeTables } from './schema.ts'

/** A policy as it was laid down at a moment: whole, so that looking back and taking back need no sums. */
export interface StoredRevision {
  /** Counts from 1 without gaps. */
  readonly number: number
  readonly at: number
  readonly by: string
  readonly why: string
}

export type PolicyStore = ReturnType<typeof policyStore>

/** The revisions of the policy, oldest never changed or deleted. */
export function policyStore(db: Kysely<OfficeTables>) {
  const revisions = () => db.selectFrom('revisions').select(['number', 'made_at as at', 'made_by as by', 'why'])
  return {
    /** The newest revision with its policy; undefined in a new installation. */
    async newest(): Promise<(StoredRevision & { readonly policy: Policy }) | undefined> {
      const row = await revisions().select('policy').orderBy('number', 'desc').limit(1).executeTakeFirst()
      return row && { ...row, policy: JSON.parse(row.policy) as Policy }
    },

    /** The policy as it was in a revision. */
    async policyOf(number: number): Promise<Policy | undefined> {
      const row = await db.selectFrom('revisions').select('policy').where('number', '=', number).executeTakeFirst()
      return row && (JSON.parse(row.policy) as Policy)
    },

    /** Newest first. */
    async list(limit: number): Promise<readonly StoredRevision[]> {
      return await revisions().orderBy('number', 'desc').limit(limit).execute()
    },

    /** Adds the revision after `basedOn`; false if somebody else has added that one already. */
    async add(basedOn: number, revision: Omit<StoredRevision, 'number'>, policy: Policy): Promise<boolean> {
      const result = await db
        .insertInto('revisions')
        .values({
          number: basedOn + 1,
          made_at: revision.at,
          made_by: revision.by,
          why: revision.why,
          policy: JSON.stringify(policy),
        })
        .onConflict((conflict) => conflict.column('number').doNothing())
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
  }
}
