import { z } from 'zod'

const text = z.strictObject({ nl: z.string().max(200), en: z.string().max(200) })
const count = z.int().min(0)
const part = z.strictObject({ part: z.string().max(200), name: text, count })
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** What one box tells its board, as a file: figures and what it records. No names, no devices; parts of fewer than five devices have been left out. */
const schoolFigures = z.strictObject({
  version: z.literal(1),
  school: z.string().min(1).max(200),
  /** Milliseconds since 1970. */
  writtenAt: z.int().min(0),
  /** Days that blocked attempts are kept. */
  keepDays: z.int().min(1),
  recording: z
    .array(z.strictObject({ group: z.string().max(100), name: text, record: z.enum(['none', 'counts', 'attempts']) }))
    .max(100),
  /** Oldest first; complete weeks only. */
  weeks: z
    .array(
      z.strictObject({
        monday: date,
        /** False where a part of the week had expired when it was added up. */
        whole: z.boolean(),
        total: count,
        suppressed: count,
        groups: z.array(part).max(100),
        kinds: z.array(z.strictObject({ kind: z.enum(['lesson', 'break', 'inloop', 'outside']), count })).max(4),
        subjects: z.array(part).max(100),
      }),
    )
    .max(60),
})
export type SchoolFigures = z.infer<typeof schoolFigures>
export type SchoolWeek = SchoolFigures['weeks'][number]

/** Most weeks that a school's file holds: a school year and a little. */
export const MOST_WEEKS = 53

/** Reads a school's file. A string says what is wrong with it: it comes from another machine. */
export function readSchoolFigures(json: string): SchoolFigures | string {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return 'is not JSON'
  }
  const read = schoolFigures.safeParse(value)
  if (read.success) return read.data
  const [{ path, message } = { path: [], message: '' }] = read.error.issues
  return `${path.join('.') || '(top)'}: ${message}`
}
