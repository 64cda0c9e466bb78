import type { KeepingProblem } from './keeping-problems.ts'
import type { ProblemTexts } from './problems.ts'

/** The sentences for what the coordinator's forms themselves refuse, in English. */
export const keepingProblemsEn: Pick<ProblemTexts, KeepingProblem> = {
  'no-group-chosen': () => 'No devices were chosen. Choose at least one device group.',
  'no-time-chosen': () => 'No time was chosen yet. Choose Always, or one or more times.',
  'no-target-chosen': () => 'It was not chosen yet what the rule is about. Choose from the list, or type a site.',
  'nothing-numbered': () => 'There is no clause with a number in it. Begin each clause with its number.',
  'file-missing': () => 'No calendar file was chosen, or it is too big. Choose one (.ics) of 2 MB at most.',
  'file-gone': () => 'This file is no longer at hand. Choose it once more.',
  'bad-limit': () => 'That number is not possible. Choose 10 to 100000 a second, and at least as many at once.',
}
