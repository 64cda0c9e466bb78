import { z } from 'zod'
import { type Call, type Endpoint, endpoint, good, keeps } from './endpoint.ts'
import * as s from './shapes.ts'
import { writtenBy } from './written.ts'

const text = z.object({ nl: z.string(), en: z.string() })
const typedText = z.strictObject({ nl: z.string().max(5000).optional(), en: z.string().max(5000).optional() })
const when = z.union([z.literal('always'), z.array(z.enum(['lesson', 'break', 'inloop', 'outside', 'event'])).max(5)])

const ruleWish = z.strictObject({
  groups: s.ids,
  classes: s.ids.optional(),
  target: z.string().max(300),
  state: z.enum(['open', 'closed']),
  when,
  locked: z.boolean().default(false),
  clause: s.id.optional(),
})
const rule = s.named(
  'Rule',
  z.object({
    id: z.string(),
    groups: z.array(z.string()),
    classes: z.array(z.string()).optional(),
    target: z.string(),
    state: z.enum(['open', 'closed']),
    when,
    locked: z.boolean(),
    clause: z.string().optional(),
    sentence: z.string(),
    isBasis: z.boolean(),
  }),
)
type View = ReturnType<Call['app']['rules']['list']>[number]
const ruleOf = ({ say }: Pick<Call, 'say'>, { rule: of, target, sentence, isBasis }: View) => ({
  ...of,
  target,
  sentence: say(sentence),
  isBasis,
})
/** A rule that was just laid down, as the list has it. */
const laidDown = (call: Pick<Call, 'say' | 'app'>, id: string) =>
  ruleOf(call, call.app.rules.list().find((each) => each.rule.id === id)!)

const preview = z.object({
  items: z.array(
    z.object({
      group: z.string(),
      moments: z.array(
        z.object({ kind: z.string(), at: s.instant, opens: z.array(z.string()), closes: z.array(z.string()) }),
      ),
    }),
  ),
})

const rules: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/rules',
    who: keeps,
    about: { nl: 'De regels, in hun volgorde', en: 'The rules, in their order' },
    answer: z.object({ items: z.array(rule) }),
    run: async (call) => good({ items: call.app.rules.list().map((each) => ruleOf(call, each)) }),
  }),
  endpoint({
    method: 'POST',
    path: '/rules',
    who: keeps,
    about: { nl: 'Een regel toevoegen', en: 'Add a rule' },
    body: ruleWish,
    answer: rule,
    makes: true,
    edits: true,
    run: async (call) =>
      writtenBy(await call.app.rules.setRule(call.editor, call.body), ({ id }) => laidDown(call, id)),
  }),
  endpoint({
    method: 'PUT',
    path: '/rules/{id}',
    who: keeps,
    about: { nl: 'Een regel wijzigen', en: 'Change a rule' },
    body: ruleWish,
    answer: rule,
    edits: true,
    run: async (call) =>
      writtenBy(await call.app.rules.setRule(call.editor, { ...call.body, id: call.params.id }), ({ id }) =>
        laidDown(call, id),
      ),
  }),
  endpoint({
    method: 'DELETE',
    path: '/rules/{id}',
    who: keeps,
    about: { nl: 'Een regel weghalen', en: 'Remove a rule' },
    edits: true,
    run: ({ app, editor, params }) => app.rules.removeRule(editor, params.id),
  }),
  endpoint({
    method: 'POST',
    path: '/rules/{id}/move',
    who: keeps,
    about: { nl: 'Een regel vóór een andere zetten, of achteraan', en: 'Move a rule before another, or behind all' },
    body: z.strictObject({ before: s.id.optional() }),
    edits: true,
    run: ({ app, editor, params, body }) => app.rules.moveRule(editor, params.id, body.before),
  }),
  endpoint({
    method: 'POST',
    path: '/rules/preview',
    who: keeps,
    about: { nl: 'Wat een regel zou openen en sluiten', en: 'What a rule would open and close; changes nothing' },
    body: z.union([z.strictObject({ remove: s.id }), ruleWish.extend({ id: s.id.optional() })]),
    answer: preview,
    async run({ app, body, say, iso }) {
      return writtenBy(app.rules.preview(body), (all) => ({
        items: all.map(({ group, moments }) => ({
          group,
          moments: moments.map(({ kind, at, opens, closes }) => ({
            ...{ kind, at: iso(at) },
            ...{ opens: opens.map(say), closes: closes.map(say) },
          })),
        })),
      }))
    },
  }),
]

const setWish = z.strictObject({
  name: typedText,
  platforms: s.ids,
  andAllLikeThem: z.boolean().default(false),
  like: s.id.optional(),
  not: s.ids.optional(),
})
const set = s.named(
  'Set',
  z.object({
    id: z.string(),
    name: text,
    platforms: z.array(z.string()),
    andAllLikeThem: z.boolean(),
    not: z.array(z.string()).optional(),
  }),
)
const sets: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/sets',
    who: keeps,
    about: { nl: 'Sets: apps die samen dicht gaan', en: 'Sets: platforms that are closed together' },
    answer: z.object({ items: z.array(set) }),
    run: async ({ app }) => good({ items: app.school.policy().sets }),
  }),
  endpoint({
    method: 'POST',
    path: '/sets',
    who: keeps,
    about: { nl: 'Een set toevoegen', en: 'Add a set' },
    body: setWish,
    answer: set,
    makes: true,
    edits: true,
    run: ({ app, editor, body }) => app.rules.setSet(editor, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/sets/{id}',
    who: keeps,
    about: { nl: 'Een set wijzigen', en: 'Change a set' },
    body: setWish,
    answer: set,
    edits: true,
    run: ({ app, editor, params, body }) => app.rules.setSet(editor, { ...body, id: params.id }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/sets/{id}',
    who: keeps,
    about: { nl: 'Een set weghalen', en: 'Remove a set' },
    edits: true,
    run: ({ app, editor, params }) => app.rules.removeSet(editor, params.id),
  }),
]

const clauses: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/clauses',
    who: keeps,
    about: { nl: 'De afspraken van de school', en: "The clauses of the school's protocol" },
    answer: z.object({ items: z.array(z.object({ id: z.string(), text, rules: z.array(z.string()) })) }),
    async run({ app }) {
      const { clauses: all, rules: of } = app.school.policy()
      const rulesOf = (clause: string) => of.filter((each) => each.clause === clause).map(({ id }) => id)
      return good({ items: Object.entries(all).map(([id, words]) => ({ id, text: words, rules: rulesOf(id) })) })
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/clauses',
    who: keeps,
    about: {
      nl: 'Afspraken zetten, per nummer; een zonder woorden gaat weg',
      en: 'Set clauses by id; one without words is taken away',
    },
    body: z.strictObject({ clauses: z.record(s.id, typedText) }),
    edits: true,
    run: ({ app, editor, body }) => app.rules.setClauses(editor, body.clauses),
  }),
  endpoint({
    method: 'POST',
    path: '/clauses/attach',
    who: keeps,
    about: { nl: 'Zeggen welke afspraak deze regels uitvoeren', en: 'Say which clause these rules carry out' },
    body: z.strictObject({ clause: s.id.optional(), rules: s.ids }),
    edits: true,
    run: ({ app, editor, body }) => app.rules.attachClause(editor, body.clause, body.rules),
  }),
]

const platform = s.named(
  'Platform',
  z.object({
    id: z.string(),
    name: z.string(),
    sets: z.array(z.string()),
    in: z.array(z.string()),
    names: z.array(
      z.object({ name: z.string(), role: z.string().optional(), from: z.string(), takenOff: z.boolean().optional() }),
    ),
    state: z.enum(['catalogue', 'corrected', 'school']),
    sharedWith: z.array(z.string()),
  }),
)
const hosts = z.array(z.string().max(300)).max(500)
const wish = z.strictObject({
  name: z.string().max(100),
  sets: s.ids.optional(),
  names: hosts,
  library: hosts.optional(),
  sharedWith: s.ids.optional(),
})
const platforms: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/platforms',
    who: keeps,
    about: { nl: 'Apps en hun namen', en: 'Platforms and their names' },
    answer: z.object({ items: z.array(platform) }),
    run: async ({ app }) => good({ items: app.platforms.list() }),
  }),
  endpoint({
    method: 'POST',
    path: '/platforms',
    who: keeps,
    about: { nl: 'Een eigen app toevoegen', en: 'Add a platform of the school' },
    body: wish,
    answer: platform,
    makes: true,
    edits: true,
    run: ({ app, editor, body }) => app.platforms.add(editor, body),
  }),
  endpoint({
    method: 'PATCH',
    path: '/platforms/{id}',
    who: keeps,
    about: { nl: 'Een app verbeteren', en: 'Correct a platform' },
    body: wish.partial().extend({ not: hosts.optional() }),
    answer: platform,
    edits: true,
    run: ({ app, editor, params, body }) => app.platforms.correct(editor, params.id, body),
  }),
  endpoint({
    method: 'DELETE',
    path: '/platforms/{id}',
    who: keeps,
    about: {
      nl: 'Weghalen wat de school van een app zegt',
      en: 'Take away what the school says of a platform',
    },
    edits: true,
    run: ({ app, editor, params }) => app.platforms.remove(editor, params.id),
  }),
]

/** The agreements: rules, sets, clauses and platforms. */
export const rulingEndpoints: readonly Endpoint[] = [...rules, ...sets, ...clauses, ...platforms]
