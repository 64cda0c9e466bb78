import { z } from 'zod'
import { type Call, type Endpoint, endpoint, good, keeps, overall } from './endpoint.ts'
import * as s from './shapes.ts'
import { writtenBy } from './written.ts'

const name = { nl: z.string().max(100), en: z.string().max(100).default('') }
const made = s.named('Made', z.object({ id: z.string(), name: z.string() }))
const nameOf =
  ({ say }: Pick<Call, 'say'>) =>
  (thing: { readonly id: string; readonly name: Parameters<Call['say']>[0] }) => ({
    id: thing.id,
    name: say(thing.name),
  })

const groups: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/groups',
    who: keeps,
    about: {
      nl: 'Een apparaatgroep toevoegen als kopie van een andere, met haar regels en zonder haar netwerken',
      en: 'Add a device group as a copy of another, with its rules and without its networks',
    },
    body: z.strictObject({ ...name, copyOf: s.id }),
    answer: made,
    makes: true,
    edits: true,
    run: async (call) => {
      const { copyOf, ...text } = call.body
      return writtenBy(await call.app.school.addGroup(call.editor, { name: text, copyOf }), nameOf(call))
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/groups/{id}',
    who: keeps,
    about: {
      nl: 'Een apparaatgroep verwijderen waar niets meer bij hoort',
      en: 'Remove a device group that nothing needs any more',
    },
    edits: true,
    run: ({ app, editor, params }) => app.school.removeGroup(editor, params.id),
  }),
  endpoint({
    method: 'PUT',
    path: '/unknown-devices',
    who: keeps,
    about: { nl: 'De apparaatgroep van onbekende apparaten', en: 'The device group of unknown devices' },
    body: z.strictObject({ group: s.id }),
    edits: true,
    run: ({ app, editor, body }) => app.school.setUnknown(editor, body.group),
  }),
]

const timetables: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/timetables',
    who: keeps,
    about: {
      nl: 'Een rooster toevoegen, leeg of als kopie van een ander',
      en: 'Add a timetable, empty or as a copy of another',
    },
    body: z.strictObject({ ...name, copyOf: s.id.optional() }),
    answer: made,
    makes: true,
    edits: true,
    run: async (call) => {
      const { copyOf, ...text } = call.body
      const wish = { name: text, ...(copyOf === undefined ? {} : { copyOf }) }
      return writtenBy(await call.app.calendar.addTimetable(call.editor, wish), nameOf(call))
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/timetables/{id}/name',
    who: keeps,
    about: { nl: 'Een rooster anders noemen', en: 'Rename a timetable' },
    body: z.strictObject(name),
    answer: made,
    edits: true,
    run: async (call) =>
      writtenBy(await call.app.calendar.renameTimetable(call.editor, call.params.id, call.body), nameOf(call)),
  }),
  endpoint({
    method: 'DELETE',
    path: '/timetables/{id}',
    who: keeps,
    about: { nl: 'Een rooster verwijderen dat niemand volgt', en: 'Remove a timetable that nobody follows' },
    edits: true,
    run: ({ app, editor, params }) => app.calendar.removeTimetable(editor, params.id),
  }),
]

const type = z.enum(['primary', 'secondary'])
const officer = z.strictObject({ name: z.string().max(200), contact: z.string().max(200) })

const school: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/school',
    who: overall,
    about: { nl: 'Hoe de school heet, en wie haar functionaris is', en: 'The name of the school, and its officer' },
    answer: z.object({
      name: z.string(),
      type,
      language: z.enum(['nl', 'en']),
      zone: z.string(),
      officer: z.object({ name: z.string(), contact: z.string() }).optional(),
    }),
    run({ app }) {
      const { name: called, type: of, language, zone, officer: who } = app.school.policy().school
      return good({ name: called, type: of, language, zone, ...(who === undefined ? {} : { officer: { ...who } }) })
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/school',
    who: keeps,
    about: {
      nl: 'De naam, de soort (weggelaten: die blijft) en de taal van de school, en haar functionaris (weggelaten: geen)',
      en: 'The name, the type (left out: it stays) and the language of the school, and its officer (left out: none)',
    },
    body: z.strictObject({
      name: z.string().max(200),
      type: type.optional(),
      language: z.enum(['nl', 'en']),
      officer: officer.optional(),
    }),
    edits: true,
    run: ({ app, editor, body: { officer: who = { name: '', contact: '' }, ...details } }) =>
      app.school.setSchool(editor, { ...details, officer: who }),
  }),
  endpoint({
    method: 'POST',
    path: '/devices/classes',
    who: keeps,
    about: {
      nl: 'Apparaten samen in een klas zetten, of eruit halen (into: false); changed noemt die van wie het anders werd',
      en: 'Put devices in a class together, or take them out (into: false); changed has those of which it became different',
    },
    body: z.strictObject({ class: s.id, devices: s.ids, into: z.boolean().default(true) }),
    answer: z.object({ changed: z.array(z.string()) }),
    run: async ({ app, person, body }) =>
      writtenBy(await app.placing.place(person, body), ({ devices }) => ({ changed: [...devices] })),
  }),
]

/** What is added, renamed and removed in the school. */
export const makingEndpoints: readonly Endpoint[] = [...groups, ...timetables, ...school]
