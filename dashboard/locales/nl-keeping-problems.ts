import type { KeepingProblem } from './keeping-problems.ts'
import type { ProblemTexts } from './problems.ts'

/** The sentences for what the coordinator's forms themselves refuse, in Dutch. */
export const keepingProblemsNl: Pick<ProblemTexts, KeepingProblem> = {
  'no-group-chosen': () => 'Er zijn geen apparaten gekozen. Kies minstens één apparaatgroep.',
  'no-time-chosen': () => 'Er is nog geen tijd gekozen. Kies Altijd, of een of meer tijden.',
  'no-target-chosen': () => 'Er is nog niet gekozen waar de regel over gaat. Kies iets uit de lijst, of typ een site.',
  'nothing-numbered': () => 'Hier staat geen afspraak met een nummer in. Begin elke afspraak met zijn nummer.',
  'file-missing': () => 'Er is geen agendabestand gekozen, of het is te groot. Kies er een (.ics) van hooguit 2 MB.',
  'file-gone': () => 'Dit bestand is niet meer bij de hand. Kies het nog een keer.',
  'bad-limit': () => 'Dat aantal kan niet. Kies 10 tot 100000 per seconde, en tegelijk minstens zoveel.',
}
