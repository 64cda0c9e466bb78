import { z } from 'zod'
import { type Endpoint, endpoint, good, keeps, overall } from './endpoint.ts'
import * as s from './shapes.ts'
import { changesOf, dated, writtenBy } from './written.ts'

const upstreams = z.array(z.string().max(300)).max(20)

const box: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/upstreams',
    who: keeps,
    about: { nl: 'De servers waaraan wordt doorgevraagd', en: 'The upstreams in use' },
    answer: z.object({ inUse: z.array(z.string()), areSet: z.boolean() }),
    run: async ({ app }) => good(await app.setup.upstreams()),
  }),
  endpoint({
    method: 'PUT',
    path: '/upstreams',
    who: keeps,
    about: {
      nl: 'Andere servers kiezen; zonder lijst die van het instellingenbestand',
      en: 'Choose other upstreams; without a list those of the settings file',
    },
    body: z.strictObject({ upstreams: upstreams.optional() }),
    run: ({ app, person, body }) => app.setup.setUpstreams(person, body.upstreams),
  }),
  endpoint({
    method: 'POST',
    path: '/upstreams/check',
    who: keeps,
    about: { nl: 'Servers proberen; verandert niets', en: 'Ask each server something; changes nothing' },
    body: z.strictObject({ upstreams }),
    answer: z.object({
      items: z.array(
        z.object({
          upstream: z.string(),
          state: z.enum(['answers', 'refuses', 'silent']),
          ms: z.number().optional(),
        }),
      ),
    }),
    run: async ({ app, person, body }) =>
      writtenBy(await app.setup.checkUpstreams(person, body.upstreams), (all) => ({
        items: all.map(({ upstream, state: { kind, ...more } }) => ({ upstream, state: kind, ...more })),
      })),
  }),
  endpoint({
    method: 'GET',
    path: '/presets',
    who: keeps,
    about: { nl: 'Voorbeeldprotocollen', en: 'The presets there are' },
    answer: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), type: z.enum(['primary', 'secondary']) })),
    }),
    run: async ({ app }) => good({ items: app.setup.presets() }),
  }),
  endpoint({
    method: 'POST',
    path: '/presets/{id}/adopt',
    who: keeps,
    about: {
      nl: 'Een voorbeeldprotocol overnemen; met dry alleen zeggen wat er verandert',
      en: 'Adopt a preset; with dry only say what would change',
    },
    body: z.strictObject({ keepHours: z.boolean().default(true), dry: z.boolean().default(false) }),
    answer: z.object({ revision: z.int(), changes: z.array(s.change) }),
    edits: true,
    async run({ app, person, editor, params, body: { keepHours, dry } }) {
      const { name, language } = app.school.policy().school
      const type = app.setup.presets().find(({ id }) => id === params.id)?.type ?? 'primary'
      const choice = { name, language, type, keepHours }
      const preview = await app.setup.previewPreset(person, params.id, choice)
      if (!preview.ok || dry)
        return writtenBy(preview, (all) => ({ revision: app.school.revision(), changes: changesOf(all) }))
      const adopted = await app.setup.adoptPreset(editor, params.id, choice)
      return writtenBy(adopted, ({ number }) => ({ revision: number, changes: changesOf(preview.value) }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/backups',
    who: keeps,
    about: { nl: 'Hoe het met de back-ups staat', en: 'How it stands with the backups' },
    answer: z.object({ last: s.instant.optional(), isNightly: z.boolean() }),
    run: async ({ app, iso }) => {
      const { last, isNightly } = await app.backups.status()
      return good({ isNightly, ...(last === undefined ? {} : { last: iso(last) }) })
    },
  }),
]

const person = s.named(
  'Person',
  z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), classes: z.array(z.string()) }),
)
const people: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/people',
    who: keeps,
    about: { nl: 'Medewerkers met een account', en: 'Staff with an account' },
    answer: z.object({ items: z.array(person) }),
    run: async ({ app }) => good({ items: await app.accounts.people() }),
  }),
  endpoint({
    method: 'PATCH',
    path: '/people/{id}',
    who: keeps,
    about: {
      nl: 'De naam en de klassen van een medewerker; rollen geeft een programma niet',
      en: 'The name and the classes of a member of staff; a program gives no roles',
    },
    body: z.strictObject({ name: z.string().max(100).optional(), classes: s.ids.optional() }),
    answer: person,
    async run({ app, person: by, params, body }) {
      const known = (await app.accounts.people()).find(({ id }) => id === params.id)
      if (known === undefined) return { ok: false, problem: 'unknown-person', detail: params.id.slice(0, 100) }
      const { name = known.name, classes = known.classes } = body
      return await app.accounts.update(by, known.id, { name, classes, roles: known.roles })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/tokens',
    who: overall,
    about: { nl: 'De sleutels die er zijn, zonder hun geheim', en: 'The tokens there are, without their secrets' },
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          role: z.string(),
          classes: z.array(z.string()),
          by: z.string(),
          madeAt: s.instant,
          until: s.instant,
          usedAt: s.instant.optional(),
          state: z.enum(['works', 'over', 'revoked', 'idle']),
        }),
      ),
    }),
    run: async (call) =>
      good({
        items: (await call.app.tokens.list(call.person)).map((each) => dated(call, each, 'madeAt', 'until', 'usedAt')),
      }),
  }),
]

const LARGEST_FILE = 2 << 20
const lines = z.object({
  items: z.array(
    z.object({
      line: z.int(),
      label: z.string(),
      state: z.enum(['new', 'changed', 'same', 'bad']),
      problem: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
})
const reason = z.strictObject({ reason: s.reason })

const devices: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/devices/file',
    who: keeps,
    about: {
      nl: 'Apparaten uit een CSV overnemen; met dry alleen zeggen wat er verandert',
      en: 'Take devices over from a CSV; with dry only say what would change',
    },
    body: z.strictObject({ csv: z.string().max(LARGEST_FILE), dry: z.boolean().default(false) }),
    maxBody: LARGEST_FILE + 64 * 1024,
    answer: lines,
    async run({ app, person: by, body: { csv, dry } }) {
      const read = await (dry ? app.deviceFiles.preview(by, csv) : app.deviceFiles.take(by, csv))
      return writtenBy(read, (found) => ({ items: found.lines }))
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/devices/{id}/medical-mark',
    who: keeps,
    about: { nl: 'Een medische aantekening zetten', en: 'Set a medical mark' },
    body: z.strictObject({ reason: s.reason, lastDay: s.date.optional() }),
    run: ({ app, person: by, params, body }) => app.medical.mark(by, params.id, body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/devices/{id}/medical-mark',
    who: keeps,
    about: { nl: 'Een medische aantekening weghalen', en: 'Take a medical mark off' },
    run: ({ app, person: by, params }) => app.medical.unmark(by, params.id),
  }),
  endpoint({
    method: 'GET',
    path: '/busy-devices',
    who: keeps,
    about: { nl: 'Apparaten die meer vragen dan mag', en: 'Devices that ask more than they may' },
    answer: z.object({
      items: z.array(
        z.object({ device: z.string(), group: z.string(), day: s.date, questions: s.count, last: s.instant }),
      ),
    }),
    run: async (call) =>
      good({ items: (await call.app.busyDevices.lastDays(call.person)).map((each) => dated(call, each, 'last')) }),
  }),
  endpoint({
    method: 'POST',
    path: '/devices/signs',
    who: keeps,
    about: {
      nl: 'Apparaten die langs het filter lijken te gaan, met een reden; dat wordt vastgelegd',
      en: 'Devices that seem to go past the filter, with a reason; the look is recorded',
    },
    body: reason,
    answer: z.object({
      items: z.array(
        z.object({
          device: z.string(),
          group: z.string(),
          classes: z.array(z.string()),
          days: z.array(
            z.object({ day: s.date, sideDoor: z.boolean(), onlyBootstrap: z.boolean(), fellSilent: z.boolean() }),
          ),
        }),
      ),
    }),
    run: async ({ app, person: by, body }) =>
      writtenBy(await app.sideDoors.look(by, body.reason), (items) => ({ items })),
  }),
]

const drill: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/emergencies/drill',
    who: [...overall, 'first-responder'],
    about: { nl: 'Een calamiteit oefenen: verandert niets', en: 'Drill an emergency: changes nothing' },
    body: z.strictObject({ for: z.enum(['staff', 'everyone']) }),
    answer: z.object({
      opens: z.array(z.object({ id: z.string(), name: z.string(), resolves: z.boolean().optional() })),
      leftOut: z.array(z.string()),
      filterAnswers: z.boolean(),
      withLink: z.array(z.string()),
      withoutLink: z.array(z.string()),
    }),
    run: async ({ app, person: by, body }) =>
      writtenBy(await app.emergencies.drill(by, body.for), (found) => ({
        ...found,
        opens: found.opens.map(({ resolves, ...each }) => ({
          ...each,
          ...(resolves === undefined ? {} : { resolves }),
        })),
      })),
  }),
]

/** The box itself, accounts and tokens, and what is done with many devices. */
export const boxEndpoints: readonly Endpoint[] = [...box, ...people, ...devices, ...drill]
