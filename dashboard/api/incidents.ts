import { z } from 'zod'
import type { IncidentView, OpeningView } from '../../src/app/app.ts'
import { pageByKey } from './cursor.ts'
import { type Call, directs, type Endpoint, endpoint, good } from './endpoint.ts'
import * as s from './shapes.ts'
import { dated, writtenBy } from './written.ts'

const incident = s.named(
  'Incident',
  z.object({
    id: z.string(),
    device: z.string(),
    reason: z.string(),
    from: s.instant,
    until: s.instant,
    opened: s.instant,
    by: z.string(),
    closed: s.instant.optional(),
    closedBy: z.string().optional(),
    isRecording: z.boolean(),
  }),
)
const incidentOf = (call: Pick<Call, 'iso'>, each: IncidentView) => ({
  ...dated(call, each, 'from', 'until', 'opened', 'closed'),
  device: each.device.id,
})

const incidents: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/incidents',
    who: directs,
    about: { nl: 'Incidenten, zonder wat erin staat', en: 'Incidents, without what they hold' },
    query: s.pageQuery,
    answer: s.pageOf(incident),
    async run(call) {
      const all = (await call.app.incidents.list(call.person)).map((each) => incidentOf(call, each))
      return pageByKey(all, ({ id }) => id, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/incidents',
    who: directs,
    about: { nl: 'Een incident openen, met een reden', en: 'Open an incident, with a reason' },
    body: z.strictObject({ device: s.id, reason: s.reason, from: s.instant, until: s.instant }),
    answer: incident,
    makes: true,
    async run(call) {
      const { from, until, ...what } = call.body
      const span = { from: Date.parse(from), until: Date.parse(until) }
      return writtenBy(await call.app.incidents.open(call.person, { ...what, ...span }), (each) =>
        incidentOf(call, each),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/incidents/{id}',
    who: directs,
    about: { nl: 'Een incident inzien; dat wordt vastgelegd', en: 'Look at an incident; the look is recorded' },
    answer: incident.extend({
      attempts: z.array(
        z.object({
          first: s.instant,
          last: s.instant,
          count: s.count,
          name: z.string(),
          kindOfTime: s.kindOfTime,
          clause: z.string().optional(),
          reason: z.string(),
        }),
      ),
      notes: z.array(z.object({ at: s.instant, by: z.string(), text: z.string() })),
    }),
    async run(call) {
      return writtenBy(await call.app.incidents.look(call.person, call.params.id), (found) => ({
        ...incidentOf(call, found),
        attempts: found.attempts.map((each) => ({
          ...dated(call, each, 'first', 'last'),
          reason: call.say(each.reason),
        })),
        notes: found.notes.map((note) => dated(call, note, 'at')),
      }))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/incidents/{id}/notes',
    who: directs,
    about: { nl: 'Een aantekening bij een incident', en: 'Add a note to an incident' },
    body: z.strictObject({ text: z.string().max(5000) }),
    run: ({ app, person, params, body }) => app.incidents.note(person, params.id, body.text),
  }),
  endpoint({
    method: 'POST',
    path: '/incidents/{id}/close',
    who: directs,
    about: { nl: 'Een incident sluiten', en: 'Close an incident' },
    run: ({ app, person, params }) => app.incidents.close(person, params.id),
  }),
  endpoint({
    method: 'DELETE',
    path: '/incidents/{id}',
    who: directs,
    about: { nl: 'Een incident voorgoed wissen', en: 'Erase an incident for good' },
    run: ({ app, person, params }) => app.incidents.erase(person, params.id),
  }),
]

const opening = s.named(
  'Opening',
  z.object({
    id: z.string(),
    device: z.string(),
    site: z.string(),
    from: s.instant,
    until: s.instant,
    by: z.string(),
    reason: z.string(),
  }),
)
const openingOf = (call: Pick<Call, 'iso'>, each: OpeningView) => ({
  ...dated(call, each, 'from', 'until'),
  device: each.device.id,
})
const openings: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/openings',
    who: directs,
    about: { nl: 'Openingen voor onderzoek die lopen', en: 'Running openings for an investigation' },
    answer: z.object({ items: z.array(opening) }),
    run: async (call) =>
      good({ items: (await call.app.openings.running(call.person)).map((each) => openingOf(call, each)) }),
  }),
  endpoint({
    method: 'POST',
    path: '/openings',
    who: directs,
    about: { nl: 'Eén site openen op één apparaat van personeel', en: 'Open one site on one device of staff' },
    body: z.strictObject({
      device: s.id,
      site: z.string().max(300),
      minutes: z.int().min(5).max(480),
      reason: s.reason,
    }),
    answer: opening,
    makes: true,
    async run(call) {
      return writtenBy(await call.app.openings.open(call.person, call.body), (each) => openingOf(call, each))
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/openings/{id}',
    who: directs,
    about: { nl: 'Een opening stoppen', en: 'Stop an opening' },
    run: ({ app, person, params }) => app.openings.stop(person, params.id),
  }),
]

/** What a director looks into. */
export const incidentEndpoints: readonly Endpoint[] = [...incidents, ...openings]
