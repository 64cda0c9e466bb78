import type { App, PublicProtocol } from '../../src/app/app.ts'
import type { View } from '../env.ts'

type Paper = Parameters<App['papers']['paper']>[0]
type Block = Paper['blocks'][number]

/** The protocol as a paper for the school's own site: what always holds, and nothing of this moment. */
export function agreementsPaper({ t, language, say }: View, protocol: PublicProtocol): Paper {
  const texts = t.everyone.agreements
  const heading = (text: string): Block => ({ kind: 'heading', text })
  const list = (items: readonly string[]): readonly Block[] => (items.length === 0 ? [] : [{ kind: 'list', items }])
  const rulesOf = (clause: string | undefined) =>
    protocol.rules.filter((rule) => rule.clause?.id === clause).map(({ sentence }) => say(sentence))
  const clauses = protocol.clauses.flatMap(({ id, text }): readonly Block[] => [
    { kind: 'paragraph', text: `${id}. ${say(text)}` },
    ...list(rulesOf(id)),
  ])
  const others = rulesOf(undefined)
  const measures = protocol.measures.map(
    ({ offence, measure, parents, police, clause }) =>
      `${say(offence)}: ${say(measure)}. ${texts.parents}: ${parents ? texts.yes : texts.no}. ${texts.police}: ${police ? texts.yes : texts.no}.${clause === undefined ? '' : ` (${clause.id})`}`,
  )
  const helpers =
    protocol.helpers.length === 0 ? t.everyone.helpersNone : protocol.helpers.map((role) => t.roles[role]).join(', ')
  return {
    language,
    title: texts.title,
    blocks: [
      { kind: 'paragraph', text: texts.lead(protocol.school.name) },
      heading(texts.clauses),
      ...clauses,
      ...(others.length === 0 ? [] : [{ kind: 'paragraph', text: texts.basis } as const, ...list(others)]),
      ...(measures.length === 0 ? [] : [heading(texts.measures), ...list(measures)]),
      heading(t.everyone.helpers),
      { kind: 'paragraph', text: helpers },
      heading(texts.limits),
      ...list(protocol.limits.map((limit) => say(limit))),
    ],
  }
}
