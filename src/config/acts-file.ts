import { readFileSync } from 'node:fs'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { Acts, Target } from '../policy/policy.ts'
import type { SchoolZone } from '../time/school-time.ts'
import { ConfigError, problemsOf } from './problems.ts'
import { readTarget } from './target.ts'

/** Reads a state file: acts as YAML or JSON, for `explain --state`. Times without an offset are the school's wall time. Throws {@link ConfigError}. */
export function loadActs(path: string, zone: SchoolZone): Acts {
  let value: unknown
  try {
    value = parse(readFileSync(path, 'utf8')) ?? {}
  } catch (error) {
    const problem =
      error instanceof YAMLParseError ? error.message.split('\n')[0]! : 'there is no such file that can be read'
    throw new ConfigError(path, [{ place: '--state', problem }])
  }
  const result = schemaFor(zone).safeParse(value)
  if (!result.success) throw new ConfigError(path, problemsOf(result.error))
  return result.data
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
    })
    .transform(
      ({ grants, exclusions, ...rest }): Acts => ({
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
      }),
    )
}
