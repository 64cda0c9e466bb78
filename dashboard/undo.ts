import type { Fields } from './forms/fields.ts'

/** The steps that take an act back, in the order in which they are done. */
export const undoSteps = ['close', 'stop', 'release', 'reopen', 'restore'] as const
export type UndoStep = (typeof undoSteps)[number]
/** How an act is taken back: what each step is about, apart by spaces. These are the fields of the form that does it. */
export type Undo = Readonly<Partial<Record<UndoStep, string>>>

/** How long after an act a page that is loaded offers it, in milliseconds; the page's script takes the button away after as long. */
const OFFERED = 10_000
/** As many as a class has devices. */
const MOST = 60

/** An undo as a part of the address of the page that follows the act. */
export function undoQuery(undo: Undo, now: number): string {
  return new URLSearchParams({ ...undo, at: String(now) }).toString()
}

/** The undo in an address; nothing where the act is longer ago, as when the page is loaded again. `speed`: of the clock. */
export function undoIn(query: Fields, now: number, speed: number): Undo | undefined {
  const age = now - Number(query.text('at') || Number.NaN)
  if (!(age >= 0 && age < OFFERED * speed)) return undefined
  const given = undoSteps.flatMap((step) => (query.has(step) ? [[step, query.text(step)] as const] : []))
  return given.length === 0 ? undefined : Object.fromEntries(given)
}

/** Where the undo of a page is posted to; nothing for a page that has none. */
export function undoPath(path: string): string | undefined {
  if (path === '/today') return '/today/take-back'
  return /^\/(emergency|events|(now|groups|calamiteit)\/[^/]+)$/.test(path) ? `${path}/undo` : undefined
}

/** What a step is about. */
export const undoIds = (fields: Fields, step: UndoStep): readonly string[] => idsIn(fields.text(step))

/** Several things in one field, apart by spaces. */
export const idsIn = (text: string): readonly string[] =>
  text
    .split(' ')
    .filter((id) => id !== '')
    .slice(0, MOST)
