import type { PolicyChange } from '../app/app.ts'

/** Changes of a policy as JSON: what is not there is null. */
export function asJson(changes: readonly PolicyChange[]): readonly unknown[] {
  return changes.map(({ place, kind, before = null, after = null }) => ({ place, kind, before, after }))
}

/** Changes of a policy as lines: `+` added, `-` removed, `~` changed, `>` moved. Of a list of several lines only those that differ are shown. */
export function asLines(changes: readonly PolicyChange[]): readonly string[] {
  return changes.flatMap(({ place, kind, before, after }) => {
    switch (kind) {
      case 'added':
        return [`+ ${place}: ${textOf(after)}`]
      case 'removed':
        return [`- ${place}: ${textOf(before)}`]
      case 'moved':
        return [`> ${place}: ${textOf(before)} -> ${textOf(after)}`]
      case 'changed':
        return isLong(before) || isLong(after)
          ? [`~ ${place}:`, ...linesOf(before, after)]
          : [`~ ${place}: ${textOf(before)} -> ${textOf(after)}`]
      default:
        return kind satisfies never
    }
  })
}

const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > 2

function linesOf(before: unknown, after: unknown): readonly string[] {
  const [was, is] = [before, after].map((value) => (Array.isArray(value) ? value : [value]).map(textOf))
  return [
    ...was!.filter((line) => !is!.includes(line)).map((line) => `    - ${line}`),
    ...is!.filter((line) => !was!.includes(line)).map((line) => `    + ${line}`),
  ]
}

/** One line; control characters, which a terminal would obey, are left out. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key}: ${textOf(inner)}`)
      .join(', ')} }`
  }
  return String(value).replace(/\p{Cc}+/gu, ' ')
}
