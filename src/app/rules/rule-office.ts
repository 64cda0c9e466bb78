import type { PlatformSet, Rule, Text, When } from '../../policy/policy.ts'
import type { Outcome } from '../outcome.ts'
import type { Editor, EditProblem } from '../policy/editor.ts'

/** A rule as a form or a request gives it. */
export interface RuleWish {
  /** Left out for a new rule, which gets an id of its own. */
  readonly id?: string
  readonly groups: readonly string[]
  readonly classes?: readonly string[]
  /** `everything`, or `site:`, `platform:`, `set:` or `category:` with a name behind it. */
  readonly target: string
  readonly state: 'open' | 'closed'
  readonly when: When
  readonly locked: boolean
  readonly clause?: string
}
/**
 * A set as a form gives it; without `id` it is a new one, and `like` may say which kind of platform of the catalogue joins it ("and all like them"). One
 * language given fills both.
 */
export type SetWish = Omit<PlatformSet, 'id' | 'name'> & {
  readonly id?: string
  readonly like?: string
  readonly name: Partial<Text>
}

export type RuleProblem =
  | EditProblem
  | 'unknown-id'
  | 'in-use'
  | 'bad-target'
  | 'bad-clause'
  | 'name-missing'
  | 'id-bad'

/** What a changed rule would open and close for a group. */
export interface RulePreview {
  readonly group: string
  readonly name: Text
  readonly moments: readonly {
    /** Now, or the next time that it is lesson, break and so on for this group. */
    readonly kind: 'now' | 'inloop' | 'lesson' | 'break' | 'outside'
    readonly at: number
    readonly opens: readonly Text[]
    readonly closes: readonly Text[]
  }[]
}

/** A rule as people read it. */
export interface RuleView {
  readonly rule: Rule
  /** Its target as {@link RuleWish} writes it, and as people call it. */
  readonly target: string
  readonly what: Text
  /** What it opens or closes, when and for whom, in one sentence. */
  readonly sentence: Text
  /** Every school has it: it may be made stricter, not weaker, and not be taken away. */
  readonly isBasis: boolean
}

/** Something that a rule can be about, as {@link RuleWish} writes it. */
export interface TargetChoice {
  readonly target: string
  readonly name: Text
}

/** The rules, the sets they speak of, and the sentences of the protocol that they carry out. Each change is one revision. */
export interface RuleOffice {
  /** The rules in their order. */
  list(): readonly RuleView[]
  /** What a rule can be about, beside everything and any site. */
  targets(): { readonly [Kind in 'set' | 'category' | 'platform']: readonly TargetChoice[] }
  /** Changes a rule, or adds one behind the others. A rule that every school has may be made stricter only: `basis`. */
  setRule(by: Editor, rule: RuleWish): Promise<Outcome<Rule, RuleProblem>>
  removeRule(by: Editor, id: string): Promise<Outcome<void, RuleProblem>>
  /** Moves a rule before another, or behind all. */
  moveRule(by: Editor, id: string, before: string | undefined): Promise<Outcome<void, RuleProblem>>
  setSet(by: Editor, set: SetWish): Promise<Outcome<PlatformSet, RuleProblem>>
  removeSet(by: Editor, id: string): Promise<Outcome<void, RuleProblem>>
  /** The school's own sentences by clause id; one language given fills both, and a clause without words is taken away. */
  setClauses(by: Editor, clauses: Readonly<Record<string, Partial<Text>>>): Promise<Outcome<void, RuleProblem>>
  /** Says which clause these rules carry out; none when left out. */
  attachClause(by: Editor, clause: string | undefined, rules: readonly string[]): Promise<Outcome<void, RuleProblem>>
  /** What would be open and closed differently, for each group that it changes something for. Nothing is changed. */
  preview(change: RuleWish | { readonly remove: string }): Outcome<readonly RulePreview[], RuleProblem>
}
