import type { Kysely } from 'kysely'
import type { OfficeTables } from './schema.ts'

export type JobStore = ReturnType<typeof jobStore>

/** When each job last ran, over restarts: a jump of the clock shows in it. */
export function jobStore(db: Kysely<OfficeTables>) {
  return {
    async lastRun(job: string): Promise<number | undefined> {
      const row = await db.selectFrom('job_runs').select('ran_at').where('job', '=', job).executeTakeFirst()
      return row?.ran_at
    },

    /** Every job that ever ran, with when it last did. */
    async all(): Promise<readonly { readonly job: string; readonly at: number }[]> {
      return await db.selectFrom('job_runs').select(['job', 'ran_at as at']).orderBy('job').execute()
    },

    async ran(job: string, at: number): Promise<void> {
      await db
        .insertInto('job_runs')
        .values({ job, ran_at: at })
        .onConflict((conflict) => conflict.column('job').doUpdateSet({ ran_at: at }))
        .execute()
    },
  }
}
