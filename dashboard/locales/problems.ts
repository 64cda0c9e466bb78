import type { AccountProblem, DeviceProblem, GrantProblem, LookProblem, SchoolProblem } from '../../src/app/app.ts'
import type { HealthProblem } from '../../src/app/notices.ts'

/** Every key of a refusal, those of forms included. Each has a sentence in each language. */
export type Problem =
  | AccountProblem
  | DeviceProblem
  | GrantProblem
  | LookProblem
  | SchoolProblem
  | 'wrong'
  | 'too-many'
  | 'passwords-differ'
  | 'nothing-chosen'
  | 'bad-name'
  | 'bad-moment'
  | 'other'

/** Gives each refusal's sentence: what is wrong, and what to do next. `detail` is what the refusal is about, or ''. */
export type ProblemTexts = Readonly<Record<Problem, (detail: string) => string>>

/** Gives the sentence for each thing that needs a person: what is wrong, and what to do next. */
export type WarningTexts = Readonly<Record<HealthProblem | 'other', (detail: string) => string>>
