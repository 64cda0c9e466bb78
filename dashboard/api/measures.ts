import { z } from 'zod'
import { pageByKey } from './cursor.ts'
import { type Call, type Endpoint, endpoint, good, overall, teaches } from './endpoint.ts'
import * as s from './shapes.ts'
import { dated, writtenBy } from './written.ts'

const text = z.object({ nl: z.string(), en: z.string() })
const typedText = z.strictObject({ nl: s.reason.optional(), en: s.reason.optional() })
const offence = s.named(
  'Offence',
  z.object({
    id: z.string(),
    offence: text,
    measure: text,
    parents: z.boolean(),
    police: z.boolean(),
    clause: z.string().optional(),
  }),
)
const measure = s.named(
  'Measure',
  z.object({
    id: z.string(),
    kind: z.enum(['phone-taken', 'exclusion', 'warning', 'other']),
    device: z.string().optional(),
    class: z.string().optional(),
    offence: z.string().optional(),
    why: z.string(),
    by: z.string(),
    from: s.instant,
    until: s.instant.optional(),
    isOver: z.boolean(),
    earlier: s.count.optional(),
  }),
)
type Taken = Awaited<ReturnType<Call['app']['measures']['taken']>>[number]
const measureOf = (call: Pick<Call, 'iso'>, { device, offence: of, ...taken }: Taken) => ({
  ...dated(call, taken, 'from', 'until'),
  ...(device === undefined ? {} : { device: device.id }),
  ...(of === undefined ? {} : { offence: of.id }),
})

const measures: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/measures',
    who: teaches,
    about: {
      nl: 'Maatregelen van dit schooljaar; van een leraar de eigen',
      en: "Measures of this school year; of a teacher's token its own",
    },
    query: s.pageQuery.extend({ device: s.id.optional() }),
    answer: s.pageOf(measure),
    async run(call) {
      const taken = await call.app.measures.taken(call.person, call.query.device)
      return pageByKey(
        taken.map((each) => measureOf(call, each)),
        ({ id }) => id,
        call.query,
      )
    },
  }),
  endpoint({
    method: 'POST',
    path: '/measures',
    who: teaches,
    about: {
      nl: 'Een maatregel: telefoon ingenomen (ook een leraar), waarschuwing of iets anders',
      en: 'Take a measure: a phone taken (a teacher too), a warning, something else',
    },
    body: z.strictObject({
      kind: z.enum(['phone-taken', 'warning', 'other']),
      about: z.union([z.strictObject({ device: s.id }), z.strictObject({ class: s.id })]),
      why: s.reason,
      offence: s.id.optional(),
    }),
    answer: measure,
    makes: true,
    async run(call) {
      const { kind, about, ...why } = call.body
      const desk = call.app.measures
      const taken =
        kind === 'phone-taken'
          ? await desk.takePhone(call.person, about, why)
          : await desk.record(call.person, about, kind, why)
      return writtenBy(taken, (each) => measureOf(call, each))
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/measures/{id}',
    who: teaches,
    about: { nl: 'Een maatregel eerder laten eindigen', en: 'End a measure before its time' },
    run: ({ app, person, params }) => app.measures.end(person, params.id),
  }),
  endpoint({
    method: 'GET',
    path: '/measures/{id}/letter',
    who: teaches,
    about: { nl: 'De brief over een maatregel', en: 'The letter about a measure' },
    query: z.object({ for: z.enum(['parents', 'file']).default('parents') }),
    answer: z.object({ title: z.string(), paragraphs: z.array(z.string()) }),
    async run({ app, person, params, query }) {
      return writtenBy(await app.measures.letter(person, params.id, query.for), (letter) => letter[person.language])
    },
  }),
]

const entry = z.strictObject({
  offence: typedText,
  measure: typedText,
  parents: z.boolean(),
  police: z.boolean(),
  clause: s.id.optional(),
})
const register: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/register',
    who: overall,
    about: { nl: 'Het register: overtredingen en wat erop volgt', en: 'The register: offences and what follows' },
    answer: z.object({ items: z.array(offence), teachersMayExclude: z.boolean() }),
    run: async ({ app }) =>
      good({
        items: app.measures.register(),
        teachersMayExclude: app.school.policy().teachersMayExclude === true,
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/register',
    who: overall,
    about: { nl: 'Iets aan het register toevoegen', en: 'Add to the register' },
    body: entry,
    answer: offence,
    makes: true,
    edits: true,
    run: ({ app, editor, body }) => app.register.set(editor, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/register/{id}',
    who: overall,
    about: { nl: 'Iets in het register wijzigen', en: 'Change an entry of the register' },
    body: entry,
    answer: offence,
    edits: true,
    run: ({ app, editor, params, body }) => app.register.set(editor, { ...body, id: params.id }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/register/{id}',
    who: overall,
    about: { nl: 'Iets uit het register halen', en: 'Remove an entry of the register' },
    edits: true,
    run: ({ app, editor, params }) => app.register.remove(editor, params.id),
  }),
  endpoint({
    method: 'PUT',
    path: '/teachers-may-exclude',
    who: overall,
    about: {
      nl: 'Of leraren tot het eind van de dag mogen uitsluiten',
      en: 'Whether teachers may exclude for the day',
    },
    body: z.strictObject({ may: z.boolean() }),
    edits: true,
    run: ({ app, editor, body }) => app.register.letTeachersExclude(editor, body.may),
  }),
]

/** Measures that were taken, and the register of them. */
export const measureEndpoints: readonly Endpoint[] = [...measures, ...register]
