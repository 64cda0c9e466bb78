import { z } from 'zod'
import type { App, Outcome, Person } from '../../src/app/app.ts'
import type { Text } from '../../src/policy/policy.ts'
import { type Call, type Endpoint, endpoint, good, keeps } from './endpoint.ts'
import * as s from './shapes.ts'

/** Most characters of a list that a program sends: some four hundred thousand names. Bigger ones come by the page, or lie in the folder. */
const LARGEST = 8 << 20

const badLine = z.object({ line: z.int(), text: z.string(), problem: z.string(), right: z.string().optional() })
const list = z.object({
  id: z.string(),
  category: z.string(),
  source: z.string(),
  names: s.count,
  problemCount: s.count,
  problems: z.array(badLine),
  state: z.enum(['in-use', 'kept-last-good', 'off']),
  note: z.string().optional(),
  updated: s.instant,
})
const listsAnswer = s.named('Lists', z.object({ items: z.array(list) }))
const id = z.string().max(600)
const category = z.string().max(300)

/** Bad lines that are told of each list; all are counted. */
const LINES = 20

type Asked = Pick<Call, 'app' | 'iso'>

async function allLists({ app, iso }: Asked) {
  await app.lists.ready()
  const all = await app.lists.lists()
  return good({
    items: all.map((each) => ({ ...each, problems: each.problems.slice(0, LINES), updated: iso(each.updated) })),
  })
}

/** What changed a list answers with all of them, as they then are. */
const answered = async (call: Asked, done: Outcome<unknown>) => (done.ok ? await allLists(call) : done)

/** A call that changes a list by what `change` does. */
const changes = <Body extends z.ZodType>(
  method: 'PUT' | 'POST',
  path: string,
  about: Text,
  body: Body,
  change: (lists: App['lists'], person: Person, sent: z.output<Body>) => Promise<Outcome<unknown>>,
): Endpoint =>
  endpoint({
    ...{ method, path, who: keeps, about, body, answer: listsAnswer },
    run: async (call) => answered(call, await change(call.app.lists, call.person, call.body as z.output<Body>)),
  })

const looking: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/lists',
    who: keeps,
    about: { nl: 'De lijsten en hoe het ermee staat', en: 'The lists and their state' },
    answer: listsAnswer,
    run: allLists,
  }),
  endpoint({
    method: 'GET',
    path: '/lists/search',
    who: keeps,
    about: { nl: 'Waar een naam in staat', en: 'Which lists and platforms hold a name' },
    query: z.object({ name: z.string().max(300) }),
    answer: z.object({
      name: z.string(),
      categories: z.array(z.string()),
      lists: z.array(
        z.object({
          list: z.string(),
          category: z.string(),
          entry: z.string(),
          line: z.int(),
          isOff: z.boolean(),
        }),
      ),
      platforms: z.array(z.object({ id: z.string(), entry: z.string() })),
      essential: z.array(z.string()),
      protected: z.array(z.string()),
    }),
    async run({ app, person, query }) {
      const found = await app.lists.search(person, query.name)
      if (!found.ok) return found
      const { lists, ...rest } = found.value
      return good({ ...rest, lists: lists.map(({ isOff = false, ...each }) => ({ ...each, isOff })) })
    },
  }),
]

const changing: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/lists/refresh',
    who: keeps,
    about: { nl: 'De lijsten opnieuw lezen', en: 'Read the lists anew' },
    answer: listsAnswer,
    async run(call) {
      await call.app.lists.refresh(call.person)
      return allLists(call)
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/lists/file',
    who: keeps,
    about: {
      nl: 'Een lijst toevoegen of vervangen; wat veel kleiner is of slechte regels heeft alleen met sure',
      en: 'Add or replace a list; one that is much smaller or has bad lines only with sure',
    },
    body: z.union([
      z.strictObject({ list: id, text: z.string().max(LARGEST), sure: z.boolean().default(false) }),
      z.strictObject({ category, file: id, text: z.string().max(LARGEST), sure: z.boolean().default(false) }),
    ]),
    maxBody: LARGEST + 64 * 1024,
    answer: listsAnswer,
    async run(call) {
      const { text, sure, ...where } = call.body
      const brought = await call.app.lists.bring(call.person, where, oneOf(text))
      if (!brought.ok || brought.value === undefined) return answered(call, brought)
      if (sure) return answered(call, await call.app.lists.take(call.person, brought.value.upload))
      const { hasShrunk, names, before, problems } = brought.value
      return {
        ok: false,
        problem: 'list-needs-sure',
        detail: hasShrunk ? `${names} < ${before} / 2` : String(problems.length),
        problems: problems.map(({ line, text: written, problem }) => ({
          place: `line ${line}`,
          problem: `"${written}": ${problem}`,
        })),
      }
    },
  }),
  changes(
    'PUT',
    '/lists/switch',
    { nl: 'Een lijst uit- of weer aanzetten', en: 'Switch a list off, or on again' },
    z.strictObject({ list: id, on: z.boolean() }),
    (lists, person, { list: of, on }) => lists.setOn(person, of, on),
  ),
  changes(
    'POST',
    '/lists/accept',
    {
      nl: 'Het nieuwe bestand gebruiken van een lijst die veel kleiner werd',
      en: 'Use the new file of a list that shrank a lot',
    },
    z.strictObject({ list: id }),
    (lists, person, sent) => lists.accept(person, sent.list),
  ),
  changes(
    'POST',
    '/lists/remove',
    { nl: 'Een eigen lijst verwijderen', en: "Remove a list of the school's own" },
    z.strictObject({ list: id }),
    (lists, person, sent) => lists.remove(person, sent.list),
  ),
  endpoint({
    method: 'GET',
    path: '/lists/removed',
    who: keeps,
    about: { nl: 'Wat nog terug te zetten is', en: 'What can still be put back' },
    answer: z.object({
      items: z.array(
        z.object({ id: z.string(), list: z.string(), category: z.string(), at: s.instant, until: s.instant }),
      ),
    }),
    run: async ({ app, iso }) =>
      good({
        items: app.lists
          .removed()
          .map(({ file, at, until, ...each }) => ({ ...each, list: file, at: iso(at), until: iso(until) })),
      }),
  }),
  changes(
    'POST',
    '/lists/put-back',
    { nl: 'Een verwijderde of eerdere lijst terugzetten', en: 'Put a removed or earlier list back' },
    z.strictObject({ id }),
    (lists, person, sent) => lists.putBack(person, sent.id),
  ),
  endpoint({
    method: 'GET',
    path: '/lists/own',
    who: keeps,
    about: { nl: 'De eigen namen van een soort sites', en: 'The own names of a kind of sites' },
    query: z.object({ category }),
    answer: z.object({ text: z.string() }),
    async run({ app, query }) {
      const text = app.lists.ownText(query.category)
      return text.ok ? good({ text: text.value }) : text
    },
  }),
  changes(
    'PUT',
    '/lists/own',
    { nl: 'De eigen namen van een soort sites zetten', en: 'Set the own names of a kind of sites' },
    z.strictObject({ category, text: z.string().max(40_000) }),
    (lists, person, sent) => lists.setOwnText(person, sent.category, sent.text),
  ),
]

/** The lists, and all that is done with them. */
export const listEndpoints: readonly Endpoint[] = [...looking, ...changing]

async function* oneOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
