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
  ListProblem,
  LookProblem,
  MeasureProblem,
  MedicalProblem,
  OpeningProblem,
  ParkProblem,
  PassProblem,
  PinProblem,
  PlatformProblem,
  RegisterProblem,
  ReportProblem,
  RestoreProblem,
  RuleProblem,
  SchoolProblem,
  SnagProblem,
  TrialProblem,
} from '../../src/app/app.ts'
import type { HealthProblem } from '../../src/app/box/notices.ts'
import type { ApiProblem } from './api-problems.ts'
import type { BoxProblem } from './box-problem.ts'
import type { DirectingProblem } from './directing-problems.ts'
import type { KeepingProblem } from './keeping-problems.ts'
import type { ListFormProblem } from './list-problem.ts'
import type { MakingProblem } from './making-problems.ts'

/** Every key of a refusal, those of forms included. Each has a sentence in each language. */
export type Problem =
  | AccountProblem
  | AnswerProblem
  | AskProblem
  | BoardProblem
  | PlatformProblem
  | FocusProblem
  | ParkProblem
  | PinProblem
  | RestoreProblem
  | SnagProblem
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
  | KeepingProblem
  | ListProblem
  | ListFormProblem
  | MakingProblem
  | ApiProblem
  | BoxProblem
  | DirectingProblem
  | 'wrong'
  | 'wrong-password'
  | 'too-many'
  | 'passwords-differ'
  | 'pins-differ'
  | 'nothing-chosen'
  | 'bad-name'
  | 'bad-moment'
  | 'other'

/** Gives each refusal's sentence: what is wrong, and what to do next. `detail` is what the refusal is about, or ''. */
export type ProblemTexts = Readonly<Record<Problem, (detail: string) => string>>

/** Gives the sentence for each thing that needs a person: what is wrong, and what to do next. */
export type WarningTexts = Readonly<Record<HealthProblem | 'other', (detail: string) => string>>
