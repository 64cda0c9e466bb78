import { z } from 'zod'
import { readName } from '../../src/app/app.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { type Endpoint, endpoint, everyProgram, good, inClass, keeps, overall } from './endpoint.ts'
import * as s from './shapes.ts'
import { grantOf } from './written.ts'

const closed = z.object({
  target: s.target,
  name: z.string(),
  until: s.instant.optional(),
  clause: z.string().optional(),
  locked: z.boolean(),
})

const now: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/me',
    who: everyProgram,
    about: { nl: 'Deze sleutel', en: 'This token' },
    answer: z.object({ name: z.string(), role: z.string(), classes: z.array(z.string()), until: s.instant }),
    run: async ({ person: { name, roles, classes }, until, iso }) =>
      good({ name, role: roles[0] ?? '', classes: [...classes], until: iso(until) }),
  }),
  endpoint({
    method: 'GET',
    path: '/status',
    who: everyProgram,
    about: { nl: 'De school, het moment en de revisie', en: 'The school, the moment and the revision' },
    answer: z.object({ school: z.string(), zone: z.string(), now: s.instant, revision: z.int(), version: z.string() }),
    async run({ app, iso }) {
      const { name, zone } = app.school.policy().school
      const { now: at, version } = await app.health()
      return good({ school: name, zone, now: iso(at), revision: app.school.revision(), version })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/health',
    who: overall,
    about: { nl: 'Hoe het met Rooster gaat', en: 'The health of the box' },
    answer: z.object({
      now: s.instant,
      attemptsStored: s.count,
      lists: s.count,
      names: s.count,
      resolver: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).optional(),
      warnings: z.array(z.object({ problem: z.string(), detail: z.string().optional(), text: z.string() })),
    }),
    async run({ app, iso, warning }) {
      const { now: at, attemptsStored, lists, names, resolver, warnings } = await app.health()
      const told = warnings.map((each) => ({ ...each, text: warning(each) }))
      const { upstreams: _, ...plain } = resolver ?? {}
      const totals = resolver && { ...plain, startedAt: iso(resolver.startedAt) }
      const rest = { attemptsStored, lists, names, warnings: told }
      return good({ now: iso(at), ...rest, ...(totals === undefined ? {} : { resolver: totals }) })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/classes/{class}/now',
    who: inClass,
    about: { nl: 'Wat er nu geldt voor een klas', en: 'What holds for a class now' },
    answer: z.object({
      class: z.string(),
      kindOfTime: s.kindOfTime,
      period: z.string().optional(),
      periodEnds: s.instant,
      lessonEnds: s.instant,
      devices: s.count,
      grants: z.array(s.grant),
      closed: z.array(z.object({ group: z.string(), what: z.array(closed) })),
    }),
    async run(call) {
      const { app, person, params, iso, say } = call
      const held = await app.desk.now(person, params.class)
      if (!held.ok) return held
      const { value } = held
      return good({
        class: value.class.id,
        kindOfTime: value.kindOfTime,
        ...(value.periodName === undefined ? {} : { period: value.periodName }),
        periodEnds: iso(value.periodEnds),
        lessonEnds: iso(value.lessonEnds),
        devices: value.devicesKnown,
        grants: value.grants.map((grant) => grantOf(call, grant)),
        closed: value.closed.map(({ groupId, what }) => ({
          group: groupId,
          what: what.map(({ name, until, ...each }) => ({
            ...each,
            name: say(name),
            ...(until === undefined ? {} : { until: iso(until) }),
          })),
        })),
      })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/explain',
    who: keeps,
    about: {
      nl: 'Waarom iets open of dicht is, en tot wanneer',
      en: 'Why something is open or closed, and until when',
    },
    query: z.object({
      name: z.string().max(300),
      group: s.id,
      class: s.id.optional(),
      device: s.id.optional(),
      at: s.instant.optional(),
    }),
    answer: z.object({
      verdict: z.enum(['pass', 'block', 'rewrite']),
      reason: z.object({ kind: z.string(), clause: z.string().optional(), text: z.string() }),
      until: s.instant.nullable(),
    }),
    async run({ app, iso, say, query: { name, group, class: classId, device, at } }) {
      const read = readName(name)
      if (!('name' in read)) return { ok: false, problem: 'bad-name', detail: name.slice(0, 100) }
      const { groups, classes } = app.school.policy()
      if (!groups.some(({ id }) => id === group)) return { ok: false, problem: 'unknown-group', detail: group }
      if (classId !== undefined && !classes.some(({ id }) => id === classId))
        return { ok: false, problem: 'unknown-class', detail: classId }
      const { verdict, reason, until } = app.why.explain({
        name: read.name,
        group,
        classes: classId === undefined ? [] : [classId],
        ...(device === undefined ? {} : { device }),
        at: at === undefined ? app.clock() : Date.parse(at),
      })
      const why = { ...reason, text: say(reason.text) }
      return good({ verdict, reason: why, until: until === undefined ? null : iso(until) })
    },
  }),
]

const attempt = z.object({
  id: z.int(),
  first: s.instant,
  last: s.instant,
  count: s.count,
  name: z.string(),
  group: z.string(),
  classes: z.array(z.string()),
  platform: z.string().optional(),
  category: z.string().optional(),
  kindOfTime: s.kindOfTime,
  clause: z.string().optional(),
  reason: z.object({ kind: z.string(), text: z.string() }),
})
const place = z.tuple([z.number(), z.int()])

const figures: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/attempts',
    who: inClass,
    about: {
      nl: 'Wat is tegengehouden, het laatste eerst, zonder apparaat; van een klas of groep vanaf vijf apparaten',
      en: 'What was blocked, latest first, without the device; of a class or a group from five devices on',
    },
    query: s.pageQuery.extend({
      group: s.id.optional(),
      class: s.id.optional(),
      name: z.string().max(300).optional(),
      platform: s.id.optional(),
      category: s.id.optional(),
      reason: s.id.optional(),
      from: s.instant.optional(),
      until: s.instant.optional(),
    }),
    answer: s.pageOf(attempt),
    async run({ app, person, iso, say, query: { cursor, limit, from, until, ...filter } }) {
      const after = cursor === undefined ? undefined : place.safeParse(readCursor(cursor))
      if (after?.success === false) return { ok: false, problem: 'bad-cursor' }
      const wish = {
        ...filter,
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(until === undefined ? {} : { until: Date.parse(until) }),
      }
      if (app.attempts.isOfTooFew(person, wish)) return { ok: false, problem: 'too-few-devices' }
      const before = after === undefined ? {} : { before: after.data[0], beforeId: after.data[1] }
      const found = await app.attempts.recent(person, { ...wish, ...before, limit })
      const items = found.map(({ groupName: _, reasonKind, reason, classes, ...rest }) => ({
        ...rest,
        classes: [...classes],
        first: iso(rest.first),
        last: iso(rest.last),
        reason: { kind: reasonKind, text: say(reason) },
      }))
      const last = found.at(-1)
      return good({ items, ...(found.length === limit && last ? { next: cursorOf([last.last, last.id]) } : {}) })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/weeks/{date}',
    who: overall,
    about: {
      nl: 'Het weekoverzicht van de week waarin een datum valt, tot en met gisteren: geen namen, geen kleine aantallen',
      en: 'The figures of the week that a date lies in, up to and including yesterday: no names, no small numbers',
    },
    answer: z.object({
      from: s.instant,
      until: s.instant,
      total: s.count,
      byKindOfTime: z.array(z.object({ kind: s.kindOfTime, count: s.count })),
      byGroup: z.array(s.figure),
      bySubject: z.array(s.figure),
      byDay: z.array(z.object({ date: s.date, lesson: s.count, break: s.count, outside: s.count })),
      mostGranted: z.array(s.figure),
      suppressed: s.count,
    }),
    async run({ app, person, params, iso, say }) {
      const date = s.date.safeParse(params.date)
      if (!date.success) return { ok: false, problem: 'bad-date', detail: params.date.slice(0, 20) }
      const week = await app.weeks.week(person, app.zone.parse(`${date.data}T12:00`))
      return good({
        ...week,
        from: iso(week.from),
        until: iso(week.until),
        byKindOfTime: [...week.byKindOfTime],
        byGroup: week.byGroup.map(({ group, count }) => ({ name: say(group), count })),
        bySubject: [...week.bySubject],
        byDay: [...week.byDay],
        mostGranted: week.mostGranted.map(({ name, count }) => ({ name: say(name), count })),
      })
    },
  }),
]

/** What programs read. */
export const readingEndpoints: readonly Endpoint[] = [...now, ...figures]
