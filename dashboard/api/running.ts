import { z } from 'zod'
import type { TrialView } from '../../src/app/app.ts'
import { type Call, type Endpoint, endpoint, good, inClass, keeps, overall, teaches } from './endpoint.ts'
import * as s from './shapes.ts'
import { dated, grantOf, writtenBy } from './written.ts'

const text = z.string().max(300)

const event = s.named(
  'Event',
  z.object({ id: z.string(), name: z.string(), from: s.instant, until: s.instant, by: z.string() }),
)
const events: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/events',
    who: overall,
    about: { nl: 'Activiteiten, nu en straks', en: 'Marked events, running or to come' },
    answer: z.object({ items: z.array(event) }),
    run: async (call) =>
      good({ items: (await call.app.events.list()).map((each) => dated(call, each, 'from', 'until')) }),
  }),
  endpoint({
    method: 'POST',
    path: '/events',
    who: overall,
    about: { nl: 'Een activiteit klaarzetten', en: 'Mark an event' },
    body: z.strictObject({ name: text, from: s.instant.optional(), until: s.instant }),
    answer: event,
    makes: true,
    async run(call) {
      const { name, from, until } = call.body
      const begins = from === undefined ? {} : { from: Date.parse(from) }
      const marked = await call.app.events.mark(call.person, { name, ...begins, until: Date.parse(until) })
      return writtenBy(marked, (each) => dated(call, each, 'from', 'until'))
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/events/{id}',
    who: overall,
    about: { nl: 'Een activiteit beëindigen of terugnemen', en: 'End an event, or take it back' },
    run: ({ app, person, params }) => app.events.end(person, params.id),
  }),
]

const trial = s.named(
  'Trial',
  z.object({ id: z.string(), group: z.string(), from: s.instant, until: s.instant, by: z.string() }),
)
const trialOf = (call: Pick<Call, 'iso'>, each: TrialView) => ({
  ...dated(call, each, 'from', 'until'),
  group: each.group.id,
})
const days = z.int().min(1).max(14)
const counted = z.object({ name: z.string(), count: s.count })

const trials: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/trials',
    who: keeps,
    about: { nl: 'Wat proefdraait', en: 'Running trials' },
    answer: z.object({ items: z.array(trial) }),
    run: async (call) => good({ items: (await call.app.trials.running()).map((each) => trialOf(call, each)) }),
  }),
  endpoint({
    method: 'POST',
    path: '/trials',
    who: keeps,
    about: { nl: 'Een groep laten proefdraaien', en: 'Put a group on trial' },
    body: z.strictObject({ group: s.id, days }),
    answer: trial,
    makes: true,
    async run(call) {
      const begun = await call.app.trials.begin(call.person, call.body.group, call.body.days)
      return writtenBy(begun, (each) => trialOf(call, each))
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/trials/{id}',
    who: keeps,
    about: { nl: 'Langer proefdraaien', en: 'Let a trial last longer' },
    body: z.strictObject({ days }),
    answer: trial,
    async run(call) {
      const longer = await call.app.trials.extend(call.person, call.params.id, call.body.days)
      return writtenBy(longer, (each) => trialOf(call, each))
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/trials/{id}',
    who: keeps,
    about: { nl: 'Stoppen met proefdraaien', en: 'Stop a trial' },
    run: ({ app, person, params }) => app.trials.stop(person, params.id),
  }),
  endpoint({
    method: 'GET',
    path: '/trials/{id}/figures',
    who: keeps,
    about: { nl: 'Wat er dicht zou zijn geweest', en: 'What a trial would have closed so far' },
    answer: z.object({
      total: s.count,
      bySubject: z.array(counted),
      byKindOfTime: z.array(z.object({ kind: s.kindOfTime, count: s.count })),
    }),
    async run({ app, person, params, say }) {
      const figures = await app.trials.figures(person, params.id)
      return writtenBy(figures, (of) => ({
        ...of,
        bySubject: of.bySubject.map(({ name, count }) => ({ name: say(name), count })),
      }))
    },
  }),
]

const correction = s.named(
  'Correction',
  z.object({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    by: z.string(),
    reason: z.string().optional(),
  }),
)
const corrections: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/corrections',
    who: keeps,
    about: { nl: 'Wat ten onrechte dicht was', en: 'Names that lists are wrong about' },
    answer: z.object({ items: z.array(correction) }),
    run: async ({ app }) =>
      good({ items: (await app.corrections.list()).map((each) => ({ ...each, category: each.category.id })) }),
  }),
  endpoint({
    method: 'POST',
    path: '/corrections',
    who: keeps,
    about: { nl: 'Ten onrechte dicht: een naam van een soort sites afhalen', en: 'Take a category off a name' },
    body: z.strictObject({ name: text, category: s.id, reason: s.reason.optional() }),
    answer: correction,
    makes: true,
    async run({ app, person, body }) {
      return writtenBy(await app.corrections.correct(person, body), (made) => ({ ...made, category: made.category.id }))
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/corrections/{id}',
    who: keeps,
    about: { nl: 'Een correctie terugnemen', en: 'Undo a correction' },
    run: ({ app, person, params }) => app.corrections.undo(person, params.id),
  }),
]

const snag = z.object({
  id: z.string(),
  class: z.string(),
  target: s.target.optional(),
  name: z.string().optional(),
  words: z.string().optional(),
  by: z.string(),
  at: s.instant,
})
const snags: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/classes/{class}/snags',
    who: teaches,
    about: {
      nl: 'Wat net voor de klas is tegengehouden en met één tik open kan',
      en: 'What was just blocked for a class and can be opened',
    },
    answer: z.object({
      items: z.array(
        z.object({ key: z.string(), target: s.target, name: z.string(), names: z.array(z.string()), last: s.instant }),
      ),
    }),
    async run({ app, person, params, say, iso }) {
      const found = await app.snags.justBlocked(person, params.class)
      return writtenBy(found, (all) => ({
        items: all.map(({ targetName, ...each }) => ({ ...each, name: say(targetName), last: iso(each.last) })),
      }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/classes/{class}/snags',
    who: teaches,
    about: {
      nl: 'Er werkt iets niet: opent het tot de pauze (key), of laat alleen een briefje achter (words)',
      en: 'Something does not work: open it until the break (key), or leave a note (words)',
    },
    body: z.union([z.strictObject({ key: s.id }), z.strictObject({ words: s.reason })]),
    answer: z.object({ grant: s.grant.optional() }),
    makes: true,
    async run(call) {
      const { app, person, params, body } = call
      if ('words' in body) return writtenBy(await app.snags.note(person, params.class, body.words), () => ({}))
      const opened = await app.snags.open(person, params.class, body.key)
      return writtenBy(opened, (grant) => ({ grant: grantOf(call, grant) }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/snags',
    who: keeps,
    about: { nl: 'Briefjes over wat niet werkt', en: 'Notes about what does not work' },
    answer: z.object({ items: z.array(snag) }),
    run: async ({ app, person, say, iso }) =>
      good({
        items: (await app.snags.waiting(person)).map(({ targetName, className: _, ...each }) => ({
          ...each,
          at: iso(each.at),
          ...(targetName === undefined ? {} : { name: say(targetName) }),
        })),
      }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/snags/{id}',
    who: keeps,
    about: { nl: 'Een briefje afhandelen', en: 'Settle a note' },
    run: ({ app, person, params }) => app.snags.settle(person, params.id),
  }),
]

const own = z.object({
  id: z.string(),
  kind: z.enum(['grant', 'park', 'focus', 'exam']),
  for: z.string().optional(),
  what: z.string().optional(),
  from: s.instant,
  until: s.instant,
  endedBy: z.string().optional(),
})
const back: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/acts/{id}/restore',
    who: inClass,
    about: {
      nl: 'Het beëindigen terugnemen, binnen een halve minuut',
      en: 'Take back that a grant, a park, a focus, an emergency, a trial or an event was ended, within half a minute',
    },
    run: ({ app, person, params }) => app.restoring.restore(person, params.id),
  }),
  endpoint({
    method: 'GET',
    path: '/acts/{id}/needs',
    who: teaches,
    about: { nl: 'Wat de geopende pagina ook nodig lijkt te hebben', en: 'What an opened page also seems to need' },
    answer: z.object({ items: z.array(z.string()) }),
    run: async ({ app, person, params }) =>
      writtenBy(await app.companions.of(person, params.id), (items) => ({ items })),
  }),
  endpoint({
    method: 'GET',
    path: '/history',
    who: inClass,
    about: { nl: 'Wat met deze sleutel is gedaan', en: 'What was done with this token' },
    query: z.object({ days: z.coerce.number().int().min(1).max(60).default(14) }),
    answer: z.object({ items: z.array(own) }),
    run: async (call) =>
      good({
        items: (await call.app.history.mine(call.person, call.query.days)).map(({ what, ...each }) => ({
          ...dated(call, each, 'from', 'until'),
          ...(what === undefined ? {} : { what: call.say(what) }),
        })),
      }),
  }),
]

/** Events, trials, corrections, what does not work, and taking back. */
export const runningEndpoints: readonly Endpoint[] = [...events, ...trials, ...corrections, ...snags, ...back]
