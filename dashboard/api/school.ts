import { z } from 'zod'
import { type Endpoint, endpoint, good, inClass, keeps } from './endpoint.ts'
import * as s from './shapes.ts'
import { writtenBy } from './written.ts'

const look = z.enum(['nodata', 'nxdomain', 'page', 'null', 'refused'])
const youtube = z.enum(['open', 'moderate', 'strict'])
const networks = z.array(z.string().max(100)).max(200)

const groups: readonly Endpoint[] = [
  endpoint({
    method: 'PATCH',
    path: '/groups/{id}',
    who: keeps,
    about: {
      nl: 'Een apparaatgroep wijzigen: wat erbij staat; hoe dicht eruitziet hoort daarbij',
      en: 'Change a device group: what is given; how a block looks is part of it',
    },
    body: z.strictObject({
      name: z.strictObject({ nl: z.string().max(100), en: z.string().max(100) }).optional(),
      record: z.enum(['none', 'counts', 'attempts']).optional(),
      timetable: s.id.optional(),
      onlyThese: z.boolean().optional(),
      safeSearch: z.union([z.boolean(), z.array(s.kindOfTime)]).optional(),
      youtube: z
        .union([youtube, z.strictObject({ lesson: youtube, break: youtube, inloop: youtube, outside: youtube })])
        .optional(),
      ech: z.enum(['pass', 'withhold']).optional(),
      blocks: z.strictObject({ look, categories: z.record(s.id, look).optional() }).optional(),
    }),
    edits: true,
    run: ({ app, editor, params, body }) => app.school.setGroup(editor, params.id, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/groups/{id}/networks',
    who: keeps,
    about: { nl: 'De netwerken van een apparaatgroep', en: 'The networks of a device group' },
    body: z.strictObject({ networks }),
    edits: true,
    run: ({ app, editor, params, body }) => app.school.setNetworks(editor, params.id, body.networks),
  }),
  endpoint({
    method: 'PUT',
    path: '/limits',
    who: keeps,
    about: { nl: 'Hoeveel één apparaat mag vragen', en: 'How much one device may ask' },
    body: z.strictObject({
      queriesPerSecond: z.int().min(1).max(100_000),
      burst: z.int().min(1).max(1_000_000),
      unlimited: s.ids.default([]),
    }),
    edits: true,
    run: ({ app, editor, body }) => app.school.setLimits(editor, body),
  }),
]

const period = z.strictObject({
  from: z.string().max(5),
  to: z.string().max(5),
  kind: z.enum(['lesson', 'break', 'free', 'inloop']),
  name: z.string().max(60).optional(),
})
const week = z.partialRecord(
  z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  z.union([z.literal('off'), z.null(), z.array(period).max(40)]),
)
const hours: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/timetables',
    who: inClass,
    about: { nl: 'Schooltijden, zoals de YAML ze heeft', en: 'The timetables, as plain data' },
    answer: z.object({ items: z.array(z.object({ id: z.string() }).catchall(z.unknown())) }),
    run: async ({ app }) => good({ items: JSON.parse(JSON.stringify(app.school.policy().timetables)) as never }),
  }),
  endpoint({
    method: 'PATCH',
    path: '/timetables/{id}',
    who: keeps,
    about: {
      nl: 'Dagen van een rooster zetten; met schedule onder andere lestijden. off: geen school, null: als op gewone dagen',
      en: 'Set days of a timetable; with schedule those under other bells. off: no school, null: as on normal days',
    },
    body: z.strictObject({ schedule: s.id.optional(), days: week }),
    edits: true,
    run({ app, editor, params, body: { schedule, days } }) {
      const of = { timetable: params.id, ...(schedule === undefined ? {} : { schedule }) }
      const wanted = Object.entries(days).map(([day, is]) => [day, is ?? undefined] as const)
      return app.calendar.setWeek(editor, of, Object.fromEntries(wanted))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/bells',
    who: keeps,
    about: { nl: 'Andere lestijden toevoegen om uit te kiezen', en: 'Add a bell schedule to choose from' },
    body: z.strictObject({ nl: z.string().max(100), en: z.string().max(100).optional() }),
    answer: z.object({ id: z.string(), name: z.string() }),
    makes: true,
    edits: true,
    run: async ({ app, editor, body: { nl, en }, say }) =>
      writtenBy(await app.calendar.addSchedule(editor, { nl, en: en ?? nl }), ({ id, name }) => ({
        id,
        name: say(name),
      })),
  }),
  endpoint({
    method: 'DELETE',
    path: '/bells/{id}',
    who: keeps,
    about: { nl: 'Andere lestijden weghalen', en: 'Remove a bell schedule' },
    edits: true,
    run: ({ app, editor, params }) => app.calendar.removeSchedule(editor, params.id),
  }),
]

const preview = z.object({
  kind: z.enum(['holidays', 'lessons']),
  /** Of holidays: each with the line that names it when the file is taken over. */
  days: z.array(
    z.object({ line: z.int(), from: s.date, to: s.date, name: z.string(), isSure: z.boolean(), state: z.string() }),
  ),
  problemCount: s.count,
})
const LARGEST_FILE = 2 << 20

const days: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/holidays',
    who: keeps,
    about: { nl: 'Vakanties die nog bevestigd moeten worden', en: 'Holidays that wait to be confirmed' },
    answer: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), from: s.date, to: s.date })) }),
    run: async ({ app, say }) =>
      good({ items: app.calendar.holidaysToConfirm().map((each) => ({ ...each, name: say(each.name) })) }),
  }),
  endpoint({
    method: 'PUT',
    path: '/holidays/{id}',
    who: keeps,
    about: {
      nl: 'Een vakantie bevestigen, of zeggen dat de school die niet heeft',
      en: 'Confirm a holiday, or not-here',
    },
    body: z.union([z.strictObject({ from: s.date, to: s.date }), z.literal('not-here')]),
    edits: true,
    run: ({ app, editor, params, body }) => app.calendar.confirmHoliday(editor, params.id, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/region',
    who: keeps,
    about: { nl: 'De vakantieregio', en: 'The region of the holidays' },
    body: z.strictObject({ region: s.id }),
    edits: true,
    run: ({ app, editor, body }) => app.calendar.setRegion(editor, body.region),
  }),
  endpoint({
    method: 'POST',
    path: '/calendar/file',
    who: keeps,
    about: {
      nl: 'Een agendabestand (.ics): met dry alleen zeggen wat het verandert',
      en: 'A calendar file (.ics): with dry only say what it would change',
    },
    body: z.strictObject({
      ics: z.string().max(LARGEST_FILE),
      lessonsOf: s.id.optional(),
      lines: z.array(z.int()).max(1000).optional(),
      dry: z.boolean().default(false),
    }),
    maxBody: LARGEST_FILE + 64 * 1024,
    answer: preview,
    edits: true,
    async run({ app, editor, body: { ics, lessonsOf, lines, dry } }) {
      const as = lessonsOf === undefined ? 'holidays' : { lessonsOf }
      const read = dry
        ? await app.calendar.previewIcs(editor, ics, as)
        : await app.calendar.applyIcs(editor, ics, as, lines)
      return writtenBy(read, (found) => ({
        ...{ kind: found.kind, problemCount: found.problemCount },
        days:
          found.kind === 'lessons'
            ? []
            : found.days.map(({ line, entry: { from, to, name = '' }, isSure, state }) => ({
                ...{ line, from, to, name, isSure, state },
              })),
      }))
    },
  }),
]

/** Groups, hours and days. */
export const schoolEndpoints: readonly Endpoint[] = [...groups, ...hours, ...days]
