import type { CountRow } from '../link.ts'
import type { Databases } from './database.ts'

export type CountStore = ReturnType<typeof countStore>

const HOUR = 3600_000
/** All that there are: named one by one, each is a range in the index. */
const everyKind: readonly CountRow['kindOfTime'][] = ['inloop', 'lesson', 'break', 'outside']

/** Questions counted per hour, group, subject and kind of time: no device, no name, so they are kept. */
export function countStore({ attempts: db, attemptsFile }: Databases) {
  // Like attempts, in one go and without waiting in between: two writers that wait inside a transaction would end up in each other's.
  const upsert = attemptsFile.prepare(
    `insert into counts (hour_at, group_id, outcome, platform, category, kind_of_time, count) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (hour_at, group_id, outcome, platform, category, kind_of_time) do update set count = counts.count + excluded.count`,
  )
  return {
    /** Adds to the counts of the hour that `at` lies in. */
    add: attemptsFile.transaction((at: number, rows: readonly CountRow[]) => {
      const hour = Math.floor(at / HOUR) * HOUR
      for (const { group, outcome, platform, category, kindOfTime, count } of rows)
        upsert.run(hour, group, outcome, platform ?? '', category ?? '', kindOfTime, count)
    }),

    /** Questions of this outcome from `from` (inclusive) to `until`, per group of these; at these kinds of time where they are given. */
    async perGroup(
      outcome: CountRow['outcome'],
      groups: readonly string[],
      from: number,
      until: number,
      kinds: readonly CountRow['kindOfTime'][] = everyKind,
    ): Promise<readonly { readonly group: string; readonly count: number }[]> {
      const counts = db
        .selectFrom('counts')
        .select(({ fn }) => ['group_id as group', fn.sum<number>('count').as('count')])
        .where('outcome', '=', outcome)
        .where('group_id', 'in', groups)
        .where('kind_of_time', 'in', kinds)
        .where('hour_at', '>=', from)
        .where('hour_at', '<', until)
      const rows = await counts.groupBy('group_id').orderBy('group_id').execute()
      return rows.map(({ group, count }) => ({ group, count: Number(count) }))
    },

    /** Questions of this outcome of one group from `from` (inclusive) to `until`, per subject and kind of time. */
    async bySubject(
      outcome: CountRow['outcome'],
      group: string,
      from: number,
      until: number,
    ): Promise<readonly Pick<CountRow, 'platform' | 'category' | 'kindOfTime' | 'count'>[]> {
      const rows = await db
        .selectFrom('counts')
        .select(({ fn }) => ['platform', 'category', 'kind_of_time', fn.sum<number>('count').as('count')])
        .where('outcome', '=', outcome)
        .where('group_id', '=', group)
        .where('hour_at', '>=', from)
        .where('hour_at', '<', until)
        .groupBy(['platform', 'category', 'kind_of_time'])
        .orderBy('platform')
        .orderBy('category')
        .orderBy('kind_of_time')
        .execute()
      return rows.map(({ platform, category, kind_of_time, count }) => ({
        platform: platform === '' ? undefined : platform,
        category: category === '' ? undefined : category,
        kindOfTime: kind_of_time as CountRow['kindOfTime'],
        count: Number(count),
      }))
    },
  }
}
