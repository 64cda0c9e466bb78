import type { Text } from '../../src/policy/policy.ts'

/** A clause as it was found in what somebody pasted. */
export interface PastedClause {
  readonly id: string
  readonly text: string
}

/** What was found in a pasted protocol, and the lines before the first number, which belong to no clause. */
export interface Pasted {
  readonly clauses: readonly PastedClause[]
  readonly skipped: readonly string[]
}

/** `3.1`, `NL-2`, `2a)`, `Artikel 4`, or anything with a digit up to a colon: `Artikel 4, lid 2:`. */
const withColon = /^([\p{L}\p{N}][^:]{0,37}):\s+(\S.*)$/u
const withWord =
  /^((?:artikel|art\.?|afspraak|regel|lid|article|clause|rule)\s+[\p{L}\p{N}][\p{L}\p{N}.()§-]*)\s+(\S.*)$/iu
const bare = /^(§?\s?[\p{L}\p{N}][\p{L}\p{N}.()§-]{0,15})\s+(\S.*)$/u

/** Reads a protocol as it is pasted: a clause begins on a line with its number, and goes on until the next one. A number that comes twice adds to the first. */
export function readClauses(pasted: string): Pasted {
  const clauses = new Map<string, string>()
  const skipped: string[] = []
  let current: string | undefined
  for (const line of pasted.split(/\r?\n/).map((text) => text.replace(/\s+/g, ' ').trim())) {
    if (line === '') continue
    const found = numbered(line)
    current = found?.id ?? current
    if (current === undefined) skipped.push(line)
    else clauses.set(current, [clauses.get(current), found?.text ?? line].filter(Boolean).join(' '))
  }
  return { clauses: [...clauses].map(([id, text]) => ({ id, text })), skipped }
}

/** The clauses to save: the language that was pasted, beside the other where that has words of its own. */
export function clausesToSave(
  found: readonly PastedClause[],
  language: 'nl' | 'en',
  known: Readonly<Record<string, Text>>,
): Readonly<Record<string, Partial<Text>>> {
  const other = language === 'nl' ? 'en' : 'nl'
  return Object.fromEntries(
    found.map(({ id, text }) => {
      const before = Object.hasOwn(known, id) ? known[id] : undefined
      const isOwn = before !== undefined && before.nl !== before.en
      return [id, { [language]: text, ...(isOwn ? { [other]: before[other] } : {}) }]
    }),
  )
}

function numbered(line: string): PastedClause | undefined {
  for (const pattern of [withWord, withColon, bare]) {
    const [, head = '', text = ''] = pattern.exec(line) ?? []
    const id = head
      .replace(/^§\s?/, '')
      .replace(/[.):]+$/, '')
      .trim()
    if (/\d/.test(id) && isNumber(id, pattern === withColon)) return { id, text }
  }
  return undefined
}

/** A bare word with a digit in it ("4G is verboden", "2026") is a number of a clause only if it is short; with a colon, more may stand before it. */
const isNumber = (id: string, isMarked: boolean): boolean => isMarked || !/^\d{4,}$/.test(id)
