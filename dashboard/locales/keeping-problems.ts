import type { ProblemTexts } from './problems.ts'

/** What the coordinator's forms themselves refuse, before anything is asked of the school. */
export type KeepingProblem =
  | 'no-group-chosen'
  | 'no-time-chosen'
  | 'no-target-chosen'
  | 'nothing-numbered'
  | 'file-missing'
  | 'file-gone'
  | 'bad-limit'

/** In Dutch. */
export const keepingProblemsNl: Pick<ProblemTexts, KeepingProblem> = {
  'no-group-chosen': () => 'Er zijn geen apparaten gekozen. Kies minstens één apparaatgroep.',
  'no-time-chosen': () => 'Er is nog geen tijd gekozen. Kies Altijd, of een of meer tijden.',
  'no-target-chosen': () => 'Er is nog niet gekozen waar de regel over gaat. Kies iets uit de lijst, of typ een site.',
  'nothing-numbered': () => 'Hier staat geen afspraak met een nummer in. Begin elke afspraak met zijn nummer.',
  'file-missing': () => 'Er is geen agendabestand gekozen, of het is te groot. Kies er een (.ics) van hooguit 2 MB.',
  'file-gone': () => 'Dit bestand is niet meer bij de hand. Kies het nog een keer.',
  'bad-limit': () => 'Dat aantal kan niet. Kies 10 tot 100000 per seconde, en tegelijk minstens zoveel.',
}

/** In English. */
export const keepingProblemsEn: Pick<ProblemTexts, KeepingProblem> = {
  'no-group-chosen': () => 'No devices were chosen. Choose at least one device group.',
  'no-time-chosen': () => 'No time was chosen yet. Choose Always, or one or more times.',
  'no-target-chosen': () => 'It was not chosen yet what the rule is about. Choose from the list, or type a site.',
  'nothing-numbered': () => 'There is no clause with a number in it. Begin each clause with its number.',
  'file-missing': () => 'No calendar file was chosen, or it is too big. Choose one (.ics) of 2 MB at most.',
  'file-gone': () => 'This file is no longer at hand. Choose it once more.',
  'bad-limit': () => 'That number is not possible. Choose 10 to 100000 a second, and at least as many at once.',
}
