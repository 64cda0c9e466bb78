import type { Text } from '../../policy/policy.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome } from '../outcome.ts'

export type NameProblem = 'name-missing' | 'name-too-long' | 'id-bad' | 'id-taken'

/** Characters: what fits on a card, on a phone too. */
const LONGEST = 60

/** A name as it was typed, in one line; refused where it is none, or that of another thing of its kind. */
export function nameFrom(typed: string, others: readonly string[]): Outcome<string, NameProblem> {
  const name = oneLine(typed)
  if (name === '') return { ok: false, problem: 'name-missing' }
  if (name.length > LONGEST) return { ok: false, problem: 'name-too-long', detail: String(LONGEST) }
  if (idFrom(name) === '') return { ok: false, problem: 'id-bad', detail: name }
  const isTaken = others.some((other) => other.toLowerCase() === name.toLowerCase())
  return isTaken ? { ok: false, problem: 'id-taken', detail: name } : { ok: true, value: name }
}

/** A name in both languages; where the English is left empty it is the Dutch. */
export function textFrom(typed: Text, others: readonly Text[]): Outcome<Text, NameProblem> {
  const nl = nameFrom(
    typed.nl,
    others.map((other) => other.nl),
  )
  if (!nl.ok) return nl
  if (typed.en.trim() === '') return { ok: true, value: { nl: nl.value, en: nl.value } }
  const en = nameFrom(
    typed.en,
    others.map((other) => other.en),
  )
  return en.ok ? { ok: true, value: { nl: nl.value, en: en.value } } : en
}

/** An id for a new thing of this name: another where one that was renamed has it. Never a bare number, which an object puts before all other keys. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = idFrom(name)
  const id = /^\d+$/.test(plain) ? `n${plain}` : plain
  for (let count = 1; ; count += 1) {
    const wanted = count === 1 ? id : `${id}-${count}`
    if (!taken.includes(wanted)) return wanted
  }
}

/** What was typed, in one line and without the space around it. */
export const oneLine = (typed: string): string => typed.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim()
