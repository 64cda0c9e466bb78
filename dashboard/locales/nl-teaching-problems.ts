import type { ProblemTexts } from './problems.ts'
import type { TeachingProblem } from './teaching-problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** The sentences for refusals of what is done with a class, of requests and of day passes, in Dutch. */
export const teachingProblemsNl: Pick<ProblemTexts, TeachingProblem> = {
  'bells-over': () => 'De school is voor vandaag uit. Kies minuten of een tijd.',
  'standing-not-allowed': () =>
    'Voor langere tijd openzetten kan alleen de directie of de ICT-coördinator. Kies een einde van vandaag.',
  'exam-running': (d) => `Er is nu een toets${about(d)}. Wacht tot die voorbij is.`,
  'no-class': () => 'Er is geen klas gekozen. Kies er minstens één.',
  'nothing-listed': () => 'Er staat nog niets op de lijst. Kies een app of typ een site.',
  'too-many-sites': (d) => `Dat zijn te veel sites${about(d)}. Kies alleen wat nu nodig is.`,
  'exam-in-the-way': (d) => `Er staat al een toets${about(d)}. Kies een andere tijd of een andere klas.`,
  'bad-start': () => 'Dat begin kan niet. Kies nu, of een moment in de komende zestig dagen.',
  'bad-extra-time': () => 'Die extra tijd kan niet. Kies 0 tot 120 minuten.',
  'confirm-end': (d) => `Dit is een toets${about(d)}. Weet je het zeker? Bevestig dan dat hij nu stopt.`,
  'not-here': () =>
    'Dit apparaat zit niet op het netwerk van de school. Verbind met de wifi van de school en probeer het opnieuw.',
  'already-open': (d) => `Dit is nu al open${about(d)}. Laad de site opnieuw.`,
  excluded: () => 'Dit apparaat is uitgesloten van het netwerk. Praat met de directie.',
  'asked-too-often': () =>
    'Je hebt dit uur al vijf keer iets gevraagd. Probeer het later opnieuw of loop even naar je leraar.',
  'asked-enough': () => 'Er is nu heel veel gevraagd. Probeer het later opnieuw of loop even naar je leraar.',
  'reason-long': (d) => `Die uitleg is te lang${about(d)}. Maak hem korter dan 200 tekens.`,
  'not-enrolled': () => 'Deze apparaten zijn niet aangemeld. Meld ze aan bij Apparaten, of zet het open voor de klas.',
  'bad-hours': () => 'Dat aantal uren kan niet. Kies 1 tot 12.',
  'bad-pin': () => 'Een pincode heeft vier tot zes cijfers. Typ hem opnieuw.',
  'easy-pin': () => 'Die pincode raadt iedereen. Kies cijfers die niet gelijk zijn of op een rij staan.',
  'wrong-pin': (d) => `Die pincode klopt niet${d === '' ? '' : ` (nog ${d} keer)`}. Probeer het opnieuw.`,
  'wrong-password': () => 'Dat is niet je huidige wachtwoord. Probeer het nog eens.',
  'pin-gone': () =>
    'Dit apparaat onthoudt je niet meer. Log in met je wachtwoord; daarna kun je weer een pincode kiezen.',
  'pins-differ': () => 'De twee pincodes zijn niet gelijk. Typ ze allebei opnieuw.',
  'nothing-noted': () => 'Er staat nog niets. Schrijf op wat er niet werkt.',
  'too-few-devices': () =>
    'Dit zijn minder dan vijf apparaten: wat zij vroegen, zou over één leerling gaan en staat hier niet. Is er een reden om het te weten? De ICT-coördinator en de directie kijken met die reden bij het apparaat zelf.',
  'noted-enough': () => 'Je hebt dit uur al veel doorgegeven. Loop even naar de ICT-coördinator.',
  'pass-ended': () => 'Deze dagpas werkt niet meer. Vraag op school om een nieuwe.',
}
