import { setImmediate } from 'node:timers/promises'
import type { Databases } from './database.ts'

/** How many attempts there are. */
export interface AttemptTotal {
  rows(): Promise<number>
  /** Takes over that rows with these ids were written; one that was there already has been prolonged. */
  wrote(ids: readonly number[]): void
  removed(count: number): void
}

/** Rows that are counted in one go: a millisecond. */
const STEP = 20_000
/** A row is prolonged for a minute: what is younger than this is counted in one go, so that none is counted twice. */
const SETTLED = 3600_000

/** Counts the attempts once, in steps that let others in between, as millions take long; from then on the number is kept in step. */
export function attemptTotal({ attempts: db }: Pick<Databases, 'attempts'>): AttemptTotal {
  let known: { rows: number; newest: number } | undefined
  let counting: Promise<void> | undefined

  const edge = async (above: number, below: number) => {
    const rows = db.selectFrom('attempts').select('last_at').where('last_at', '>', above).where('last_at', '<', below)
    return (await rows.orderBy('last_at').limit(1).offset(STEP).executeTakeFirst())?.last_at
  }

  const count = async () => {
    const { latest } = await db
      .selectFrom('attempts')
      .select(({ fn }) => fn.max('last_at').as('latest'))
      .executeTakeFirstOrThrow()
    let [rows, above] = [0, Number.MIN_SAFE_INTEGER]
    const some = () =>
      db
        .selectFrom('attempts')
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .where('last_at', '>', above)
    for (;;) {
      const next = await edge(above, (latest ?? 0) - SETTLED)
      if (next === undefined) break
      rows += Number((await some().where('last_at', '<=', next).executeTakeFirstOrThrow()).all)
      above = next
      await setImmediate()
    }
    const rest = db.selectFrom('attempts').select(({ fn }) => fn.max('id').as('newest'))
    const last = await some().select(rest.as('newest')).executeTakeFirstOrThrow()
    known = { rows: rows + Number(last.all), newest: Number(last.newest ?? 0) }
  }

  return {
    async rows() {
      counting ??= count().catch((error: unknown) => {
        counting = undefined
        throw error
      })
      await counting
      return known?.rows ?? 0
    },
    wrote(ids) {
      if (known === undefined) return
      const { rows, newest } = known
      // Ids only grow.
      known = {
        rows: rows + new Set(ids.filter((id) => id > newest)).size,
        newest: ids.reduce((most, id) => Math.max(most, id), newest),
      }
    },
    removed(count) {
      if (known !== undefined) known = { ...known, rows: known.rows - count }
    },
  }
}
