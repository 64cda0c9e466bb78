/** One place where two values differ: the way to it (keys, and ids in lists of things that have one). Undefined: it is not there. */
export interface Difference {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

/** Stands in a path for the order of a list whose things have ids. */
export const ORDER = '(order)'

/**
 * Where two policies differ, or two of their texts. It goes down into objects and lists of things with ids, and stops at what is read as one value: a text
 * in two languages, a target, the periods of a day.
 */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): readonly Difference[] {
  if (isListOfThings(before) && isListOfThings(after) && before.length + after.length > 0)
    return [...inRecords(byId(before), byId(after), path), ...inOrder(before, after, path)]
  if (isRecord(before) && isRecord(after) && !isOneValue(before) && !isOneValue(after))
    return inRecords(before, after, path)
  return isSame(before, after) ? [] : [{ path, before, after }]
}

/**
 * The differences of `mine` whose thing was changed by `theirs` too. A thing is what one person changes at a time: a rule, a group, a set, a clause, a day
 * of a timetable (one for each bell schedule), the entries of the calendar.
 */
export function clashes(mine: readonly Difference[], theirs: readonly Difference[]): readonly Difference[] {
  return mine.filter((one) => theirs.some((other) => overlap(thingOf(one.path), thingOf(other.path))))
}

/** `now` with these changes taken back; `before` is what they were made to, and tells where in a list a thing stood. */
export function takenBack<Value>(now: Value, changes: readonly Difference[], before: Value): Value {
  return changes.reduce<unknown>((value, change) => put(value, before, change.path, change.before), now) as Value
}

type Thing = { readonly id: string } & Readonly<Record<string, unknown>>
type Values = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isListOfThings = (value: unknown): value is readonly Thing[] =>
  Array.isArray(value) && value.every((item) => isRecord(item) && typeof item['id'] === 'string')
/** A text in two languages, or a target. A record may have such keys too, but not such values: a class can be called `nl`. */
const isOneValue = (value: Values): boolean => typeof value['nl'] === 'string' || typeof value['kind'] === 'string'

const byId = (list: readonly Thing[]): Values => Object.fromEntries(list.map((thing) => [thing.id, thing]))

const inRecords = (before: Values, after: Values, path: readonly string[]): readonly Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differences(own(before, key), own(after, key), [...path, key]),
  )

const own = (values: Values, key: string): unknown => (Object.hasOwn(values, key) ? values[key] : undefined)

/** Only what both have can have changed places. */
function inOrder(before: readonly Thing[], after: readonly Thing[], path: readonly string[]): readonly Difference[] {
  const [was, is] = [before.map(({ id }) => id), after.map(({ id }) => id)]
  const kept = was.filter((id) => is.includes(id))
  const now = is.filter((id) => was.includes(id))
  return isSame(kept, now) ? [] : [{ path: [...path, ORDER], before: kept, after: now }]
}

/** Whether two values are the same, whatever the order of their keys; what is undefined is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  if (!isRecord(a) || !isRecord(b)) return a === b
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSame(own(a, key), own(b, key)))
}

function thingOf(path: readonly string[]): readonly string[] {
  if (path[0] !== 'timetables') return path.slice(0, 2)
  return path.slice(0, path[2] === 'schedules' ? 5 : 4)
}

/** Whether one is the other, or holds it. */
const overlap = (a: readonly string[], b: readonly string[]): boolean =>
  a.slice(0, b.length).every((key, i) => key === b[i])

function put(now: unknown, before: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (isListOfThings(now)) return putInList(now, isListOfThings(before) ? before : [], key, rest, value)
  const values = isRecord(now) ? now : {}
  const put_ = put(own(values, key), isRecord(before) ? own(before, key) : undefined, rest, value)
  const { [key]: _, ...others } = values
  return put_ === undefined ? others : { ...values, [key]: put_ }
}

function putInList(
  now: readonly Thing[],
  before: readonly Thing[],
  id: string,
  rest: readonly string[],
  value: unknown,
): readonly unknown[] {
  if (id === ORDER) return reordered(now, value as readonly string[])
  const at = now.findIndex((thing) => thing.id === id)
  const there = before.find((thing) => thing.id === id)
  const changed = put(now[at], there, rest, value)
  if (at >= 0) return changed === undefined ? now.toSpliced(at, 1) : now.with(at, changed as Thing)
  return changed === undefined ? now : now.toSpliced(placeFor(now, before, id), 0, changed as Thing)
}

/** Behind the nearest of those that stood before it. */
function placeFor(now: readonly Thing[], before: readonly Thing[], id: string): number {
  const earlier = before.slice(
    0,
    before.findIndex((thing) => thing.id === id),
  )
  return now.findLastIndex((thing) => earlier.some((other) => other.id === thing.id)) + 1
}

/** The things named in `ids` in that order, on the places that they have between them; the others stay where they are. */
function reordered(now: readonly Thing[], ids: readonly string[]): readonly Thing[] {
  const things = ids.flatMap((id) => now.find((thing) => thing.id === id) ?? [])
  let next = 0
  return now.map((thing) => (ids.includes(thing.id) ? things[next++]! : thing))
}
