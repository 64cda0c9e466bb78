import { z } from 'zod'
import { pageByKey } from './cursor.ts'
import { type Endpoint, endpoint, good, keeps } from './endpoint.ts'
import * as s from './shapes.ts'
import { changesOf } from './written.ts'

/** A large school's policy is some hundred thousand bytes. */
const LARGEST = 4 << 20
/** More revisions than a school makes in its life. */
const ALL = 1_000_000

const number = z.coerce.number().int().min(1)
const changed = s.named('Changed', z.object({ revision: z.int(), changes: z.array(s.change) }))

/** The policy as a whole: out, in, and its revisions. */
export const policyEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/policy',
    who: keeps,
    about: {
      nl: 'Het beleid als YAML: nu, op een moment, of van een revisie',
      en: 'The policy as YAML: now, at an instant, or of a revision',
    },
    query: z.object({ revision: number.optional(), at: s.instant.optional() }),
    answer: s.revision.extend({ yaml: z.string() }),
    async run({ app, person, iso, query: { revision, at } }) {
      const which = revision !== undefined ? { revision } : at === undefined ? 'now' : { at: Date.parse(at) }
      const found = await app.policyTexts.written(person, which)
      return found.ok ? good({ ...found.value, at: iso(found.value.at) }) : found
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/policy',
    who: keeps,
    about: {
      nl: 'Een heel beleid overnemen; met dry alleen zeggen wat er verandert',
      en: 'Import a whole policy; with dry only say what would change',
    },
    body: z.strictObject({ yaml: z.string().max(LARGEST), why: s.reason.optional(), dry: z.boolean().default(false) }),
    maxBody: LARGEST + 64 * 1024,
    answer: changed,
    edits: true,
    async run({ app, editor, body: { yaml, ...how } }) {
      const brought = await app.policyTexts.bring(editor, yaml, how)
      return brought.ok ? good({ ...brought.value, changes: changesOf(brought.value.changes) }) : brought
    },
  }),
  endpoint({
    method: 'GET',
    path: '/policy/revisions',
    who: keeps,
    about: { nl: 'Revisies, de nieuwste eerst', en: 'Revisions, newest first' },
    query: s.pageQuery,
    answer: s.pageOf(s.revision),
    async run({ app, iso, query }) {
      const all = await app.school.revisions(ALL)
      const page = pageByKey(all, (each) => String(ALL * 10 - each.number).padStart(9, '0'), query)
      if (!page.ok) return page
      return good({ ...page.value, items: page.value.items.map((each) => ({ ...each, at: iso(each.at) })) })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/policy/diff',
    who: keeps,
    about: {
      nl: 'Wat er anders is in de ene revisie dan in de andere',
      en: 'What is different from one revision to another',
    },
    query: z.object({ from: number, to: number }),
    answer: z.object({ changes: z.array(s.change) }),
    async run({ app, query }) {
      const changes = await app.school.changesBetween(query.from, query.to)
      return changes.ok ? good({ changes: changesOf(changes.value) }) : changes
    },
  }),
  ...(['undo', 'restore'] as const).map((what) =>
    endpoint({
      method: 'POST',
      path: `/policy/revisions/{number}/${what}`,
      who: keeps,
      about:
        what === 'undo'
          ? { nl: 'Ongedaan maken wat een revisie veranderde', en: 'Take back what a revision changed' }
          : { nl: 'Het hele beleid terugzetten', en: 'Put the whole policy back' },
      answer: s.revision,
      edits: true,
      async run({ app, editor, iso, params }) {
        const which = /^\d{1,7}$/.test(params.number) ? Number(params.number) : 0
        const { school } = app
        const done = await (what === 'undo' ? school.undo(editor, which) : school.restore(editor, { revision: which }))
        return done.ok ? good({ ...done.value, at: iso(done.value.at) }) : done
      },
    }),
  ),
]
