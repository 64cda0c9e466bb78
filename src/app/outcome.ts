/** A refusal that a person can do something about: `problem` is a key of the dashboard's wording, `detail` fills it in. */
export interface Refusal<Problem extends string = string> {
  readonly ok: false
  readonly problem: Problem
  readonly detail?: string
}
/** A value, or the refusal that a person meets instead. */
export type Outcome<Value, Problem extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | Refusal<Problem>
