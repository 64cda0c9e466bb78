import type {
  AccountProblem,
  AnswerProblem,
  AskProblem,
  BoardProblem,
  CalendarProblem,
  CorrectionProblem,
  DeviceProblem,
  EmergencyProblem,
  EventProblem,
  ExclusionProblem,
  FocusProblem,
  GrantProblem,
  IncidentProblem,
  LookProblem,
  MeasureProblem,
  MedicalProblem,
  OpeningProblem,
  ParkProblem,
  PassProblem,
  PlatformProblem,
  RegisterProblem,
  ReportProblem,
  RuleProblem,
  SchoolProblem,
  TrialProblem,
} from '../../src/app/app.ts'
import type { HealthProblem } from '../../src/app/notices.ts'

/** Every key of a refusal, those of forms included. Each has a sentence in each language. */
export type Problem =
  | AccountProblem
  | AnswerProblem
  | AskProblem
  | BoardProblem
  | PlatformProblem
  | FocusProblem
  | ParkProblem
  | PassProblem
  | DeviceProblem
  | GrantProblem
  | EmergencyProblem
  | ExclusionProblem
  | IncidentProblem
  | MeasureProblem
  | OpeningProblem
  | CorrectionProblem
  | TrialProblem
  | EventProblem
  | ReportProblem
  | RegisterProblem
  | LookProblem
  | MedicalProblem
  | RuleProblem
  | SchoolProblem
  | CalendarProblem
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
