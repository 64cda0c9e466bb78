import type { Measure, Text } from '../../policy/policy.ts'
import { idFrom } from '../id-from.ts'
import type { Outcome, Refusal } from '../outcome.ts'
import { mayActOnAll } from '../people/rights.ts'
import { plainText } from '../plain-text.ts'
import type { Editing } from '../policy/editing.ts'
import { changed } from '../policy/editing.ts'
import type { Editor, EditProblem } from '../policy/editor.ts'

export type RegisterProblem = EditProblem | 'words-missing' | 'unknown-id' | 'register-full'

/** An entry as it is typed. Without an id it is a new one. A text in one language stands for both. */
export interface MeasureWish {
  readonly id?: string
  readonly offence: Partial<Text>
  readonly measure: Partial<Text>
  readonly parents: boolean
  readonly police: boolean
  readonly clause?: string
}

/** The register of measures as a director or a coordinator keeps it. Every change is a revision of the policy. */
export interface RegisterOffice {
  set(by: Editor, wish: MeasureWish): Promise<Outcome<Measure, RegisterProblem>>
  /** Measures that were taken for it stay; they no longer name it. */
  remove(by: Editor, id: string): Promise<Outcome<void, RegisterProblem>>
  /** Whether teachers may exclude a device of an own class until the end of the day. */
  letTeachersExclude(by: Editor, may: boolean): Promise<Outcome<void, RegisterProblem>>
}

const LONGEST = 500
const MOST = 100

const refuse = (problem: RegisterProblem, detail?: string): Refusal<RegisterProblem> =>
  detail === undefined ? { ok: false, problem } : { ok: false, problem, detail }

/** The desk for the register. What it names is checked with the whole policy, by {@link Editing}. */
export function registerOffice({ edit }: Editing): RegisterOffice {
  return {
    set: (by, wish) =>
      edit(
        by,
        `measure ${wish.id ?? idFrom(wish.offence.nl ?? wish.offence.en ?? '')}`,
        (policy): Outcome<{ readonly policy: typeof policy; readonly value: Measure }, RegisterProblem> => {
          const { measures = [] } = policy
          const [offence, measure] = [inBoth(wish.offence), inBoth(wish.measure)]
          if (offence === undefined || measure === undefined) return refuse('words-missing')
          const old = measures.findIndex(({ id }) => id === wish.id)
          if (wish.id !== undefined && old === -1) return refuse('unknown-id', wish.id)
          if (old === -1 && measures.length >= MOST) return refuse('register-full')
          const { parents, police, clause } = wish
          const id = wish.id ?? freeId(offence.nl, measures)
          const entry = { id, offence, measure, parents, police, ...(clause === undefined ? {} : { clause }) }
          return changed({ ...policy, measures: old === -1 ? [...measures, entry] : measures.with(old, entry) }, entry)
        },
        mayActOnAll,
      ),

    remove: (by, id) =>
      edit(
        by,
        `remove measure ${id}`,
        (policy): Outcome<{ readonly policy: typeof policy; readonly value: undefined }, RegisterProblem> => {
          const left = (policy.measures ?? []).filter((known) => known.id !== id)
          if (left.length === policy.measures?.length || policy.measures === undefined) return refuse('unknown-id', id)
          return changed({ ...policy, measures: left }, undefined)
        },
        mayActOnAll,
      ),

    letTeachersExclude: (by, may) =>
      edit(
        by,
        `teachers may exclude: ${may ? 'yes' : 'no'}`,
        (policy) => changed({ ...policy, teachersMayExclude: may }, undefined),
        mayActOnAll,
      ),
  }
}

/** A text in both languages: what is left out in the one is said in the other. */
function inBoth({ nl, en }: Partial<Text>): Text | undefined {
  const [dutch, english] = [plainText(nl, LONGEST), plainText(en, LONGEST)]
  const any = dutch ?? english
  return any === undefined ? undefined : { nl: dutch ?? any, en: english ?? any }
}

function freeId(words: string, measures: readonly Measure[]): string {
  const base = idFrom(words.slice(0, 60)) || 'measure'
  const isFree = (id: string) => !measures.some((known) => known.id === id)
  for (let i = 2; ; i += 1) {
    const id = isFree(base) ? base : `${base}-${i}`
    if (isFree(id)) return id
  }
}
