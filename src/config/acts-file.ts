import { readFileSync } from 'node:fs'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { Acts, Target } from '../policy/policy.ts'
import type { SchoolZone } from '../time/school-time.ts'
import type { Known } from './acts-check.ts'
import { actProblems } from './acts-check.ts'
import type { Problem } from './problems.ts'
import { ConfigError, problemsOf } from './problems.ts'
import { salvaged } from './salvage.ts'
import { readTarget } from './target.ts'

/** What a state file says holds: the acts, and the ids of the devices that carry a medical mark. */
export interface State {
  readonly acts: Acts
  readonly marks: readonly string[]
}

/**
 * Reads a state file, YAML or JSON, for `explain --state`. Times without an offset are the school's wall time; `known` are the ids that it may name, any
 * when left out. Throws {@link ConfigError} with every problem at once.
 */
export function loadState(path: string, zone: SchoolZone, known?: Known): State {
  let value: unknown
  try {
    value = parse(readFileSync(path, 'utf8')) ?? {}
  } catch (error) {
    const problem =
      error instanceof YAMLParseError ? error.message.split('\n')[0]! : 'there is no such file that can be read'
    throw new ConfigError(path, [{ place: '--state', problem }])
  }
  const schema = schemaFor(zone)
  const result = schema.safeParse(value)
  const read = result.success ? { value: result.data, placeBefore: (place: string) => place } : salvaged(schema, value)
  const shape = result.success ? [] : problemsOf(result.error).map((problem) => withEnd(problem, value))
  const beside = known && read ? actProblems(read.value.acts, known) : []
  const problems = [...shape, ...beside.map(({ place, problem }) => ({ place: read!.placeBefore(place), problem }))]
  if (!result.success || problems.length > 0) throw new ConfigError(path, problems)
  return result.data
}

/** Says what is wrong with an act whose end is missing. */
function withEnd({ place, problem }: Problem, value: unknown): Problem {
  const [, kind, number] = /^(\w+)\[(\d+)\]\.until$/.exec(place) ?? []
  const act =
    kind === undefined ? undefined : (value as Record<string, Record<string, unknown>[]>)[kind]?.[Number(number)]
  return act !== undefined && !('until' in act)
    ? { place, problem: 'it has no end, and every act has one; write until: 2026-11-24T10:15' }
    : { place, problem }
}

function schemaFor(zone: SchoolZone) {
  const instant = z.union([z.string(), z.date()]).transform((value, context) => {
    try {
      return typeof value === 'string' ? zone.parse(value) : value.getTime()
    } catch {
      context.addIssue({
        code: 'custom',
        message: `"${value}" is not a time; write it as 2026-11-24T10:15, with +01:00 behind it if you like`,
      })
      return z.NEVER
    }
  })
  const target = z.string().transform((text, context): Target => {
    const read = readTarget(text)
    if (typeof read !== 'string') return read
    context.addIssue({ code: 'custom', message: read })
    return z.NEVER
  })
  const site = z.string().transform((text, context) => {
    const read = readTarget(`site:${text.replace(/^site:/, '')}`)
    if (typeof read !== 'string' && read.kind === 'site') return read.name
    context.addIssue({ code: 'custom', message: `"${text}" is not a domain name` })
    return z.NEVER
  })
  let next = 0
  const span = { id: z.string().default(() => `act-${next++}`), from: instant, until: instant }
  const act = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.strictObject({ ...span, ...shape })).default([])
  const clause = z.string().optional()
  const grant = z
    .strictObject({
      ...span,
      class: z.string().optional(),
      group: z.string().optional(),
      device: z.string().optional(),
      target,
    })
    .refine(
      ({ class: ofClass, group, device }) => [ofClass, group, device].filter((one) => one !== undefined).length === 1,
      'a grant is for one class, one group or one device; name one of them',
    )

  return z
    .strictObject({
      grants: z.array(grant).default([]),
      parks: act({ class: z.string() }),
      focuses: act({ class: z.string(), targets: z.array(target), exam: z.boolean().default(false) }),
      exclusions: act({ device: z.string(), clause }),
      emergencies: act({ for: z.enum(['staff', 'everyone']) }),
      openings: act({ device: z.string(), site }),
      trials: act({ group: z.string() }),
      events: act({ name: z.string() }),
      corrections: z
        .array(
          z.strictObject({
            id: z.string().default('correction'),
            name: site,
            category: z.string(),
          }),
        )
        .default([]),
      marks: z.array(z.string()).default([]),
    })
    .transform(({ grants, exclusions, marks, ...rest }): State => {
      const acts: Acts = {
        ...rest,
        grants: grants.map(({ class: ofClass, group, device, ...grant }) => ({
          ...grant,
          audience:
            ofClass !== undefined
              ? { kind: 'class', id: ofClass }
              : group !== undefined
                ? { kind: 'group', id: group }
                : { kind: 'device', id: device! },
        })),
        exclusions: exclusions.map(({ clause: of, ...exclusion }) => ({
          ...exclusion,
          ...(of === undefined ? {} : { clause: of }),
        })),
      }
      return { acts, marks }
    })
}
