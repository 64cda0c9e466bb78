import { z } from 'zod'
import { pageByKey } from './cursor.ts'
import { type Endpoint, endpoint, good, inClass, overall } from './endpoint.ts'
import * as s from './shapes.ts'
import { examOf, focusOf, grantOf, parkOf } from './written.ts'

const grants: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/grants',
    who: overall,
    about: { nl: 'Alles wat nu is opengezet', en: 'Every running grant' },
    query: s.pageQuery,
    answer: s.pageOf(s.grant),
    async run(call) {
      const running = (await call.app.desk.running()).map((grant) => grantOf(call, grant))
      return pageByKey(running, ({ id }) => id, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/grants',
    who: inClass,
    about: { nl: 'Iets openzetten', en: 'Open something' },
    body: z.strictObject({ audience: s.audience, open: s.openable, end: s.end, reason: s.reason.optional() }),
    answer: s.grant,
    makes: true,
    async run(call) {
      const { audience, open, end, reason } = call.body
      const given = await call.app.desk.giveTo(call.person, audience, open, end, reason)
      return given.ok ? good(grantOf(call, given.value)) : given
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/grants/{id}',
    who: inClass,
    about: { nl: 'Het einde verzetten', en: 'Move the end of a grant' },
    body: z.strictObject({ end: s.end, reason: s.reason.optional() }),
    answer: s.grant,
    async run(call) {
      const { end, reason } = call.body
      const moved = await call.app.desk.extend(call.person, call.params.id, end, reason)
      return moved.ok ? good(grantOf(call, moved.value)) : moved
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/grants/{id}',
    who: inClass,
    about: { nl: 'Weer sluiten', en: 'Revoke a grant' },
    run: ({ app, person, params }) => app.desk.revoke(person, params.id),
  }),
]

const parks: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/parks',
    who: inClass,
    about: { nl: 'Geparkeerde klassen', en: 'Parked classes' },
    query: s.pageQuery,
    answer: s.pageOf(s.park),
    async run(call) {
      const running = (await call.app.parks.running(call.person)).map((park) => parkOf(call, park))
      return pageByKey(running, ({ id }) => id, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/parks',
    who: inClass,
    about: { nl: 'Klassen parkeren', en: 'Park classes' },
    body: z.strictObject({ classes: s.ids, end: s.parkEnd }),
    answer: z.object({ items: z.array(s.park) }),
    makes: true,
    async run(call) {
      const parked = await call.app.parks.park(call.person, call.body.classes, call.body.end)
      return parked.ok ? good({ items: parked.value.map((park) => parkOf(call, park)) }) : parked
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/classes/{class}/park',
    who: inClass,
    about: { nl: 'Een klas weer vrijgeven', en: 'Release a parked class' },
    run: ({ app, person, params }) => app.parks.release(person, [params.class]),
  }),
]

const focuses: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/focuses',
    who: inClass,
    about: { nl: 'Alleen deze sites, en toetsen: nu en straks', en: '"Only these" and exams, running or to come' },
    query: s.pageQuery,
    answer: s.pageOf(s.focus),
    async run(call) {
      const running = (await call.app.focus.running(call.person)).map((focus) => focusOf(call, focus))
      return pageByKey(running, ({ id }) => id, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/focuses',
    who: inClass,
    about: { nl: 'Alleen deze sites voor een klas', en: 'Only these sites for a class' },
    body: z.strictObject({ class: s.id, listed: z.array(s.listed).max(100), end: s.focusEnd }),
    answer: s.focus,
    makes: true,
    async run(call) {
      const { class: id, listed, end } = call.body
      const begun = await call.app.focus.begin(call.person, id, listed, end)
      return begun.ok ? good(focusOf(call, begun.value)) : begun
    },
  }),
  endpoint({
    method: 'GET',
    path: '/exams',
    who: inClass,
    about: { nl: 'Toetsen met al hun lokalen, nu en straks', en: 'Exams with all their rooms, running or to come' },
    query: s.pageQuery,
    answer: s.pageOf(s.exam),
    async run(call) {
      const exams = (await call.app.focus.exams(call.person)).map((exam) => examOf(call, exam))
      return pageByKey(exams, ({ id }) => id, call.query)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/exams',
    who: inClass,
    about: { nl: 'Een toets, voor een of meer klassen', en: 'An exam, for one or more classes' },
    body: z.strictObject({
      name: z.string().max(100).optional(),
      rooms: z.array(z.strictObject({ class: s.id, extraMinutes: z.int().min(0).max(120).default(0) })).max(100),
      listed: z.array(s.listed).max(100),
      from: s.instant.optional(),
      end: s.focusEnd,
    }),
    answer: s.exam,
    makes: true,
    async run(call) {
      const { from, ...exam } = call.body
      const begins = from === undefined ? {} : { from: Date.parse(from) }
      const begun = await call.app.focus.beginExam(call.person, { ...exam, ...begins })
      if (!begun.ok) return begun
      const exams = await call.app.focus.exams(call.person)
      const made = exams.find(({ id }) => id === begun.value[0]?.examId)
      return made === undefined ? ({ ok: false, problem: 'already-over' } as const) : good(examOf(call, made))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/exams/{id}/rooms',
    who: inClass,
    about: { nl: 'Een klas erbij in een toets', en: 'Add a class to an exam' },
    body: z.strictObject({ class: s.id, extraMinutes: z.int().min(0).max(120).default(0) }),
    answer: s.exam,
    makes: true,
    async run(call) {
      const added = await call.app.focus.addRoom(call.person, call.params.id, call.body)
      return added.ok ? good(examOf(call, added.value)) : added
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/exams/{id}',
    who: inClass,
    about: {
      nl: 'Een toets in alle lokalen stoppen; een die loopt alleen met sure=true',
      en: 'End an exam in all its rooms; a running one only with sure=true',
    },
    query: z.object({ sure: z.enum(['true', 'false']).default('false') }),
    run: ({ app, person, params, query }) => app.focus.endExam(person, params.id, query.sure === 'true'),
  }),
  endpoint({
    method: 'POST',
    path: '/focuses/{id}/time',
    who: inClass,
    about: { nl: 'Meer tijd voor een lokaal', en: 'More time for one room of an exam' },
    body: z.strictObject({ minutes: z.int().min(1).max(120) }),
    answer: s.focus,
    async run(call) {
      const longer = await call.app.focus.addTime(call.person, call.params.id, call.body.minutes)
      return longer.ok ? good(focusOf(call, longer.value)) : longer
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/focuses/{id}',
    who: inClass,
    about: {
      nl: 'Beëindigen; een toets die loopt alleen met sure=true',
      en: 'End it; a running exam only with sure=true',
    },
    query: z.object({ sure: z.enum(['true', 'false']).default('false') }),
    run: ({ app, person, params, query }) => app.focus.end(person, params.id, query.sure === 'true'),
  }),
]

/** What is done with classes. */
export const lessonEndpoints: readonly Endpoint[] = [...grants, ...parks, ...focuses]
