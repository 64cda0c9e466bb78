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
  return error.issues.flatMap((issue): readonly Problem[] => {
    const place = placeOf(issue.path)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        place: place === '' ? key : `${place}.${key}`,
        problem: 'there is no such key; check its spelling',
      }))
    return [{ place: place === '' ? '(top)' : place, problem: issue.message }]
  })
}

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
