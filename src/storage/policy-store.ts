import type { Kysely } from 'kysely'
import type { Policy } from '../policy/policy.ts'
import type { AuditEntry } from './audit-store.ts'
import { auditRow } from './audit-store.ts'
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
  type Row = StoredRevision & { readonly policy: string }
  const whole = (row: Row | undefined) => row && { ...row, policy: JSON.parse(row.policy) as Policy }
  return {
    /** The newest revision with its policy; undefined in a new installation. */
    async newest(): Promise<(StoredRevision & { readonly policy: Policy }) | undefined> {
      return whole(await revisions().select('policy').orderBy('number', 'desc').limit(1).executeTakeFirst())
    },

    /** The newest revision's number, without reading its policy: for who looks every second. */
    async newestNumber(): Promise<number | undefined> {
      return (await revisions().orderBy('number', 'desc').limit(1).executeTakeFirst())?.number
    },

    /** The revision that was in force at an instant, with its policy; undefined before the first. */
    async at(instant: number): Promise<(StoredRevision & { readonly policy: Policy }) | undefined> {
      const then = revisions().select('policy').where('made_at', '<=', instant)
      return whole(await then.orderBy('number', 'desc').limit(1).executeTakeFirst())
    },

    /** Who laid a revision down, when and why. */
    async revision(number: number): Promise<StoredRevision | undefined> {
      return await revisions().where('number', '=', number).executeTakeFirst()
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

    /** Adds the revision after `basedOn`, and its line in the audit, both or neither; false if somebody else has added that revision already. */
    async add(
      basedOn: number,
      revision: Omit<StoredRevision, 'number'>,
      policy: Policy,
      entry?: AuditEntry,
    ): Promise<boolean> {
      return await db.transaction().execute(async (both) => {
        const result = await both
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
        const isAdded = result.numInsertedOrUpdatedRows === 1n
        if (isAdded && entry !== undefined) await both.insertInto('audit').values(auditRow(entry)).execute()
        return isAdded
      })
    },
  }
}
