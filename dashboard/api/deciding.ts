import { z } from 'zod'
import { pageByKey } from './cursor.ts'
import { type Endpoint, endpoint, everyProgram, good, inClass } from './endpoint.ts'
import * as s from './shapes.ts'
import { emergencyOf, exclusionOf, grantOf } from './written.ts'

const callers = ['coordinator', 'director', 'first-responder'] as const

const emergencies: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/emergencies',
    who: everyProgram,
    about: { nl: 'Calamiteiten die lopen', en: 'Running emergencies' },
    answer: z.object({ items: z.array(s.emergency) }),
    run: async (call) => good({ items: (await call.app.emergencies.running()).map((each) => emergencyOf(call, each)) }),
  }),
  endpoint({
    method: 'POST',
    path: '/emergencies',
    who: callers,
    about: { nl: 'Een calamiteit beginnen', en: 'Begin an emergency' },
    body: z.strictObject({ for: z.enum(['staff', 'everyone']), minutes: z.int().min(5).max(1440).optional() }),
    answer: s.emergency,
    makes: true,
    async run(call) {
      const begun = await call.app.emergencies.begin(call.person, call.body.for, call.body.minutes)
      return begun.ok ? good(emergencyOf(call, begun.value)) : begun
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/emergencies/{id}',
    who: callers,
    about: { nl: 'Langer laten duren', en: 'Let it last longer' },
    body: z.strictObject({ minutes: z.int().min(5).max(1440) }),
    answer: s.emergency,
    async run(call) {
      const longer = await call.app.emergencies.extend(call.person, call.params.id, call.body.minutes)
      return longer.ok ? good(emergencyOf(call, longer.value)) : longer
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/emergencies/{id}',
    who: callers,
    about: { nl: 'Stoppen', en: 'Stop an emergency' },
    run: ({ app, person, params }) => app.emergencies.stop(person, params.id),
  }),
]

const which = { class: s.id.optional(), key: s.id }

const requests: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/requests',
    who: inClass,
    about: { nl: 'Vragen die op antwoord wachten', en: 'Requests that wait for an answer' },
    query: s.pageQuery,
    answer: s.pageOf(s.request),
    async run(call) {
      const { iso, say } = call
      const waiting = (await call.app.requests.waiting(call.person)).map(({ class: of, targetName, ...asked }) => ({
        ...asked,
        ...(of === undefined ? {} : { class: of.id }),
        name: say(targetName),
        reasons: [...asked.reasons],
        since: iso(asked.since),
        expires: iso(asked.expires),
      }))
      return pageByKey(waiting, (asked) => `${asked.class ?? ''} ${asked.key}`, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/requests/approve',
    who: inClass,
    about: { nl: 'Toestemming geven', en: 'Approve a request' },
    body: z.strictObject({ ...which, for: z.enum(['class', 'devices']), end: s.end }),
    answer: z.object({ items: z.array(s.grant) }),
    async run(call) {
      const { for: audience, end, ...asked } = call.body
      const given = await call.app.requests.approve(call.person, asked, audience, end)
      return given.ok ? good({ items: given.value.map((grant) => grantOf(call, grant)) }) : given
    },
  }),
  endpoint({
    method: 'POST',
    path: '/requests/refuse',
    who: inClass,
    about: { nl: 'Nee zeggen, met een woord erbij', en: 'Refuse a request, with a word' },
    body: z.strictObject({ ...which, word: z.string().max(300).optional() }),
    run({ app, person, body: { word, ...asked } }) {
      return app.requests.refuse(person, asked, word)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/requests/reopen',
    who: inClass,
    about: { nl: 'Een nee terugnemen, binnen een halve minuut', en: 'Take a no back, within half a minute' },
    body: z.strictObject(which),
    run({ app, person, body }) {
      return app.requests.reopen(person, body)
    },
  }),
]

const exclusions: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/exclusions',
    who: inClass,
    about: { nl: 'Uitgesloten apparaten, nu en straks', en: 'Excluded devices, now or to come' },
    query: s.pageQuery,
    answer: s.pageOf(s.exclusion),
    async run(call) {
      const running = (await call.app.exclusions.running(call.person)).map((each) => exclusionOf(call, each))
      return pageByKey(running, ({ id }) => id, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/exclusions',
    who: ['teacher', 'director'],
    about: { nl: 'Een apparaat uitsluiten van het netwerk', en: 'Exclude a device from the network' },
    body: z.strictObject({
      device: s.id,
      reason: s.reason,
      clause: s.id.optional(),
      from: s.instant.optional(),
      until: z.union([z.literal('end-of-day'), s.instant]),
      schoolDevice: z.boolean().optional(),
      despiteMedicalMark: z.boolean().optional(),
    }),
    answer: s.exclusion,
    makes: true,
    async run(call) {
      const { from, until, ...what } = call.body
      const made = await call.app.exclusions.exclude(call.person, {
        ...what,
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        until: until === 'end-of-day' ? until : Date.parse(until),
      })
      return made.ok ? good(exclusionOf(call, made.value)) : made
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/exclusions/{id}',
    who: ['teacher', 'director'],
    about: { nl: 'Een uitsluiting opheffen', en: 'Lift an exclusion' },
    run: ({ app, person, params }) => app.exclusions.lift(person, params.id),
  }),
]

/** Emergencies, requests and exclusions. */
export const decidingEndpoints: readonly Endpoint[] = [...emergencies, ...requests, ...exclusions]
