import { z } from 'zod'
import { cursorOf, readCursor } from './cursor.ts'
import { directs, type Endpoint, endpoint, good, overall } from './endpoint.ts'
import * as s from './shapes.ts'
import { dated, writtenBy } from './written.ts'

const line = z.object({
  id: z.int(),
  at: s.instant,
  by: z.string(),
  roles: z.array(z.string()),
  from: z.string().optional(),
  area: z.string(),
  what: z.string(),
  about: z.array(z.string()),
  rolesGot: z.array(z.string()).optional(),
  rolesLost: z.array(z.string()).optional(),
  until: s.instant.optional(),
  why: z.string().optional(),
})
const word = z.string().max(80).optional()
const audit: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/audit',
    who: overall,
    about: {
      nl: 'Het logboek, de nieuwste eerst: wie deed of bekeek wat, wanneer en vanwaar; dat het is gelezen wordt vastgelegd',
      en: 'The audit, newest first: who did or looked at what, when and from where; that it was read is recorded',
    },
    query: s.pageQuery.extend({
      ...{ by: word, role: word, area: word, action: word, about: word },
      ...{ since: s.instant.optional(), until: s.instant.optional() },
    }),
    answer: s.pageOf(line),
    async run(call) {
      const { cursor, limit, since, until, ...filter } = call.query
      const before = cursor === undefined ? undefined : z.int().safeParse(readCursor(cursor))
      if (before?.success === false) return { ok: false, problem: 'bad-cursor' }
      const asked = {
        ...filter,
        ...(since === undefined ? {} : { from: Date.parse(since) }),
        ...(until === undefined ? {} : { until: Date.parse(until) }),
        limit,
      }
      // That it was read is recorded once, with the first page.
      const lines =
        before === undefined
          ? await call.app.audit.takeOut(call.person, asked)
          : await call.app.audit.lines(call.person, { ...asked, before: before.data })
      const items = lines.map(({ what, about, ...each }) => ({
        ...dated(call, each, 'at', 'until'),
        what: call.say(what),
        about: about.map(call.say),
      }))
      const last = lines.at(-1)
      return good({ items, ...(lines.length === limit && last ? { next: cursorOf(last.id) } : {}) })
    },
  }),
]

const part = z.object({ id: z.string(), name: z.string(), count: s.count, before: s.count.optional() })
const figures: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/overview',
    who: directs,
    about: {
      nl: 'Cijfers over een tijd, tot en met gisteren: geen namen, geen kleine aantallen',
      en: 'The figures of a span, up to and including yesterday: no names, no small numbers',
    },
    query: z.object({
      from: s.date,
      to: s.date,
      kind: z.enum(['lesson', 'break', 'outside']).optional(),
      group: s.id.optional(),
      subject: s.id.optional(),
    }),
    answer: z.object({
      total: s.count,
      before: s.count.optional(),
      byKindOfTime: z.array(z.object({ kind: s.kindOfTime, count: s.count, before: s.count.optional() })),
      byGroup: z.array(part),
      bySubject: z.array(part),
      mostGranted: z.array(s.figure),
      mostRequested: z.array(s.figure),
      mostRefused: z.array(s.figure),
      grants: s.count,
      emergencies: s.count,
      unknownDevices: s.count,
      suppressed: s.count,
      words: z.array(z.string()),
    }),
    async run({ app, person, query, say }) {
      const found = await app.overviews.overview(person, query)
      const named = <T extends { readonly name: Parameters<typeof say>[0] }>(all: readonly T[]) =>
        all.map((each) => ({ ...each, name: say(each.name) }))
      return writtenBy(found, (of) => ({
        ...of,
        ...{ byGroup: named(of.byGroup), bySubject: named(of.bySubject), mostGranted: named(of.mostGranted) },
        ...{ mostRequested: named(of.mostRequested), mostRefused: named(of.mostRefused) },
        words: of.words[person.language],
      }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/privacy',
    who: directs,
    about: { nl: 'Wat wordt bewaard, waarom en hoe lang', en: 'What is kept, why and how long' },
    answer: z.object({
      recorded: z.array(z.object({ group: z.string(), record: z.string(), why: z.string() })),
      kept: z.array(z.object({ what: z.string(), why: z.string(), howLong: z.string() })),
    }),
    run: async ({ app, say }) =>
      good({
        recorded: app.privacy
          .recorded()
          .map(({ group, record, why }) => ({ group: say(group), record, why: say(why) })),
        kept: app.privacy
          .kept()
          .map(({ what, why, howLong }) => ({ what: say(what), why: say(why), howLong: say(howLong) })),
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/attempts/{id}/device',
    who: overall,
    about: {
      nl: 'Van welk apparaat iets kwam, met een reden; dat wordt vastgelegd',
      en: 'The device behind an attempt, with a reason; the look is recorded',
    },
    body: z.strictObject({ reason: s.reason }),
    answer: z.object({ id: z.string(), label: z.string(), classes: z.array(z.string()) }),
    async run({ app, person, params, body }) {
      return await app.looks.behind(person, /^\d{1,15}$/.test(params.id) ? Number(params.id) : 0, body.reason)
    },
  }),
]

/** The audit, the figures, what is kept, and looks at whose device something came from. */
export const recordEndpoints: readonly Endpoint[] = [...audit, ...figures]
