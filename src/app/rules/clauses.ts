import type { Policy, Text } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'

type Clauses = Policy['clauses']

/** Most characters of a clause, and of its id. */
const LONGEST = 2000

/** Clauses with the school's own sentences in them: one language given fills both, none takes the clause away. The order stays, new ones come last. */
export function withClauses(
  clauses: Clauses,
  given: Readonly<Record<string, Partial<Text>>>,
): Outcome<Clauses, 'bad-clause'> {
  const next = new Map(Object.entries(clauses))
  for (const [id, sentences] of Object.entries(given)) {
    if (!isClauseId(id)) return { ok: false, problem: 'bad-clause', detail: id.slice(0, 40) }
    const text = bothLanguages(sentences)
    if (text === undefined) next.delete(id)
    else if (Math.max(text.nl.length, text.en.length) > LONGEST) return { ok: false, problem: 'bad-clause', detail: id }
    else next.set(id, text)
  }
  return { ok: true, value: Object.fromEntries(next) }
}

/** A text in both languages: the one that is given stands for the other too. Undefined where there are no words. */
export function bothLanguages({ nl = '', en = '' }: Partial<Text>): Text | undefined {
  const [dutch, english] = [nl.trim(), en.trim()]
  return dutch === '' && english === '' ? undefined : { nl: dutch || english, en: english || dutch }
}

/** `NL-2`, `3.1 b`, `Artikel 4, lid 2`: as protocols number their clauses. */
const isClauseId = (id: string): boolean => /^[\p{L}\p{N}]([\p{L}\p{N} .,()§-]{0,38}[\p{L}\p{N})])?$/u.test(id)
