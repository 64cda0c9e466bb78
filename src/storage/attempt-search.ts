import type { Expression, Selectable, SelectQueryBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Databases } from './database.ts'
import type { AttemptTables } from './schema.ts'
import { turned } from './turned-name.ts'

/** Which attempts are asked for; what is left out does not limit. */
export interface AttemptQuery {
  readonly group?: string | undefined
  readonly devices?: readonly string[] | undefined
  /** A site, with all below it; without a dot any part of a name. */
  readonly name?: string | undefined
  readonly platform?: string | undefined
  readonly category?: string | undefined
  readonly reason?: string | undefined
  /** Only attempts whose last time lies at or after `from`, and before `until`. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** Only attempts whose last time lies before this: the page after one that ended there. */
  readonly before?: number | undefined
  /** With `before`: or at that very moment, with a lower id than this. */
  readonly beforeId?: number | undefined
  readonly limit: number
}

type Row = Selectable<AttemptTables['attempts']>
type Rows<Selected> = SelectQueryBuilder<AttemptTables, 'attempts', Selected>
type Column = 'name_down' | 'device_id' | 'platform' | 'category' | 'reason' | 'group_id'

/** A filter: rows whose column has one of these values. */
interface Filter {
  readonly column: Column
  readonly values: readonly string[]
}
interface Place {
  readonly id: number
  readonly last_at: number
}

/** Names that are looked up one by one; where more are meant, there are so many rows that a page of them is found from the newest on. */
const NAMES = 1000
/** Rows that are fetched by their ids in one go. */
const AT_ONCE = 500
/** Rows of one filter that are counted, to see which of several filters has the fewest. */
const COUNTED = 100_000

/**
 * Finds a page of attempts, latest first, in a table of many millions. Each filter has an index that ends in the time, but a page needs the newest
 * of all that several filters leave: the rows of the filter with the fewest are read from the newest on, value by value, and the others are looked at
 * in each row. Without statistics of the tables a database cannot choose so, and it would sort all rows of a class or a site.
 */
export function attemptSearch({ attempts: db }: Databases): (query: AttemptQuery) => Promise<readonly Row[]> {
  /** The names that are meant, as they are stored; undefined for too many. */
  const namesOf = async (name: string): Promise<readonly string[] | undefined> => {
    if (!name.includes('.')) return await distinct('', '\uffff', likeOf(name))
    const site = turned(name)
    // '/' is the character after '.': between the two lies all that is below the site.
    const below = await distinct(`${site}.`, `${site}/`, '%')
    return below && [site, ...below]
  }

  /** Different names in a range, each found by a step in the index: there are far fewer than rows. */
  const distinct = async (from: string, until: string, like: string): Promise<readonly string[] | undefined> => {
    const { rows } = await sql<{ name: string }>`
      with recursive found(name) as (
        select min(name_down) from attempts where name_down >= ${from} and name_down < ${until}
        union all
        select (select min(name_down) from attempts where name_down > found.name and name_down < ${until})
        from found where found.name is not null
      ) select name from found where name is not null and name like ${like} limit ${NAMES + 1}`.execute(db)
    return rows.length > NAMES ? undefined : rows.map(({ name }) => name)
  }

  /** How many rows a filter has, up to {@link COUNTED}. */
  const countOf = async ({ column, values }: Filter, query: AttemptQuery): Promise<number> => {
    let count = 0
    for (const value of values) {
      const some = inSpan(db.selectFrom('attempts').select('id'), query)
        .where(column, '=', value)
        .limit(COUNTED - count)
      const { all } = await db
        .selectFrom(some.as('some'))
        .select(({ fn }) => fn.countAll<number>().as('all'))
        .executeTakeFirstOrThrow()
      count += Number(all)
      if (count >= COUNTED) break
    }
    return count
  }

  /** The newest rows of one filter that the others leave, too. */
  const newestOf = async (by: Filter, query: AttemptQuery, others: readonly Filter[], name: string | undefined) => {
    let found: readonly Place[] = []
    for (const value of by.values) {
      const oldest = found.length < query.limit ? undefined : found.at(-1)!.last_at
      let rows = inSpan(db.selectFrom('attempts').select(['id', 'last_at']), query).where(by.column, '=', value)
      if (oldest !== undefined) rows = rows.where('last_at', '>=', oldest)
      const more = await newest(narrowed(rows, others, name))
        .limit(query.limit)
        .execute()
      found = [...found, ...more].sort(later).slice(0, query.limit)
    }
    return found
  }

  return async (query) => {
    const name = query.name === '' ? undefined : query.name
    const names = name === undefined ? undefined : await namesOf(name)
    const filters = filtersOf(query, names)
    const counted: { readonly filter: Filter; readonly count: number }[] = []
    for (const filter of filters) counted.push({ filter, count: filters.length > 1 ? await countOf(filter, query) : 1 })
    if (counted.some(({ count, filter }) => count === 0 || filter.values.length === 0)) return []
    const fewest = counted.toSorted((a, b) => a.count - b.count)[0]?.filter
    // Where the names are known they are a filter like the others.
    const part = names === undefined ? name : undefined
    if (fewest === undefined) {
      const rows = narrowed(inSpan(db.selectFrom('attempts').selectAll(), query), [], part)
      return await newest(rows).limit(query.limit).execute()
    }
    const others = filters.filter((filter) => filter !== fewest)
    const places = await newestOf(fewest, query, others, part)
    if (places.length === 0) return []
    const rows: Row[] = []
    for (let i = 0; i < places.length; i += AT_ONCE) {
      const ids = places.slice(i, i + AT_ONCE).map(({ id }) => id)
      rows.push(...(await db.selectFrom('attempts').selectAll().where('id', 'in', ids).execute()))
    }
    return rows.sort(later)
  }
}

function filtersOf(query: AttemptQuery, names: readonly string[] | undefined): readonly Filter[] {
  const { group, devices, platform, category, reason } = query
  const one = (column: Column, value: string | undefined) => (value === undefined ? [] : [{ column, values: [value] }])
  return [
    ...(names === undefined ? [] : [{ column: 'name_down', values: names } as const]),
    ...(devices === undefined ? [] : [{ column: 'device_id', values: devices } as const]),
    ...one('platform', platform),
    ...one('category', category),
    ...one('reason', reason),
    ...one('group_id', group),
  ]
}

/** Rows of the time that is asked for, from the page's place on. */
function inSpan<Selected>(rows: Rows<Selected>, { from, until, before, beforeId }: AttemptQuery): Rows<Selected> {
  let some = rows
  if (from !== undefined) some = some.where('last_at', '>=', from)
  if (until !== undefined) some = some.where('last_at', '<', until)
  if (before !== undefined && beforeId === undefined) some = some.where('last_at', '<', before)
  if (before !== undefined && beforeId !== undefined)
    some = some
      .where('last_at', '<=', before)
      .where(({ eb, or }) => or([eb('last_at', '<', before), eb('id', '<', beforeId)]))
  return some
}

/** Rows that the other filters leave. Each column stands in `coalesce`, so that none of their indexes is used. */
function narrowed<Selected>(rows: Rows<Selected>, others: readonly Filter[], name: string | undefined): Rows<Selected> {
  let some = rows
  for (const { column, values } of others) some = some.where(plainly(column), 'in', values)
  return name === undefined ? some : some.where(nameIs(name))
}

const plainly = (column: Column): Expression<string> => sql<string>`coalesce(${sql.ref(column)}, '')`

function nameIs(name: string): Expression<SqlBool> {
  const column = plainly('name_down')
  if (!name.includes('.')) return sql<SqlBool>`${column} like ${likeOf(name)}`
  const site = turned(name)
  return sql<SqlBool>`(${column} = ${site} or (${column} > ${`${site}.`} and ${column} < ${`${site}/`}))`
}

const likeOf = (part: string): string => `%${part.replace(/[%_]/g, '')}%`

const newest = <Selected>(rows: Rows<Selected>): Rows<Selected> => rows.orderBy('last_at', 'desc').orderBy('id', 'desc')

const later = (a: Place, b: Place): number => b.last_at - a.last_at || b.id - a.id
