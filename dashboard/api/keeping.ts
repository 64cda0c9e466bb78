import { z } from 'zod'
import { pageByKey } from './cursor.ts'
import { type Call, type Endpoint, endpoint, good, inClass, keeps, overall } from './endpoint.ts'
import * as s from './shapes.ts'

const unknownDevice = (id: string) => ({ ok: false, problem: 'unknown-device', detail: id.slice(0, 100) }) as const

const devices: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/devices',
    who: keeps,
    about: { nl: 'Apparaten, ook onbekende', en: 'Devices, unknown ones too' },
    query: s.pageQuery.extend({
      group: s.id.optional(),
      class: s.id.optional(),
      known: z.enum(['true', 'false']).optional(),
    }),
    answer: s.pageOf(s.device),
    async run(call) {
      const { group, class: classId, known } = call.query
      const wanted = (await call.app.devices.devices(call.person)).filter(
        (device) =>
          (group === undefined || device.group === group) &&
          (classId === undefined || device.classes.includes(classId)) &&
          (known === undefined || device.known === (known === 'true')),
      )
      const page = pageByKey(wanted, ({ id }) => id, call.query)
      return page.ok ? good({ ...page.value, items: page.value.items.map((device) => written(call, device)) }) : page
    },
  }),
  endpoint({
    method: 'POST',
    path: '/devices',
    who: keeps,
    about: { nl: 'Een apparaat aanmelden', en: 'Enrol a device' },
    body: s.deviceWish,
    answer: s.device,
    makes: true,
    async run(call) {
      const made = await call.app.devices.enrol(call.person, call.body)
      return made.ok ? good(written(call, made.value)) : made
    },
  }),
  endpoint({
    method: 'GET',
    path: '/devices/{id}',
    who: keeps,
    about: { nl: 'Eén apparaat', en: 'One device' },
    answer: s.device,
    async run(call) {
      const found = (await call.app.devices.devices(call.person)).find(({ id }) => id === call.params.id)
      return found === undefined ? unknownDevice(call.params.id) : good(written(call, found))
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/devices/{id}',
    who: keeps,
    about: { nl: 'Een apparaat wijzigen', en: 'Change a device' },
    body: s.deviceWish,
    answer: s.device,
    async run(call) {
      const changed = await call.app.devices.change(call.person, call.params.id, call.body)
      return changed.ok ? good(written(call, changed.value)) : changed
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/devices/{id}',
    who: keeps,
    about: { nl: 'Een apparaat wissen, met wat het herkenbaar maakt', en: 'Erase a device, with what identifies it' },
    run: ({ app, person, params }) => app.devices.erase(person, params.id),
  }),
]

type Device = Awaited<ReturnType<Call['app']['devices']['devices']>>[number]
const written = ({ iso }: Pick<Call, 'iso'>, { medical: _, lastSeen, ...device }: Device) => ({
  ...device,
  addresses: [...device.addresses],
  classes: [...device.classes],
  ...(lastSeen === undefined ? {} : { lastSeen: iso(lastSeen) }),
})

const shortClass = s.named(
  'Class',
  z.object({
    id: z.string(),
    name: z.string(),
    timetable: z.string().optional(),
    room: z.literal(true).optional(),
  }),
)
const classSettings = { timetable: s.id.nullable().optional(), room: z.boolean().optional() }

const classes: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/classes',
    who: inClass,
    about: { nl: 'Klassen waarvoor deze sleutel mag handelen', en: 'Classes that this token may act on' },
    query: s.pageQuery,
    answer: s.pageOf(shortClass),
    run: async ({ app, person, query }) => pageByKey(await app.desk.classesOf(person), ({ id }) => id, query),
  }),
  endpoint({
    method: 'POST',
    path: '/classes',
    who: keeps,
    about: { nl: 'Een klas toevoegen', en: 'Add a class' },
    body: z.strictObject({ name: z.string().max(100), ...classSettings }),
    answer: shortClass,
    makes: true,
    edits: true,
    run: ({ app, editor, body }) => app.school.addClass(editor, body.name, body),
  }),
  endpoint({
    method: 'PATCH',
    path: '/classes/{class}',
    who: keeps,
    about: {
      nl: 'De naam van een klas, haar eigen tijden (null: die van de apparaatgroep), en of zij een lokaal is; wat ontbreekt blijft',
      en: 'The name of a class, its own hours (null: those of the device group), and whether it is a room; what is left out stays',
    },
    body: z.strictObject({ name: z.string().max(100).optional(), ...classSettings }),
    answer: shortClass,
    edits: true,
    run: ({ app, editor, params, body }) => app.school.setClass(editor, params.class, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/other-classes',
    who: keeps,
    about: {
      nl: 'Of leerkrachten mogen invallen bij een andere klas',
      en: 'Whether teachers may step in for another class',
    },
    body: z.strictObject({ may: z.boolean() }),
    edits: true,
    run: ({ app, editor, body }) => app.school.setOtherClasses(editor, body.may),
  }),
  endpoint({
    method: 'DELETE',
    path: '/classes/{class}',
    who: keeps,
    about: { nl: 'Een klas verwijderen', en: 'Remove a class' },
    edits: true,
    run: ({ app, editor, params }) => app.school.removeClass(editor, params.class),
  }),
  endpoint({
    method: 'GET',
    path: '/groups',
    who: overall,
    about: { nl: 'Apparaatgroepen', en: 'Device groups' },
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          networks: z.array(z.string()),
          timetable: z.string().optional(),
          record: z.enum(['none', 'counts', 'attempts']),
        }),
      ),
    }),
    async run({ app, say }) {
      const items = app.school.policy().groups.map(({ id, name, networks, timetable, record }) => ({
        ...{ id, name: say(name), networks: [...networks], record },
        ...(timetable === undefined ? {} : { timetable }),
      }))
      return good({ items })
    },
  }),
]

const entry = z.object({
  index: z.int(),
  from: s.date,
  to: s.date,
  kind: z.string(),
  name: z.string(),
  classes: z.array(z.string()).optional(),
  schedule: z.string().optional(),
})
const period = z.strictObject({
  from: z.string().max(5),
  to: z.string().max(5),
  kind: z.enum(['lesson', 'break', 'free', 'inloop']),
})
const bellDates = { from: s.date, to: s.date.optional(), classes: s.ids.optional() }

const calendar: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/calendar',
    who: inClass,
    about: {
      nl: 'Vakanties, studiedagen, bijzondere dagen en andere lestijden',
      en: 'Holidays, study days, special days and other bells',
    },
    query: z.object({ from: s.date.optional(), to: s.date.optional() }),
    answer: z.object({ revision: z.int(), items: z.array(entry) }),
    async run({ app, query: { from = '0000-01-01', to = '9999-12-31' } }) {
      const { entries } = app.school.policy().calendar
      const items = entries
        .map(({ from, to, kind, name = '', classes, schedule }, index) => ({
          ...{ index, from, to, kind, name },
          ...(classes === undefined ? {} : { classes: [...classes] }),
          ...(schedule === undefined ? {} : { schedule }),
        }))
        .filter((each) => each.from <= to && from <= each.to)
      return good({ revision: app.school.revision(), items })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/calendar',
    who: keeps,
    about: { nl: 'Een vakantie, studiedag of bijzondere dag toevoegen', en: 'Add a holiday, study day or special day' },
    body: z.strictObject({
      from: s.date,
      to: s.date,
      name: z.string().max(100),
      kind: z.enum(['holiday', 'study-day', 'special']),
      classes: s.ids.optional(),
      day: z.array(period).max(40).optional(),
    }),
    edits: true,
    run: ({ app, editor, body }) => app.school.addCalendarEntry(editor, body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/calendar/{index}',
    who: keeps,
    about: {
      nl: 'Een regel weghalen; noem in If-Match de revisie waarvan het nummer is',
      en: 'Take an entry out; say in If-Match of which revision the index is',
    },
    edits: true,
    async run({ app, editor, params: { index } }) {
      return /^\d{1,6}$/.test(index)
        ? await app.school.removeCalendarEntry(editor, Number(index))
        : { ok: false, problem: 'unknown-id', detail: index.slice(0, 100) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/bells',
    who: inClass,
    about: {
      nl: 'Lestijden om uit te kiezen, en welke op een datum gelden',
      en: 'The bell schedules there are, and which holds on a date',
    },
    query: z.object({ date: s.date.optional() }),
    answer: z.object({
      schedules: z.array(z.object({ id: z.string(), name: z.string() })),
      date: s.date,
      school: z.string(),
      classes: z.array(z.object({ class: z.string(), schedule: z.string() })),
    }),
    async run({ app, query, say }) {
      const on = query.date ?? app.zone.at(app.clock()).date
      const schedules = app.calendar.schedules().map(({ id, name }) => ({ id, name: say(name) }))
      const { school, classes: others } = app.calendar.bellsOn(on)
      return good({ schedules, date: on, school, classes: [...others] })
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/bells',
    who: overall,
    about: { nl: 'Andere lestijden op een datum', en: 'Other bells for a date' },
    body: z.strictObject({ ...bellDates, schedule: s.id }),
    edits: true,
    run: ({ app, editor, body }) => app.calendar.setSchedule(editor, body),
  }),
  endpoint({
    method: 'POST',
    path: '/bells/clear',
    who: overall,
    about: { nl: 'Andere lestijden terugnemen', en: 'Take other bells back' },
    body: z.strictObject(bellDates),
    edits: true,
    run: ({ app, editor, body }) => app.calendar.clearSchedule(editor, body),
  }),
]

/** Devices, classes, groups and the calendar. */
export const keepingEndpoints: readonly Endpoint[] = [...devices, ...classes, ...calendar]
