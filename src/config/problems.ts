import type { z } from 'zod'

/** One thing that is wrong: where, and what would have been right. */
export interface Problem {
  readonly place: string
  readonly problem: string
}

/** A file or flags that cannot be used: every problem at once. The message is for the person who wrote it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    const lines = problems.map(({ place, problem }) => `  ${place}: ${problem}`)
    super(`${file}: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}\n${lines.join('\n')}`)
    this.problems = problems
  }
}

/** zod's issues in our words. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  return error.issues.flatMap((issue) => problemsIn(issue, []))
}

function problemsIn(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Problem[] {
  const path = [...above, ...issue.path]
  const place = placeOf(path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      place: place === '' ? key : `${place}.${key}`,
      problem: 'there is no such key; check its spelling',
    }))
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ place, problem: message }))
  // Of "this or that", what was meant is what has the right shape; "invalid input" would not tell what is wrong in it.
  const meant =
    issue.code === 'invalid_union'
      ? (issue.errors.find((branch) => !branch.some(isOfShape)) ?? issue.errors[0])
      : undefined
  if (meant !== undefined && meant.length > 0) return meant.flatMap((inner) => problemsIn(inner, path))
  return [{ place: place === '' ? '(top)' : place, problem: issue.message }]
}

const isOfShape = ({ code, path }: z.core.$ZodIssue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')

/** "unknown group "pupil"; known groups: pupils, staff". */
export function unknown(what: string, id: string, known: Iterable<string>): string {
  return `unknown ${what} "${id}"; known: ${[...known].join(', ') || 'none'}`
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, key) =>
      typeof key === 'number' ? `${place}[${key}]` : place === '' ? String(key) : `${place}.${String(key)}`,
    '',
  )
}
