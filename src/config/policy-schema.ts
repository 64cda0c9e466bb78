import { z } from 'zod'
import { groupKinds } from '../policy/group-kind.ts'
import { regions } from '../time/calendar.ts'
import { weekdays } from '../time/school-time.ts'
import { ownPlatformSchema } from './own-platforms.ts'
import { orderedDay, periodText, readPeriod } from './times.ts'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has small letters, digits and "-"')
const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) })
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'a date is written 2026-11-24')

const day = z.array(z.string()).transform((lines, context) => {
  const periods = lines.map((line, i) => {
    const period = readPeriod(line)
    if (typeof period !== 'string') return period
    context.addIssue({ code: 'custom', path: [i], message: period })
    return undefined
  })
  const ordered = orderedDay(periods.filter((period) => period !== undefined))
  if (!('overlap' in ordered)) return ordered
  context.addIssue({
    code: 'custom',
    message: `${ordered.overlap.map(periodText).join(' and ')} overlap; let one end where the other begins`,
  })
  return z.NEVER
})

const week = z.partialRecord(z.enum(weekdays), z.union([z.literal('off'), day]))

const kindsOfTime = ['inloop', 'lesson', 'break', 'outside'] as const
const times = ['always', 'school-time', ...kindsOfTime] as const
const kinds = z.enum([...times, 'event'])
const modes = z.enum(['open', 'moderate', 'strict'])

/** In YAML a bare `null` is a value of its own: here it is the word. */
const look = z.preprocess(
  (value) => (value === null ? 'null' : value),
  z.enum(['nodata', 'nxdomain', 'page', 'null', 'refused']),
)

const isNotEmpty = (record: object): boolean => Object.keys(record).length > 0

/** A rule as it is written: what it closes or opens, for whom, when. */
export const ruleSchema = z.strictObject({
  id,
  for: z.array(id).min(1),
  classes: z.array(id).optional(),
  close: z.string().optional(),
  open: z.string().optional(),
  when: z.union([kinds, z.array(kinds).min(1)]).default('always'),
  locked: z.boolean().default(false),
  clause: z.string().optional(),
})

/** A school's policy as YAML: a preset, an export, an import. */
export const policySchema = z.strictObject({
  school: z.strictObject({
    name: z.string().min(1),
    type: z.enum(['primary', 'secondary']),
    zone: z.string().default('Europe/Amsterdam'),
    language: z.enum(['nl', 'en']).default('nl'),
    board: z.string().min(1).optional(),
    officer: z.strictObject({ name: z.string().min(1), contact: z.string().min(1) }).optional(),
    /** Whether a teacher may step in for a class that is not theirs, until the end of the lesson. */
    'other-classes': z.boolean().optional(),
  }),
  /** Rules of `config/basis.yaml` by id, and the clause that each carries out here (null: none). Their rules come first. */
  basis: z.record(id, z.string().nullable()).optional(),
  unknown: id,
  clauses: z.record(z.string(), text).default({}),
  groups: z.record(
    id,
    z.strictObject({
      name: text,
      like: z.enum(groupKinds).optional(),
      timetable: id.optional(),
      networks: z.array(z.string()).default([]),
      record: z.enum(['none', 'counts', 'attempts']),
      'only-these': z.boolean().default(false),
      'safe-search': z.union([z.boolean(), z.array(z.enum(times)).min(1)]).default(false),
      /** A kind of time that is left out gets the strictest mode that is named. */
      youtube: z
        .union([
          modes,
          z.partialRecord(z.enum(kindsOfTime), modes).refine(isNotEmpty, 'name a mode for a kind of time'),
        ])
        .default('open'),
      ech: z.enum(['pass', 'withhold']).optional(),
      /** What a block looks like, and one by a rule about a category. */
      blocks: z.strictObject({ look: look.default('nodata'), categories: z.record(id, look).optional() }).optional(),
    }),
  ),
  classes: z
    .record(
      id,
      z.strictObject({
        name: z.string().min(1),
        timetable: id.optional(),
        /** Devices come and go: what is opened for it ends at the bell at the latest. */
        room: z.boolean().optional(),
      }),
    )
    .default({}),
  timetables: z
    .record(
      id,
      z.strictObject({
        name: text,
        days: week,
        /** By the id of a bell schedule: the days that are different under it. */
        schedules: z.record(id, z.strictObject({ days: week })).optional(),
      }),
    )
    .default({}),
  /** The bell schedules beside the normal one. */
  schedules: z.record(id, z.strictObject({ name: text })).optional(),
  calendar: z
    .strictObject({
      'school-days': z.array(z.enum(weekdays)).default(['mon', 'tue', 'wed', 'thu', 'fri']),
      entries: z
        .array(
          z.strictObject({
            from: date,
            to: date,
            name: z.string().min(1),
            kind: z.enum(['holiday', 'study-day', 'special', 'schedule']),
            classes: z.array(id).optional(),
            day: day.optional(),
            schedule: id.optional(),
            unconfirmed: z.literal(true).optional(),
            holiday: id.optional(),
          }),
        )
        .max(2000, 'a calendar has at most 2000 entries; take out those of years that are over')
        .default([]),
      region: z.enum(regions).optional(),
      /** With a region: whether its holidays come from `config/holidays/`, beside the entries, or all stand in the entries already. */
      holidays: z.enum(['of-region', 'listed']).optional(),
      'not-here': z.array(id).optional(),
    })
    .prefault({}),
  sets: z
    .record(
      id,
      z.strictObject({
        name: text,
        platforms: z.array(id),
        'and-all-like-them': z.boolean().default(false),
        not: z.array(id).optional(),
      }),
    )
    .default({}),
  essential: z.array(z.string()).default([]),
  protected: z.array(z.string()).default([]),
  rules: z.array(ruleSchema).default([]),
  /** How many questions one device may ask; all of it is said, or left to what is usual. */
  limits: z
    .strictObject({
      'queries-per-second': z.int().min(10).max(100_000),
      burst: z.int().min(10).max(1_000_000),
      unlimited: z.array(id),
    })
    .optional(),
  measures: z
    .array(
      z.strictObject({
        id,
        offence: text,
        measure: text,
        parents: z.boolean().default(false),
        police: z.boolean().default(false),
        clause: z.string().optional(),
      }),
    )
    .optional(),
  'teachers-may-exclude': z.boolean().optional(),
  platforms: z.record(id, ownPlatformSchema).optional(),
})

export type PolicyText = z.infer<typeof policySchema>
export type RuleText = z.infer<typeof ruleSchema>
