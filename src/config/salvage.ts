import type { z } from 'zod'

/** What could be read, and where it stood in the whole: of what lies behind something left out, the number has changed. */
export interface Salvaged<Value> {
  readonly value: Value
  /** `rules[1].for` was `rules[2].for`. */
  readonly placeBefore: (place: string) => string
}

/**
 * What can be read of a value whose shape is wrong in places: it is read without them, so that the rest is checked in the same run. Undefined where what is
 * wrong cannot be left out.
 */
export function salvaged<Shape extends z.ZodType>(schema: Shape, value: unknown): Salvaged<z.infer<Shape>> | undefined {
  let rest = structuredClone(value)
  const numbers = numbersIn(rest)
  // Each round leaves something out: what is wrong, and then what cannot be without it.
  for (let round = 0; round < ROUNDS && rest !== undefined; round += 1) {
    const read = schema.safeParse(rest)
    if (read.success) {
      const left = rest
      return { value: read.data, placeBefore: (place) => placeBefore(place, left, numbers) }
    }
    for (const path of pathsOf(read.error.issues)) rest = without(rest, path)
  }
  return undefined
}

const ROUNDS = 10

/** The last of a list first: what is left out before it would move it. */
const pathsOf = (issues: readonly z.core.$ZodIssue[]): readonly (readonly PropertyKey[])[] =>
  issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    )
    .toSorted((a, b) => lastNumber(b) - lastNumber(a))
const lastNumber = (path: readonly PropertyKey[]): number => path.findLast((key) => typeof key === 'number') ?? -1

/** The value without what lies at the path; without what holds it, where there is nothing at the path. */
function without(value: unknown, path: readonly PropertyKey[]): unknown {
  if (path.length === 0) return undefined
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => inside(inner, key), value)
  const key = path.at(-1)!
  if (Array.isArray(holder) && typeof key === 'number' && key in holder) holder.splice(key, 1)
  else if (isRecord(holder) && Object.hasOwn(holder, key)) delete holder[key]
  else return without(value, path.slice(0, -1))
  return value
}

/** Each thing in a list, with its number in it. */
function numbersIn(value: unknown, numbers = new Map<unknown, number>()): ReadonlyMap<unknown, number> {
  if (!isRecord(value)) return numbers
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(value) && isRecord(inner)) numbers.set(inner, Number(key))
    numbersIn(inner, numbers)
  }
  return numbers
}

function placeBefore(place: string, rest: unknown, numbers: ReadonlyMap<unknown, number>): string {
  const [, list, number, below] = /^([^[]+)\[(\d+)\](.*)$/s.exec(place) ?? []
  if (list === undefined) return place
  const item = inside(list.split('.').reduce<unknown>(inside, rest), Number(number))
  return `${list}[${numbers.get(item) ?? number}]${below}`
}

const isRecord = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null

const inside = (value: unknown, key: PropertyKey): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
